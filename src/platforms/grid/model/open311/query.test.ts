import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readW3Date, w3Date } from './dates.ts'
import { readRequestQuery } from './query.ts'

const now = new Date('2026-11-21T06:00:00Z')
const read = (given: Record<string, unknown>) => readRequestQuery(given, now)
const query = (given: Record<string, unknown>) => {
  const asked = read(given)
  assert.ok(!('code' in asked), JSON.stringify(asked))
  return asked
}

test('dates of the W3C note are read in every length, with or without zone, and written with the offset', () => {
  const same = new Date('1994-11-05T13:15:30Z')
  for (const text of [
    '1994-11-05T08:15:30-05:00',
    '1994-11-05T13:15:30Z',
    '1994-11-05T13:15:30.000z',
    '1994-11-05T21:15:30+08:00',
    '1994-11-05T21:15:30 08:00',
    '1994-11-05T21:15:30',
  ])
    assert.deepEqual(readW3Date(text), same, text)
  assert.equal(w3Date(same), '1994-11-05T21:15:30+08:00')
  assert.equal(readW3Date('2026-11')?.toISOString(), '2026-10-31T16:00:00.000Z')
  assert.equal(readW3Date('2026')?.toISOString(), '2025-12-31T16:00:00.000Z')
  for (const text of ['yesterday', '2026-02-30', '2026-13-01', '21/11/2026', '2026-11-21T25:00:00Z', ''])
    assert.equal(readW3Date(text), undefined, text)
})

test('without dates the last ninety days are meant, and a thousand requests at most', () => {
  const asked = query({})
  assert.equal(asked.from.toISOString(), '2026-08-23T06:00:00.000Z')
  assert.ok(asked.to > now)
  assert.deepEqual([asked.page, asked.pageSize, asked.ids, asked.statuses], [1, 1000, null, null])
  assert.equal(query({ page_size: '5000' }).pageSize, 1000)
  assert.deepEqual(
    query({ status: '', service_code: '', start_date: '', page: '', jurisdiction_id: '' }),
    asked,
  )
})

test('one date alone asks for ninety days from it, or up to it', () => {
  const from = query({ start_date: '2026-01-01T00:00:00Z' })
  assert.equal(from.to.getTime() - from.from.getTime(), 90 * 86_400_000 + 1)
  const to = query({ end_date: '2026-01-01T00:00:00Z' })
  assert.equal(to.from.toISOString(), '2025-10-03T00:00:00.000Z')
})

test('lists come with commas, or declared several times', () => {
  assert.deepEqual(query({ service_request_id: 'SJ1, SJ2,,SJ3' }).ids, ['SJ1', 'SJ2', 'SJ3'])
  assert.deepEqual(query({ service_code: ['a,b', 'c'] }).serviceCodes, ['a', 'b', 'c'])
  assert.deepEqual(query({ status: 'open,CLOSED' }).statuses, ['open', 'closed'])
  assert.equal(query({ extensions: 'true' }).extensions, true)
  assert.equal(query({ extensions: 'false' }).extensions, false)
})

test('what is wrong is named; numbers override every other argument', () => {
  const refused: [Record<string, string>, string][] = [
    [{ start_date: 'x' }, 'open311.bad_parameter'],
    [{ status: 'pending' }, 'open311.bad_parameter'],
    [{ page: '0' }, 'open311.bad_parameter'],
    [{ page_size: '-1' }, 'open311.bad_parameter'],
    [{ start_date: '2026-03-01', end_date: '2026-02-01' }, 'open311.dates_reversed'],
    [{ start_date: '2026-01-01', end_date: '2026-04-30' }, 'open311.span_too_long'],
  ]
  for (const [given, code] of refused) {
    const asked = read(given)
    assert.equal('code' in asked && asked.code, code, JSON.stringify(given))
    assert.equal('code' in asked && asked.status, 400)
  }
  assert.deepEqual(query({ service_request_id: 'SJ1', status: 'pending', start_date: 'x' }).ids, ['SJ1'])
})
