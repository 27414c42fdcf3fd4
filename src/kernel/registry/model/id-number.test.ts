import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  IdNumber,
  idNumberCheckCharacter,
  idNumberFault,
  normaliseIdNumber,
  readIdNumber,
} from './id-number.ts'
import { maskIdNumber } from './masking.ts'

test('the example of GB 11643 passes', () => {
  assert.equal(idNumberFault('11010519491231002X'), undefined)
  assert.equal(idNumberFault('440524188001010014'), undefined)
  assert.deepEqual(readIdNumber('11010519491231002X'), {
    birthDate: '1949-12-31',
    sex: 'female',
    regionCode: '110105',
  })
  assert.equal(readIdNumber('440524188001010014').sex, 'male')
})

test('each fault has its own code', () => {
  const faults = {
    '110105194912310021': 'registry.id_number_checksum',
    '110105194902300028': 'registry.id_number_birth_date',
    '110105194913010028': 'registry.id_number_birth_date',
    '110105174912310028': 'registry.id_number_birth_date',
    '010105194912310028': 'registry.id_number_form',
    '1101051949123100X2': 'registry.id_number_form',
    '11010519491231002': 'registry.id_number_form',
    '110105491231002': 'registry.id_number_form',
    '': 'registry.id_number_form',
  }
  for (const [number, fault] of Object.entries(faults)) assert.equal(idNumberFault(number), fault, number)
})

test('what people type is one number', () => {
  for (const typed of ['11010519491231002x', ' 110105 19491231 002X', '11010519491231002X']) {
    assert.equal(IdNumber.parse(typed), '11010519491231002X')
  }
  assert.equal(normaliseIdNumber('110105-19491231-002x'), '11010519491231002X')
})

test('the schema names the fault by its code', () => {
  const result = IdNumber.safeParse('110105194912310021')
  assert.equal(result.error?.issues[0]?.message, 'registry.id_number_checksum')
})

const digits17 = fc
  .tuple(
    fc.integer({ min: 100000, max: 999999 }),
    fc.date({ min: new Date('1900-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(
    ([region, born, n]) =>
      `${region}${born.toISOString().slice(0, 10).replaceAll('-', '')}${`${n}`.padStart(3, '0')}`,
  )

test('one wrong digit or two exchanged neighbours never pass', () => {
  fc.assert(
    fc.property(digits17, fc.nat(16), fc.integer({ min: 1, max: 9 }), (body, at, shift) => {
      const number = body + idNumberCheckCharacter(body)
      assert.equal(idNumberFault(number), undefined)
      const wrong = (Number(number[at]) + shift) % 10
      assert.notEqual(idNumberFault(number.slice(0, at) + wrong + number.slice(at + 1)), undefined)
      const [a, b] = [number[at], number[at + 1]]
      if (a !== b)
        assert.notEqual(idNumberFault(`${number.slice(0, at)}${b}${a}${number.slice(at + 2)}`), undefined)
    }),
  )
})

test('a masked number keeps the region and the last four', () => {
  assert.equal(maskIdNumber('211302199001011234'), '211302********1234')
})
