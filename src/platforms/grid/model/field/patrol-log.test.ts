import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PatrolPoint } from './patrol.ts'
import { afterTold, begin, current, emptyBook, end, nextReport, type PatrolBook, walk } from './patrol-log.ts'

const start = Date.parse('2026-11-20T01:00:00Z')
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString()
const point = (seconds: number, metres: number, kind: PatrolPoint['kind'] = 'track'): PatrolPoint => ({
  at: at(seconds),
  lng: 120.45,
  lat: 41.57 + metres / 111_195,
  accuracyM: 5,
  kind,
  note: null,
})
const id = '0192f3a0-0000-7000-8000-000000000001'

test('nothing is recorded while no patrol is on, and one patrol is on at most', () => {
  assert.equal(walk(emptyBook, point(0, 0)), emptyBook)
  const one = begin(emptyBook, id, at(0))
  assert.equal(begin(one, 'another', at(5)), one)
  const over = end(one, at(10))
  assert.equal(current(over), undefined)
  assert.equal(walk(over, point(20, 40)), over)
})

test('a day without a line is told in parts, each once, and forgotten when all of it has arrived', () => {
  let book: PatrolBook = begin(emptyBook, id, at(0))
  for (let step = 0; step < 1500; step++) book = walk(book, point(step * 20, step * 25))
  assert.equal(current(book)?.points.length, 1500)
  book = end(book, at(40_000))
  const told: [number, string | null][] = []
  for (let next = nextReport(book); next; next = nextReport(book)) {
    told.push([next.report.points.length, next.report.endedAt])
    book = afterTold(book, next)
  }
  assert.deepEqual(told, [
    [1000, null],
    [500, at(40_000)],
  ])
  assert.deepEqual(book, { logs: [] })
})

test('what is walked while a part travels is told with the next part', () => {
  let book = walk(begin(emptyBook, id, at(0)), point(0, 0))
  const first = nextReport(book)
  assert.equal(first?.report.points.length, 1)
  book = walk(book, point(30, 50))
  if (first) book = afterTold(book, first)
  assert.deepEqual(
    nextReport(book)?.report.points.map((one) => one.at),
    [at(30)],
  )
  assert.equal(current(book)?.points.length, 2)
})
