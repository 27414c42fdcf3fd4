import assert from 'node:assert/strict'
import { test } from 'node:test'
import { effectiveInstant } from './history.ts'
import { judgeMilestone } from './lateness.ts'
import { lastDay, readMilestones } from './milestones.ts'

test('a month takes effect on its last day in Shanghai, so that a reading of the month shows it', () => {
  assert.equal(effectiveInstant('2019-06').toISOString(), '2019-06-29T16:00:00.000Z')
  assert.equal(effectiveInstant('2020-02').toISOString(), '2020-02-28T16:00:00.000Z')
  assert.equal(effectiveInstant('2021-12').toISOString(), '2021-12-30T16:00:00.000Z')
})

test('printed dates are read with their words, and what cannot be read is refused', () => {
  assert.deepEqual(readMilestones('主体完工 2021-11;投用 2022-05'), [
    { kind: 'main_structure', label: '主体完工', from: null, due: '2021-11-30', note: '' },
    { kind: 'in_use', label: '投用', from: null, due: '2022-05-31', note: '' },
  ])
  assert.deepEqual(readMilestones('建设期 2021-07至2022-10(15个月)'), [
    { kind: 'construction_period', label: '建设期', from: '2021-07', due: '2022-10-31', note: '15个月' },
  ])
  assert.equal(readMilestones('目标 2025')?.[0]?.due, '2025-12-31')
  assert.equal(readMilestones('开工 2022-06前(争取)')?.[0]?.note, '争取')
  assert.equal(readMilestones('开工 2022-13'), null)
  assert.equal(readMilestones('尽快'), null)
  assert.equal(lastDay('2023-02-29'), null)
  assert.equal(lastDay('2024-02-29'), '2024-02-29')
})

test('a date is late only when a report made after it says so', () => {
  const [milestone] = readMilestones('投用 2019-12前(一期)') ?? []
  assert.ok(milestone)
  const state = (stage: 'construction' | 'operation', reportedOn: string, today: string) =>
    judgeMilestone(milestone, stage, reportedOn, today).state
  assert.equal(state('construction', '2019-06-30', '2019-12-31'), 'open')
  assert.equal(state('construction', '2019-06-30', '2020-01-01'), 'unreported')
  assert.equal(state('construction', '2020-05-31', '2020-05-31'), 'late')
  assert.equal(state('operation', '2022-01-31', '2022-01-31'), 'kept')
  const other = { ...milestone, kind: 'other' as const }
  assert.equal(judgeMilestone(other, 'construction', '2020-05-31', '2020-06-01').state, 'unreported')
})
