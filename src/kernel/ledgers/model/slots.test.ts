import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Field, type FieldKind, fieldKinds, LedgerDefinition } from './definition.ts'
import { toyLedger } from '../../../../test/toy/toy-ledger.ts'
import { assignSlots, slotValues } from './slots.ts'

const field = (name: string, kind: FieldKind, filter = true): Field => ({
  name,
  label: { 'zh-CN': name, en: name },
  kind,
  filter,
})
const many = (count: number, kind: FieldKind) =>
  Array.from({ length: count }, (_, index) => field(`${kind}${index + 1}`, kind))

test('filters take the slots of their kind in the order declared, and others take none', () => {
  const { slots, faults } = assignSlots([
    field('name', 'text'),
    field('note', 'text', false),
    field('cost', 'money'),
    field('day', 'date'),
    field('pick', 'choice'),
    field('count', 'number'),
  ])
  assert.deepEqual(
    [...slots],
    [
      ['name', 's1'],
      ['cost', 'n1'],
      ['day', 'd1'],
      ['pick', 's2'],
      ['count', 'n2'],
    ],
  )
  assert.deepEqual(faults, [])
})

test('every kind has a slot of its family, but those that no column holds', () => {
  const families = fieldKinds.map((kind) => [
    kind,
    [...assignSlots([field('x', kind)]).slots.values()][0] ?? '',
  ])
  const none = ['long_text', 'choices', 'organisations', 'point', 'files', 'list']
  const other: Record<string, string> = { number: 'n1', money: 'n1', date: 'd1' }
  assert.deepEqual(
    families,
    fieldKinds.map((kind) => [kind, none.includes(kind) ? '' : (other[kind] ?? 's1')]),
  )
  assert.deepEqual(
    none.map((kind) => assignSlots([field('a', 'text'), field('x', kind as FieldKind)]).faults),
    none.map(() => [{ path: 'fields.1.filter', code: 'ledgers.not_filterable', field: 'x' }]),
  )
})

test('the seventh text, the fourth number and the fourth date find no slot, at their place', () => {
  for (const [kind, last, slot] of [
    ['text', 6, 's6'],
    ['money', 3, 'n3'],
    ['date', 3, 'd3'],
  ] as const) {
    const { slots, faults } = assignSlots(many(last + 1, kind))
    assert.equal(slots.get(`${kind}${last}`), slot)
    assert.equal(slots.size, last)
    assert.deepEqual(faults, [
      {
        path: `fields.${last}.filter`,
        code: 'ledgers.slots_used_up',
        field: `${kind}${last + 1}`,
        params: {
          kind: slot[0],
          count: last,
          holders: Array.from({ length: last }, (_, index) => `${kind}${index + 1}`).join(', '),
        },
      },
    ])
  }
})

test('a slot holds the value of its field, in the form of its column', () => {
  assert.deepEqual(slotValues(toyLedger.definition, { category: 'road', cost: 0, size: null }), {
    s1: 'road',
    n1: 0,
  })
  const definition = LedgerDefinition.parse({
    ...toyLedger.definition,
    fields: [field('yes', 'boolean'), field('unit', 'organisation'), field('day', 'date')],
  })
  assert.deepEqual(slotValues(definition, { yes: false, unit: 12, day: '2026-03-02' }), {
    s1: 'false',
    s2: '12',
    d1: '2026-03-02',
  })
})
