import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OfflineTask } from '../../model/field-door.ts'
import { byClock, lightNow, matching } from './task-order.ts'

const now = new Date('2026-11-20T04:00:00Z')
const task = (id: string, dueAt: string | null, more: Partial<OfflineTask> = {}): OfflineTask =>
  ({
    id,
    dueAt,
    light: dueAt === null ? null : 'green',
    paused: false,
    openedAt: '2026-11-19T00:00:00Z',
    ledger: 'toy',
    entryTitle: id,
    entryNo: id,
    ...more,
  }) as OfflineTask

test('what has become late since it was read is red without a line, but not what is paused', () => {
  assert.equal(lightNow(task('a', '2026-11-20T03:59:00Z'), now), 'red')
  assert.equal(lightNow(task('a', '2026-11-20T04:01:00Z'), now), 'green')
  assert.equal(lightNow(task('a', '2026-11-20T03:59:00Z', { paused: true }), now), 'green')
  assert.equal(lightNow(task('a', null), now), null)
})

test('tasks of all ledgers stand by their clocks: late ones first, then the next due, those without a date last', () => {
  const tasks = [
    task('none', null),
    task('later', '2026-11-23T00:00:00Z', { ledger: 'other' }),
    task('soon', '2026-11-20T09:00:00Z'),
    task('late', '2026-11-18T00:00:00Z', { ledger: 'other' }),
    task('paused', '2026-11-17T00:00:00Z', { paused: true, light: 'amber' }),
  ]
  assert.deepEqual(
    byClock(tasks, now).map(({ id }) => id),
    ['late', 'paused', 'soon', 'later', 'none'],
  )
})

test('a search finds by every word that is typed, within one ledger or over all', () => {
  const tasks = [task('Road hole', null), task('Road lamp', null, { ledger: 'other' })]
  const find = (words: string, ledger?: string) =>
    matching(tasks, { words, ledger }, ({ entryTitle }) => entryTitle).map(({ id }) => id)
  assert.deepEqual(find(' road '), ['Road hole', 'Road lamp'])
  assert.deepEqual(find('lamp ROAD'), ['Road lamp'])
  assert.deepEqual(find('', 'toy'), ['Road hole'])
  assert.deepEqual(find('bridge'), [])
})
