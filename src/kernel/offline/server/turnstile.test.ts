import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Turnstile } from './turnstile.ts'

test('so many pass at once, the rest in their order, and a failure holds nobody up', async () => {
  const turnstile = new Turnstile(2)
  const order: number[] = []
  let inside = 0
  let most = 0
  const work = (no: number) => async () => {
    inside += 1
    most = Math.max(most, inside)
    order.push(no)
    await new Promise(setImmediate)
    inside -= 1
    if (no % 3 === 0) throw new Error('refused')
    return no
  }
  const all = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7].map((no) => turnstile.pass(work(no))))
  assert.equal(most, 2)
  assert.deepEqual(order, [1, 2, 3, 4, 5, 6, 7])
  assert.equal(all.filter(({ status }) => status === 'rejected').length, 2)
})
