import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { kinds, nextKinds, Tally } from './blows.ts'
import { type Leg, Legs } from './legs.ts'

const leg = (over: Partial<Leg>): Leg => ({
  database: 'postgres',
  seed: 1,
  commit: 'a',
  at: '2026-11-21T20:00:00Z',
  kills: 60,
  seconds: 90,
  counted: { 'kills in writes': 15, 'met in writes': 14, 'writes cut off': 50 },
  checks: [{ what: 'the chain verifies', holds: true }],
  ...over,
})

test('parts of a run that share a file count for all who share it, each database for itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-legs-'))
  try {
    const file = join(folder, 'legs.jsonl')
    const one = new Legs(file, 'postgres')
    const other = new Legs(file, 'postgres')
    const embedded = new Legs(file, 'embedded')
    one.add(leg({}))
    other.add(leg({ seed: 2, kills: 40 }))
    embedded.add(leg({ database: 'embedded', kills: 20 }))
    assert.deepEqual([one.kills, other.kills, embedded.kills], [100, 100, 20])
    const told = one.told()
    assert.match(told.table, /\| writes \| 30 \| 28 \|/)
    assert.equal(told.facts['writes cut off'], 100)
    assert.equal(told.facts['seeds'], '1, 2')
    assert.equal(told.checks.length, 2)
    assert.equal(told.seconds, 180)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a part that did not hold is told as such of the whole', () => {
  const legs = new Legs(undefined, 'postgres')
  legs.add(leg({}))
  legs.add(leg({ checks: [{ what: 'the chain verifies', holds: false, detail: 'entry 7' }] }))
  assert.deepEqual(
    legs.told().checks.map(({ holds }) => holds),
    [true, false],
  )
})

test('of each twenty kills every kind has its share, in an order that the choices make', () => {
  const turns = [0, 1].map((first) => {
    let no = first
    return nextKinds((below) => (no += 7) % below)
  })
  for (const order of turns) {
    assert.equal(order.length, 20)
    for (const kind of kinds) assert.ok(order.filter((one) => one === kind).length >= 2, kind)
  }
  assert.notDeepEqual(turns[0], turns[1])
})

test('what a killed house was at is told by the next one that opens, once', () => {
  const tally = new Tally()
  tally.unlearned = 'import'
  tally.learn(null)
  tally.learn(['imports', 'the relay'])
  tally.learn(['imports'])
  assert.deepEqual(tally.counted, { 'met in import': 1, 'cut off: imports': 1, 'cut off: the relay': 1 })
})
