import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Catalogue } from '../catalogue.ts'
import { propose, teach } from './classifier.ts'
import { Labelled, proposeFor, teachFrom } from './knowledge.ts'

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../../../data/incidents/${name}`, import.meta.url), 'utf8'))
const catalogue = Catalogue.parse(read('catalogue.json'))
const labelled = Labelled.parse(read('labelled.json'))

test('the accuracy that is stated is measured on sentences that were not taught', () => {
  const taught = new Set(Object.values(labelled.train).flat())
  const tested = Object.values(labelled.test).flat()
  assert.deepEqual(
    tested.filter((text) => taught.has(text)),
    [],
  )
  assert.equal(taught.size + tested.length, 480)
  // The figures of data/README.md; another catalogue or other sentences change them.
  assert.deepEqual(teachFrom(catalogue, labelled).accuracy, { tested: 192, first: 133, amongThree: 174 })
})

test('what is proposed says which words speak for it, and they stand in the text', () => {
  const { classifier } = teachFrom(catalogue, labelled)
  const text = '小区门口的污水井盖碎了，晚上走路很危险'
  const [first] = proposeFor(catalogue, classifier, text, 3)
  assert.equal(first?.category, 'manhole_sewer')
  assert.ok((first?.reasons.length ?? 0) > 0)
  for (const { words, weight } of first?.reasons ?? []) {
    assert.ok(text.includes(words), words)
    assert.ok(weight > 0)
  }
})

test('nothing is proposed for what says nothing, nor a category that is no longer used', () => {
  const { classifier } = teachFrom(catalogue, labelled)
  assert.deepEqual(proposeFor(catalogue, classifier, '!!! ...', 3), [])
  const without = structuredClone(catalogue)
  for (const { categories } of without.areas)
    for (const category of categories) if (category.code === 'manhole_sewer') category.active = false
  const proposed = proposeFor(without, classifier, '污水井盖碎了', 3).map(({ category }) => category)
  assert.ok(proposed.length > 0 && !proposed.includes('manhole_sewer'))
})

test('the order of what was taught changes nothing', () => {
  const examples = [
    { category: 'a', text: '路灯不亮' },
    { category: 'b', text: '井盖坏了' },
    { category: 'b', text: '井盖丢了' },
  ]
  const words = (all: typeof examples) => propose(teach(all), '井盖不亮')
  assert.deepEqual(words(examples.toReversed()), words(examples))
})
