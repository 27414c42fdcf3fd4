import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LayerEdit } from '#kernel/map/model'
import {
  answered,
  begin,
  editsOf,
  faultsOf,
  isDirty,
  isSound,
  redone,
  shapesOf,
  undone,
  withStep,
  withVertexStep,
} from './steps.ts'

const edit = (x: number): LayerEdit => ({ kind: 'remove_vertex', at: [x, 0] })
const fault = { path: 'edits.0', code: 'map.spike', detail: '', at: [1, 1] as const }

test('steps are undone and done again, and a new one gives up what was undone', () => {
  const [one, two, three] = [edit(1), edit(2), edit(3)]
  const both = withStep(withStep(begin(4, []), one, [], []), two, [], [])
  assert.deepEqual(editsOf(undone(both)), [one])
  assert.deepEqual(editsOf(redone(undone(both))), [one, two])
  assert.deepEqual(editsOf(withStep(undone(both), three, [], null)), [one, three])
  assert.equal(isDirty(undone(undone(undone(both)))), false)
  assert.equal(redone(both).at, 2)
})

test('only what was asked about and found without fault may be saved', () => {
  const asked = withStep(begin(4, []), edit(1), [], null)
  assert.equal(isSound(asked), false)
  const shapes: [] = []
  assert.equal(isSound(answered(asked, editsOf(asked), { shapes, faults: [] })), true)
  const faulty = answered(asked, editsOf(asked), { shapes, faults: [fault] })
  assert.equal(isSound(faulty), false)
  assert.deepEqual(faultsOf(faulty), [fault])
  assert.deepEqual(faultsOf(undone(faulty)), [])
  assert.equal(shapesOf(undone(faulty)), faulty.base)
})

test('an answer about steps that were given up meanwhile says nothing', () => {
  const first = withStep(begin(4, []), edit(1), [], null)
  const other = withStep(undone(first), edit(2), [], null)
  assert.equal(answered(other, editsOf(first), { shapes: [], faults: [fault] }), other)
})

test('a vertex moved on by keys is one step, and another vertex is another', () => {
  const move = (from: number, to: number): LayerEdit => ({
    kind: 'move_vertex',
    from: [from, 0],
    to: [to, 0],
  })
  const first = withVertexStep(begin(4, []), move(1, 2), [], true)
  const on = withVertexStep(first, move(2, 3), [], true)
  assert.deepEqual(editsOf(on), [move(1, 3)])
  assert.deepEqual(editsOf(withVertexStep(on, move(7, 8), [], true)), [move(1, 3), move(7, 8)])
  assert.deepEqual(editsOf(withVertexStep(first, move(2, 3), [], false)), [move(1, 2), move(2, 3)])
})
