import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inputFields } from '#kernel/ledgers/model'
import { householdVisitLedger } from '../cells/care/visit-ledger.ts'
import { type KnownFact, knownFact, type RegisterFreshness, visitQuestions } from './visit-form.ts'

const today = '2026-11-20'
const freshness: RegisterFreshness = {
  freshDays: { 'household.address': 730, 'person.phone': 365, 'place.address': null },
  asOf: { old: '2023-01-01', phone_old: '2025-10-01' },
}
const of = (id: string, value: string | null, element = 'household.address', masked = false) =>
  knownFact(element, { id, value, masked }, freshness, today)

test('a fact is missing, held or stale by the days of its element', () => {
  assert.equal(of('a', null).state, 'missing')
  assert.equal(of('a', '').state, 'missing')
  assert.equal(of('a', 'Riverside 1').state, 'held')
  assert.deepEqual([of('old', 'Riverside 1').state, of('old', 'Riverside 1').asOf], ['stale', '2023-01-01'])
  assert.equal(of('old', 'Riverside 1', 'place.address').state, 'held')
})

test('of a masked number the phone knows that it is held and never what it is', () => {
  const held = of('a', '138****0000', 'person.phone', true)
  assert.deepEqual([held.state, held.value], ['unseen', null])
  const stale = of('phone_old', '138****0000', 'person.phone', true)
  assert.deepEqual([stale.state, stale.value], ['stale', null])
})

const { definition } = householdVisitLedger
const register = definition.actions.find(({ word }) => word === 'register')
const fields = register ? inputFields(definition, register) : []
const given = new Set(['household', 'visitor', 'visitedOn', 'gridCell', 'demonstration'])
const names = (known: [string, KnownFact][]) => {
  const { asked, held, more } = visitQuestions({ fields, known: new Map(known), given })
  return {
    asked: asked.map(({ name }) => name),
    held: held.map(({ field }) => field.name),
    more: more.map(({ name }) => name),
  }
}

test('a visit asks only what must be said where the register holds the rest and it is fresh', () => {
  const { asked, held, more } = names([['address', of('a', 'Riverside 1')]])
  assert.deepEqual(asked, ['purpose', 'contact', 'found'])
  assert.deepEqual(held, ['address'])
  assert.ok(more.includes('needs') && !more.includes('address') && !more.includes('household'))
})

test('a visit asks for what is unknown or stale, and for the phone of nobody who isn’t named', () => {
  assert.ok(names([['address', of('a', null)]]).asked.includes('address'))
  assert.ok(names([['address', of('old', 'x')]]).asked.includes('address'))
  const nobody = names([])
  assert.ok(![...nobody.asked, ...nobody.more].includes('phone'))
  assert.ok(names([['phone', of('a', null, 'person.phone', true)]]).asked.includes('phone'))
  assert.ok(!names([['phone', of('a', '138****0000', 'person.phone', true)]]).asked.includes('phone'))
})
