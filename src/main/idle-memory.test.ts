import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shouldCollect } from './idle-memory.ts'

const mb = 1 << 20
const resting = { spanMs: 30_000, cpuMs: 900, heapTotal: 120 * mb, heapUsed: 80 * mb, keptBytes: 70 * mb }

test('memory is given back when the process rests and its heap grew', () => {
  assert.equal(shouldCollect(resting), true)
  assert.equal(shouldCollect({ ...resting, keptBytes: 0 }), true)
})

test('a busy process is not held up for it, nor one that holds much', () => {
  assert.equal(shouldCollect({ ...resting, cpuMs: 3000 }), false)
  assert.equal(shouldCollect({ ...resting, heapTotal: 400 * mb, heapUsed: 300 * mb }), false)
})

test('what would come back must be worth the while', () => {
  assert.equal(shouldCollect({ ...resting, keptBytes: 100 * mb }), false)
})
