import assert from 'node:assert/strict'
import { test } from 'node:test'
import { translate } from '#kernel/i18n/model'
import { FieldBox, headlineOf, overdueBy, type WallIncident } from './grid-wall.ts'
import './messages.ts'

const at = '2026-11-20T08:00:00.000Z'
const counts = { reported: 0, open: 0, late: 0, closed: 0 }
const incident = (dueAt: string): WallIncident => ({
  id: 'a',
  no: 'SJ1',
  title: 'x',
  stage: 'handling',
  place: '990001001',
  openedAt: at,
  dueAt,
  light: 'red',
  organisation: null,
})

test('the headline says what is late, else how the day goes, and opens just that', () => {
  const late = [incident('2026-11-17T07:00:00.000Z')]
  const sentences = [
    headlineOf({ at, late, counts: { ...counts, late: 4, open: 9 } }),
    headlineOf({ at, late: [], counts: { ...counts, open: 9, reported: 2 } }),
    headlineOf({ at, late: [], counts }),
  ]
  assert.deepEqual(
    sentences.map(({ key, params }) => translate('en', key, params)),
    [
      '4 incidents are late, the longest by 3 days',
      '2 reported today, 9 open, none late',
      'No incident is open',
    ],
  )
  assert.deepEqual(
    sentences.map(({ opens }) => opens),
    ['late', 'open', 'reported'],
  )
})

test('what passed is counted in whole days, and in hours within the first', () => {
  assert.deepEqual(overdueBy('2026-11-20T05:30:00Z', at), { days: 0, hours: 2 })
  assert.deepEqual(overdueBy('2026-11-18T08:00:00Z', at), { days: 2, hours: 48 })
  assert.deepEqual(overdueBy('2026-11-21T08:00:00Z', at), { days: 0, hours: 0 })
})

test('a field of the map is four numbers and nothing else', () => {
  assert.deepEqual(FieldBox.parse('120.1,41,120.2,41.5'), [120.1, 41, 120.2, 41.5])
  for (const text of ['', '1,2,3', '1,2,3,x', '1,2,3,4,5', '1e3,2,3,4'])
    assert.equal(FieldBox.safeParse(text).success, false, text)
})
