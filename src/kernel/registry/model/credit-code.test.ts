import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CreditCode, creditCodeCheckCharacter, creditCodeFault, enterpriseKindOf } from './credit-code.ts'

test('the example of GB 32100 passes', () => {
  assert.equal(creditCodeFault('91350100M000100Y43'), undefined)
  assert.equal(CreditCode.parse(' 91350100m000100y43 '), '91350100M000100Y43')
})

test('each fault has its own code', () => {
  assert.equal(creditCodeFault('91350100M000100Y44'), 'registry.credit_code_checksum')
  assert.equal(creditCodeFault('91350100M000100Y4'), 'registry.credit_code_form')
  assert.equal(creditCodeFault('91350100I000100Y43'), 'registry.credit_code_form')
  assert.equal(creditCodeFault('913501A0M000100Y43'), 'registry.credit_code_form')
  assert.equal(CreditCode.safeParse('91').error?.issues[0]?.message, 'registry.credit_code_form')
})

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'.split('')
const body = fc
  .tuple(
    fc.integer({ min: 100000, max: 999999 }),
    fc.array(fc.constantFrom(...alphabet), { minLength: 9, maxLength: 9 }),
  )
  .map(([region, rest]) => `91${region}${rest.join('')}`)

test('one wrong character or two exchanged neighbours never pass', () => {
  fc.assert(
    fc.property(body, fc.integer({ min: 8, max: 16 }), fc.constantFrom(...alphabet), (text, at, other) => {
      const code = text + creditCodeCheckCharacter(text)
      assert.equal(creditCodeFault(code), undefined)
      if (other !== code[at]) {
        assert.notEqual(creditCodeFault(code.slice(0, at) + other + code.slice(at + 1)), undefined)
      }
      const [a, b] = [code[at], code[at + 1]]
      if (a !== b)
        assert.notEqual(creditCodeFault(`${code.slice(0, at)}${b}${a}${code.slice(at + 2)}`), undefined)
    }),
  )
})

test('the kind of body is read from the code', () => {
  assert.equal(enterpriseKindOf('91350100M000100Y43'), 'company')
  assert.equal(enterpriseKindOf('92350100M000100Y43'), 'sole_trader')
  assert.equal(enterpriseKindOf('12350100M000100Y43'), 'institution')
  assert.equal(enterpriseKindOf('Y1350100M000100Y43'), null)
  assert.equal(enterpriseKindOf(null), null)
})
