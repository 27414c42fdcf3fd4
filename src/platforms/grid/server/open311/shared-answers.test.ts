import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SharedAnswers } from './shared-answers.ts'

/** A store whose readings take until they are let go. */
function slowStore() {
  const waiting: (() => void)[] = []
  let value = 0
  let readings = 0
  return {
    write: () => void (value += 1),
    readings: () => readings,
    release: async () => {
      waiting.shift()?.()
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
    },
    read: async () => {
      readings += 1
      const seen = value
      await new Promise<void>((resolve) => waiting.push(resolve))
      return seen
    },
  }
}

test('whoever asks while the same is being read is told by the next reading, all of them by one', async () => {
  const store = slowStore()
  const answers = new SharedAnswers<number>()
  const first = answers.ask('list', store.read)
  store.write()
  const others = Array.from({ length: 50 }, () => answers.ask('list', store.read))
  await store.release()
  assert.equal(await first, 0)
  assert.equal(store.readings(), 2)
  store.write()
  const last = answers.ask('list', store.read)
  await store.release()
  assert.deepEqual(
    new Set(await Promise.all(others)),
    new Set([1]),
    'they know what was written before they asked',
  )
  await store.release()
  assert.equal(await last, 2)
  assert.equal(store.readings(), 3)
})

test('what is asked for differently is read by itself', async () => {
  const store = slowStore()
  const answers = new SharedAnswers<number>()
  const both = [answers.ask('one', store.read), answers.ask('two', store.read)]
  assert.equal(store.readings(), 2)
  await store.release()
  await store.release()
  assert.deepEqual(await Promise.all(both), [0, 0])
})

test('a reading that fails is not the next one’s failure', async () => {
  const answers = new SharedAnswers<string>()
  const failing = answers.ask('list', () => Promise.reject(new Error('the line broke')))
  const next = answers.ask('list', () => Promise.resolve('read'))
  await assert.rejects(failing, /the line broke/)
  assert.equal(await next, 'read')
  assert.equal(await answers.ask('list', () => Promise.resolve('again')), 'again')
})
