import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areaOf, areaOfRing, distance, lengthOfLine } from './geodesy.ts'

const near = (found: number, expected: number, within: number) =>
  assert.ok(Math.abs(found - expected) <= within, `${found} is not ${expected} ± ${within}`)

test('the way from Flinders Peak to Buninyong on the GRS 80 ellipsoid is the surveyors’ own 54,972.271 m', () => {
  const flinders = [144 + 25 / 60 + 29.5244 / 3600, -(37 + 57 / 60 + 3.7203 / 3600)] as const
  const buninyong = [143 + 55 / 60 + 35.3839 / 3600, -(37 + 39 / 60 + 10.1561 / 3600)] as const
  near(distance(flinders, buninyong), 54_972.271, 0.001)
  near(distance(buninyong, flinders), 54_972.271, 0.001)
})

test('a degree of the equator and of the meridian have their known lengths', () => {
  near(distance([0, 0], [1, 0]), 111_319.491, 0.001)
  near(distance([0, 0], [0, 1]), 110_574.389, 0.001)
  assert.equal(distance([120, 41], [120, 41]), 0)
})

test('between opposite points the way leads over a pole: twice the quarter meridian of GRS 80, 10,001,965.729 m', () => {
  near(distance([0, 0], [180, 0]), 20_003_931.458, 0.001)
})

test('a line is as long as its pieces, and a single point has no length', () => {
  const [a, b, c] = [
    [120.4, 41.5],
    [120.5, 41.5],
    [120.5, 41.6],
  ] as const
  near(lengthOfLine([a, b, c]), distance(a, b) + distance(b, c), 1e-9)
  assert.equal(lengthOfLine([a]), 0)
  assert.equal(lengthOfLine([]), 0)
})

test('the whole ellipsoid has its known surface', () => {
  const whole = [
    [-180, -90],
    [180, -90],
    [180, 90],
    [-180, 90],
  ] as const
  near(areaOfRing(whole) / 1e6, 510_065_621.7, 1)
})

test('an area is the same whichever way its ring runs, closed or not, and wherever it begins', () => {
  const ring = [
    [120.4, 41.5],
    [120.5, 41.52],
    [120.47, 41.6],
    [120.41, 41.58],
  ] as const
  const area = areaOfRing(ring)
  near(areaOfRing(ring.toReversed()), area, 1e-3)
  near(areaOfRing([...ring, ring[0]]), area, 1e-3)
  near(areaOfRing([...ring.slice(2), ...ring.slice(0, 2)]), area, 1e-3)
})

test('a hole is taken off, and pieces add up to the whole', () => {
  const square = (west: number, south: number, east: number, north: number) =>
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as const
  const whole = areaOf([[square(120, 41, 120.1, 41.1)]])
  const hole = areaOfRing(square(120.02, 41.02, 120.04, 41.04))
  near(areaOf([[square(120, 41, 120.1, 41.1), square(120.02, 41.02, 120.04, 41.04)]]), whole - hole, 1e-3)
  const halves = areaOf([[square(120, 41, 120.05, 41.1)], [square(120.05, 41, 120.1, 41.1)]])
  near(halves, whole, 1e-3)
})
