import assert from 'node:assert/strict'
import { test } from 'node:test'
import { follow } from './follow.ts'

/** A line on which a test notifies, and that it lets break. */
function lineOf() {
  let told: (payload: string) => void = () => undefined
  let broke: () => void = () => undefined
  return {
    listen: async (_channel: string, callback: typeof told, onGap: () => void = () => undefined) => {
      told = callback
      broke = onGap
      return async () => undefined
    },
    tell: () => told(''),
    break: () => broke(),
  }
}

test('what a process knows by heart is read anew when it is told, and after the line was down', async () => {
  const line = lineOf()
  let reads = 0
  const stop = await follow(line, 'x', async () => void (reads += 1))
  line.tell()
  await new Promise(setImmediate)
  line.break()
  await new Promise(setImmediate)
  assert.equal(reads, 2)
  await stop()
})

test('what is told while it reads is one more reading, and what fails is tried until it succeeds', async () => {
  const line = lineOf()
  const { promise: read, resolve } = Promise.withResolvers<void>()
  const outcomes: (() => void)[] = []
  let reads = 0
  const stop = await follow(line, 'x', async () => {
    reads += 1
    if (reads === 3) throw new Error('the database is away')
    if (reads === 4) return resolve()
    await new Promise<void>((done) => outcomes.push(done))
  })
  for (let no = 0; no < 5; no += 1) line.tell()
  assert.equal(reads, 1)
  outcomes.shift()?.()
  await new Promise(setImmediate)
  assert.equal(reads, 2)
  line.tell()
  outcomes.shift()?.()
  await read
  assert.equal(reads, 4)
  await stop()
})
