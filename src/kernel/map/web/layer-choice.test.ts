import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  changed,
  choiceFor,
  choiceFromText,
  choiceText,
  moved,
  rememberChoice,
  rememberedChoice,
} from './layer-choice.ts'

const layers = [
  { id: 'township', kind: 'division' },
  { id: 'village', kind: 'division' },
  { id: 'cell:fire', kind: 'cell' },
  { id: 'entry:problem', kind: 'entry' },
]
const ids = (choice: readonly { id: string }[]) => choice.map(({ id }) => id)

test('at first points lie over cells and cells over divisions, and cells are not shown', () => {
  const choice = choiceFor(layers, [])
  assert.deepEqual(ids(choice), ['entry:problem', 'cell:fire', 'township', 'village'])
  assert.deepEqual(
    choice.filter(({ visible }) => !visible).map(({ id }) => id),
    ['cell:fire'],
  )
})

test('what was remembered stays, a layer that is gone goes, a new one stands where it would at first', () => {
  const remembered = [
    { id: 'village', visible: false, opacity: 0.4 },
    { id: 'gone', visible: true, opacity: 1 },
    { id: 'entry:problem', visible: true, opacity: 1 },
  ]
  const choice = choiceFor(layers, remembered)
  assert.deepEqual(ids(choice), ['village', 'entry:problem', 'cell:fire', 'township'])
  assert.deepEqual(choice[0], remembered[0])
})

test('a layer moves up and down, and not beyond the ends', () => {
  const choice = choiceFor(layers, [])
  assert.deepEqual(ids(moved(choice, 'township', -1)), ['entry:problem', 'township', 'cell:fire', 'village'])
  assert.deepEqual(ids(moved(choice, 'entry:problem', -1)), ids(choice))
  assert.deepEqual(ids(moved(choice, 'village', 1)), ids(choice))
})

test('an address says what is visible, how strongly and in which order, and is read back', () => {
  const choice = changed(changed(choiceFor(layers, []), 'cell:fire', { visible: true }), 'township', {
    opacity: 0.5,
  })
  const text = choiceText(choice)
  assert.equal(text, 'entry:problem,cell:fire,township@0.5,village')
  assert.deepEqual(choiceFromText(text, choiceFor(layers, [])), choice)
})

test('names and strengths that mean nothing are left out of an address; no word is no wish', () => {
  const choice = choiceFor(layers, [])
  const found = choiceFromText('nothing,village@7,township', choice) ?? []
  assert.deepEqual(
    found.filter(({ visible }) => visible).map(({ id }) => id),
    ['township'],
  )
  assert.equal(choiceFromText(undefined, choice), null)
})

test('each account remembers its own, and what another program left there is not taken', () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  const choice = choiceFor(layers, [])
  rememberChoice(storage, 7, choice)
  assert.deepEqual(rememberedChoice(storage, 7), choice)
  assert.deepEqual(rememberedChoice(storage, 8), [])
  for (const [key] of kept) kept.set(key, '[{"id":3}, null, "x"]')
  assert.deepEqual(rememberedChoice(storage, 7), [])
  for (const [key] of kept) kept.set(key, '{')
  assert.deepEqual(rememberedChoice(storage, 7), [])
})
