import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NewHousehold } from '../model/household.ts'
import { idNumberFault, readIdNumber } from '../model/id-number.ts'
import { NewPerson } from '../model/person.ts'
import { inventHouseholds, readInventedNames } from './invent.ts'

const order = {
  names: readInventedNames(),
  villages: [
    { code: '211302009004', households: 300 },
    { code: '211302009005', households: 100 },
  ],
  on: '2026-01-01',
  seed: 7,
}
const invented = inventHouseholds(order)

test('the same order invents the same people, another seed others', () => {
  assert.deepEqual(inventHouseholds(order), invented)
  assert.notDeepEqual(inventHouseholds({ ...order, seed: 8 }).persons[0], invented.persons[0])
})

test('invented people pass the register’s own checks and cannot be real', () => {
  for (const { id, ...person } of invented.persons) {
    assert.match(id ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
    const parsed = NewPerson.parse(person)
    assert.equal(idNumberFault(parsed.idNumber ?? ''), undefined)
    assert.equal(readIdNumber(parsed.idNumber ?? '').regionCode, '990000')
    assert.ok(readIdNumber(parsed.idNumber ?? '').birthDate <= order.on)
    assert.match(parsed.phone ?? '154', /^154/)
    assert.match(parsed.source, /虚构/)
  }
})

test('no id, identity number or phone comes twice', () => {
  const all = [
    invented.persons.map(({ id }) => id),
    invented.persons.map(({ idNumber }) => idNumber),
    invented.persons.flatMap(({ phone }) => phone ?? []),
    invented.households.map(({ id }) => id),
  ]
  for (const list of all) assert.equal(new Set(list).size, list.length)
})

test('every household has one head and is home to its members only', () => {
  assert.equal(invented.households.length, 400)
  for (const { id, ...household } of invented.households) assert.ok(NewHousehold.parse(household), id)
  const members = invented.households.flatMap((household) =>
    household.members.map(({ personId }) => personId),
  )
  assert.equal(new Set(members).size, invented.persons.length)
  assert.equal(members.length, invented.persons.length)
})
