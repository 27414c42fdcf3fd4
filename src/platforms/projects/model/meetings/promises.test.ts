import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blankState, type EntryState } from '#kernel/ledgers/model'
import { completedOn, countPromises, type PromiseState, promiseState } from './promises.ts'

function decision(stage: string, dueOn: string | null, completedAt?: string): EntryState {
  const state = blankState('d')
  return {
    ...state,
    stage,
    values: { dueOn, measures: 'done' },
    origins: completedAt ? { measures: { seq: 4, effectiveAt: completedAt } } : {},
  }
}

const cases: readonly [string, EntryState, string, PromiseState][] = [
  ['nobody has it yet', decision('registered', null), '2026-03-09', 'drafted'],
  ['its date is today', decision('handling', '2026-03-09'), '2026-03-09', 'open'],
  ['its date was yesterday', decision('handling', '2026-03-08'), '2026-03-09', 'overdue'],
  [
    'completed in the last minute of its date in Shanghai',
    decision('completed', '2026-03-08', '2026-03-08T15:59:00Z'),
    '2026-03-09',
    'done_on_time',
  ],
  [
    'completed a minute later',
    decision('closed', '2026-03-08', '2026-03-08T16:00:00Z'),
    '2026-03-20',
    'done_late',
  ],
  [
    'completed, and sent back by the verification',
    decision('handling', '2026-03-08', '2026-03-05T02:00:00Z'),
    '2026-03-09',
    'overdue',
  ],
  ['withdrawn', decision('voided', '2026-03-01'), '2026-03-09', 'withdrawn'],
]

for (const [name, state, today, expected] of cases)
  test(`what came of a decision: ${name}`, () => assert.equal(promiseState(state, today), expected))

test('the day of completion is told only while it counts as completed', () => {
  assert.equal(completedOn(decision('completed', '2026-03-08', '2026-03-08T16:00:00Z')), '2026-03-09')
  assert.equal(completedOn(decision('handling', '2026-03-08', '2026-03-08T16:00:00Z')), null)
})

test('the rate is of what was due or done: what still runs, was withdrawn or not given out counts in none', () => {
  const counts = countPromises([
    'done_on_time',
    'done_on_time',
    'done_late',
    'overdue',
    'open',
    'drafted',
    'withdrawn',
  ])
  assert.deepEqual([counts.kept, counts.of, counts.open, counts.withdrawn], [2, 4, 1, 1])
  assert.deepEqual([countPromises([]).kept, countPromises([]).of], [0, 0])
})
