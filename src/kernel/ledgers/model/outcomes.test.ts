import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toyLedger } from '../../../../test/toy/toy-ledger.ts'
import { findFaults } from './define-ledger.ts'

const label = { 'zh-CN': '通过', en: 'Passed' }

function withOutcomes(...ids: string[]) {
  const { definition } = toyLedger
  const actions = definition.actions.map((action) =>
    action.id === 'verify' ? { ...action, outcomes: ids.map((id) => ({ id, label })) } : action,
  )
  return findFaults({ ...definition, actions }).map(({ path, code, name }) => `${path} ${code} ${name}`)
}

test('an action names only the outcomes it has, each once, and need not name them all', () => {
  const at = `actions.${toyLedger.definition.actions.findIndex(({ id }) => id === 'verify')}.outcomes`
  assert.deepEqual(withOutcomes(), [])
  assert.deepEqual(withOutcomes('passed'), [])
  assert.deepEqual(withOutcomes('passed', 'postponed'), [`${at}.1.id ledgers.not_declared postponed`])
  assert.deepEqual(withOutcomes('failed', 'failed'), [`${at}.1 ledgers.declared_twice failed`])
})
