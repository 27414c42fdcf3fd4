import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Catalogue, findCategory, responsibleFor } from './catalogue.ts'
import { readFileSync } from 'node:fs'

const shipped = (): Catalogue =>
  Catalogue.parse(
    JSON.parse(
      readFileSync(new URL('../../../../../data/incidents/catalogue.json', import.meta.url), 'utf8'),
    ),
  )

test('who is responsible follows from category and place, by the first rule that fits', () => {
  const catalogue = shipped()
  const asked = [
    ['manhole_sewer', '211302009004', { body: 'urban-management' }],
    ['manhole_sewer', '211302100201', { level: 'township' }],
    ['neighbour_dispute', '211302009004', { level: 'village' }],
    ['land_dispute', '211302009004', { body: 'natural-resources' }],
    ['land_dispute', '211302200201', { level: 'township' }],
    ['suggestion', '211302009004', { level: 'township' }],
    ['never_heard_of', '211302', { level: 'township' }],
  ] as const
  for (const [category, place, responsible] of asked)
    assert.deepEqual(responsibleFor(catalogue, category, place), responsible, `${category} in ${place}`)
})

test('a catalogue with a fault says where it is', () => {
  const base = shipped()
  const faultsOf = (change: (catalogue: Catalogue) => void): string[] => {
    const changed = structuredClone(base)
    change(changed)
    const parsed = Catalogue.safeParse(changed)
    return (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
  }
  assert.deepEqual(
    faultsOf(() => undefined),
    [],
  )
  assert.deepEqual(
    faultsOf(({ areas }) =>
      areas[1]?.categories.push({ ...(areas[0]?.categories[0] as never as object) } as never),
    ),
    [
      'areas.1.categories.9.code: incidents.declared_twice',
      'areas.1.categories.9.number: incidents.declared_twice',
      'areas.1.categories.9.number: incidents.number_misplaced',
    ],
  )
  assert.deepEqual(
    faultsOf(({ rules }) => rules.unshift({ categories: ['nothing'], responsible: { level: 'township' } })),
    ['rules.0.categories.0: incidents.unknown_code'],
  )
  assert.deepEqual(
    faultsOf(({ rules }) => rules.pop()),
    ['rules: incidents.no_last_rule'],
  )
})

test('every category of the shipped catalogue is found by its code, with a limit for each urgency', () => {
  const catalogue = shipped()
  for (const { code } of catalogue.areas.flatMap(({ categories }) => categories)) {
    const found = findCategory(catalogue, code)
    assert.equal(found?.category.code, code)
    assert.ok(found?.category.limits.urgent.count)
  }
})
