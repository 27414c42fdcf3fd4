import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isUndated, type Listed, listsOf } from './stage-lists.ts'

const project = (more: Partial<Listed>): Listed => ({
  stage: 'construction',
  signedOn: null,
  brokeGroundOn: null,
  restartedOn: null,
  milestones: [],
  ...more,
})
const due = (day: string) => [{ kind: 'in_use' as const, label: '', from: null, due: day, note: '' }]

describe('lists by stage', () => {
  test('a project is started or resumed in the year of the stated day, and not before that day', () => {
    assert.deepEqual(listsOf(project({ brokeGroundOn: '2026-03-01' }), '2026-03-02'), ['started'])
    assert.deepEqual(listsOf(project({ brokeGroundOn: '2026-03-03' }), '2026-03-02'), [])
    assert.deepEqual(listsOf(project({ brokeGroundOn: '2025-03-01' }), '2026-03-02'), [])
    const resumed = project({ brokeGroundOn: '2025-03-01', restartedOn: '2026-03-01' })
    assert.deepEqual(listsOf(resumed, '2026-03-02'), ['restarted'])
  })

  test('near production: in trial, or building and planned within ninety days', () => {
    assert.deepEqual(listsOf(project({ stage: 'trial_production' }), '2026-03-02'), ['near_production'])
    assert.deepEqual(listsOf(project({ milestones: due('2026-05-31') }), '2026-03-02'), ['near_production'])
    assert.deepEqual(listsOf(project({ milestones: due('2026-06-01') }), '2026-03-02'), [])
    assert.deepEqual(listsOf(project({ stage: 'signing', milestones: due('2026-05-31') }), '2026-03-02'), [
      'signed_not_landed',
    ])
  })

  test('what is building without a stated day can’t be told to be this year’s', () => {
    assert.equal(isUndated(project({})), true)
    assert.equal(isUndated(project({ brokeGroundOn: '2025-01-01' })), false)
    assert.equal(isUndated(project({ stage: 'production' })), false)
  })
})
