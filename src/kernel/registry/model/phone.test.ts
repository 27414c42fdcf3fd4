import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskPhone } from './masking.ts'
import { isPhone, normalisePhone, Phone } from './phone.ts'

test('what people type is one number', () => {
  for (const typed of ['138 0013 8000', '+86-138-0013-8000', '0086 13800138000', '13800138000']) {
    assert.equal(Phone.parse(typed), '13800138000')
  }
  assert.equal(normalisePhone('(0421) 281-1234'), '04212811234')
})

test('mobile numbers and fixed ones with an area code pass, others do not', () => {
  for (const number of ['13800138000', '19912345678', '04212811234', '01062811234'])
    assert.ok(isPhone(number))
  for (const number of ['', '110', '2811234', '12800138000', '1380013800', '138001380001', '1380013800a']) {
    assert.equal(isPhone(number), false, number)
  }
  assert.equal(Phone.safeParse('110').error?.issues[0]?.message, 'registry.phone_form')
})

test('a masked phone keeps three digits and the last four', () => {
  assert.equal(maskPhone('13812345678'), '138****5678')
  assert.equal(maskPhone('04212811234'), '042****1234')
  assert.equal(maskPhone('12345'), '*****')
})
