import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { complaintLedger } from '../../../../test/toy/complaint-ledger.ts'
import { findFaults } from './define-ledger.ts'
import { type Edge, findLoop } from './links.ts'

const edge = (from: string, to: string, relation: Edge['relation'] = 'part_of'): Edge => ({
  from,
  to,
  relation,
})

describe('links', () => {
  test('a link that leads back to where it starts is found, over known links and new ones', () => {
    assert.equal(findLoop([], [edge('a', 'b'), edge('b', 'c')]), undefined)
    assert.deepEqual(findLoop([], [edge('a', 'b'), edge('b', 'a')]), edge('b', 'a'))
    assert.deepEqual(findLoop([edge('a', 'b'), edge('b', 'c')], [edge('c', 'a')]), edge('c', 'a'))
    assert.equal(findLoop([edge('a', 'b'), edge('a', 'c')], [edge('b', 'd'), edge('c', 'd')]), undefined)
  })

  test('relations don’t mix: a part may cause its whole', () => {
    assert.equal(findLoop([edge('a', 'b')], [edge('b', 'a', 'caused_by')]), undefined)
  })

  test('faults of a declaration are named with their place', () => {
    const faultsOf = (link: unknown, word = 'link') => {
      const definition = structuredClone(complaintLedger.definition)
      Object.assign(definition.actions[1] ?? {}, { link, word })
      return findFaults(definition).map(({ path, code }) => `${path} ${code}`)
    }
    const at = 'actions.1.link'
    const relations = ['duplicate_of']
    assert.deepEqual(faultsOf({ relations, duplicateStage: 'merged' }), [])
    assert.deepEqual(faultsOf(undefined), [`${at} ledgers.link_misplaced`])
    assert.deepEqual(faultsOf({ relations, duplicateStage: 'merged' }, 'comment'), [
      `${at} ledgers.link_misplaced`,
    ])
    assert.deepEqual(faultsOf({ relations }), [`${at}.duplicateStage ledgers.duplicate_stage_misplaced`])
    assert.deepEqual(faultsOf({ relations, duplicateStage: 'nowhere' }), [
      `${at}.duplicateStage ledgers.not_declared`,
    ])
    assert.deepEqual(faultsOf({ relations, duplicateStage: 'handling' }), [
      `${at}.duplicateStage ledgers.duplicate_stage_open`,
    ])
  })
})
