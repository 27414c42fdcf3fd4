import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDefinition } from '#kernel/ledgers/model'
import { beginning } from './beginning.ts'

test('what a new ledger begins with is sound, once it has a title', () => {
  const begun = beginning() as object
  assert.throws(() => parseDefinition(begun), { code: 'ledgers.bad_definition' })
  const title = { 'zh-CN': 'x', en: 'x' }
  assert.deepEqual(parseDefinition({ ...begun, title }).title, title)
})
