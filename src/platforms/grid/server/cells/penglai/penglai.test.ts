import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doorOf, penglai } from './buildings.ts'
import { inventCommunity } from './population.ts'

test('the community is invented to the very figures of the page, the same each time, with nobody twice', () => {
  const asked = { village: penglai.village, households: 3781, persons: 9440 }
  const families = inventCommunity(asked)
  const persons = families.flatMap((family) => family.persons)
  assert.deepEqual([families.length, persons.length], [asked.households, asked.persons])
  assert.ok(families.every((family) => family.households[0]?.members?.[0]?.relation === 'head'))
  const unique = (of: readonly (string | null | undefined)[]) => {
    const said = of.filter((one) => typeof one === 'string')
    assert.equal(new Set(said).size, said.length)
  }
  unique(persons.map(({ idNumber }) => idNumber))
  unique(persons.map(({ phone }) => phone))
  unique(families.map((family) => family.households[0]?.number))
  assert.deepEqual(inventCommunity(asked).at(-1), families.at(-1))
})

test('doors are numbered by unit, floor and side', () => {
  assert.deepEqual(
    [doorOf(0), doorOf(1), doorOf(2)].map(({ unit, room }) => `${unit}-${room}`),
    ['1-101', '1-102', '1-201'],
  )
  assert.deepEqual(doorOf(22), { unit: '2', room: '101' })
})
