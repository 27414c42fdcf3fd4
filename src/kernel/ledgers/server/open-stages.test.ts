import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ledger } from '../model/define-ledger.ts'
import type { Known } from './definition-book.ts'
import { openStages } from './open-stages.ts'

function ledgerOf(...versions: Record<string, boolean>[]): Known {
  const stagesOf = (version: Record<string, boolean>) =>
    Object.entries(version).map(([id, open]) => ({ id, open, label: { 'zh-CN': id, en: id } }))
  const ledgers = versions.map((version) => ({ definition: { stages: stagesOf(version) } }) as Ledger)
  return {
    id: 1,
    code: 'x',
    current: versions.length,
    versions: new Map(ledgers.map((item, at) => [at + 1, item])),
  }
}

test('stages are open or closed as all versions of a ledger say', () => {
  const known = ledgerOf({ filed: true, done: false }, { filed: true, waiting: true, over: false })
  assert.deepEqual(openStages(known), { open: ['filed', 'waiting'], closed: ['done', 'over'] })
  assert.equal(openStages(known), openStages(known))
})

test('of a stage that closes in a later version nothing is said', () => {
  assert.equal(openStages(ledgerOf({ filed: true, done: true }, { filed: true, done: false })), undefined)
})
