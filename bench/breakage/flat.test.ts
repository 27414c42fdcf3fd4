import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minuteTable, type Sample, trendOf } from './flat.ts'

const minutes = Array.from({ length: 40 }, (_, no) => 6 + no * 0.6)
const noise = (no: number) => ((no * 7919) % 13) - 6

test('a figure that only scatters is flat', () => {
  const { isFlat } = trendOf(
    minutes,
    minutes.map((_, no) => 100 + noise(no)),
    0.1,
  )
  assert.equal(isFlat, true)
})

test('a figure that rises by more than its tolerance in the second half is not flat', () => {
  const rising = minutes.map((at, no) => 100 + noise(no) / 3 + at * 2)
  const trend = trendOf(minutes, rising, 0.1)
  assert.equal(trend.isFlat, false)
  assert.ok(trend.growth > 15 && trend.second > trend.first)
})

test('a figure that rises within its tolerance is flat, and so is one that falls', () => {
  const little = minutes.map((at, no) => 100 + noise(no) / 3 + at * 0.3)
  assert.equal(trendOf(minutes, little, 0.1).isFlat, true)
  assert.equal(
    trendOf(
      minutes,
      minutes.map((at) => 200 - at),
      0.1,
    ).isFlat,
    true,
  )
})

test('what rose in the first half and stands in the second is flat', () => {
  const grown = minutes.map((_, no) => (no < 20 ? 50 + no * 5 : 150 + noise(no)))
  assert.equal(trendOf(minutes, grown, 0.1).isFlat, true)
})

test('each minute has a row with what each kind of request took', () => {
  const sample = (at: number, errors: number): Sample => ({
    minutes: at,
    answered: [
      { kind: 'list', ms: 4 },
      { kind: 'act', ms: 9 },
    ],
    errors,
    heapMb: 80,
    rssMb: 300,
    leftMb: 220,
    connections: 5,
    cpuSeconds: 1.5,
    seconds: 15,
    load: 0.4,
  })
  const lines = minuteTable([sample(0.5, 0), sample(1, 2), sample(1.25, 0)]).split('\n')
  assert.deepEqual(lines, [
    '| minute | act | list | requests | errors | heap MB | RSS MB | left MB | PG connections | CPU % | load |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    '| 1 | 9/9/9 | 4/4/4 | 4 | 2 | 80 | 300 | 220 | 5 | 10 | 0.4 |',
    '| 2 | 9/9/9 | 4/4/4 | 2 | 0 | 80 | 300 | 220 | 5 | 10 | 0.4 |',
  ])
})
