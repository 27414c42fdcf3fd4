import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalText } from './canonical.ts'

test('the example of RFC 8785 comes out as the RFC prints it', () => {
  const value = {
    numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  }
  assert.equal(
    canonicalText(value),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
})

test('members are sorted by UTF-16 code units, as RFC 8785 section 3.2.3 shows', () => {
  const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
  const order = [...canonicalText(value).matchAll(/:(\d)/g)].map((match) => match[1]).join('')
  assert.equal(order, '2467153')
})

test('undefined members are dropped and minus zero is zero', () => {
  assert.equal(canonicalText({ a: undefined, b: -0, c: { d: undefined } }), '{"b":0,"c":{}}')
})

test('what JSON cannot carry exactly is refused with its place', () => {
  const refused: [unknown, RegExp][] = [
    [{ a: [1, Number.NaN] }, /^\$\.a\[1\] has no canonical form: NaN$/],
    [{ a: Number.POSITIVE_INFINITY }, /^\$\.a .*Infinity$/],
    [{ at: new Date(0) }, /^\$\.at .*an instance of Date$/],
    [[undefined], /^\$\[0\] .*undefined$/],
    [new Array(1), /^\$\[0\] .*undefined$/],
    [10n, /^\$ .*bigint$/],
    [{ b: Buffer.from('x') }, /an instance of Buffer$/],
    [{ s: '\ud800' }, /a lone surrogate$/],
    [{ '\udc00': 1 }, /a lone surrogate$/],
    [undefined, /undefined$/],
  ]
  for (const [value, message] of refused)
    assert.throws(() => canonicalText(value), { name: 'TypeError', message })
})

test('the text reads back as the value and does not depend on the order of members', () => {
  const json = fc.jsonValue({ stringUnit: 'grapheme' })
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalText(value)
      assert.equal(canonicalText(JSON.parse(text)), text)
      assert.equal(JSON.stringify(JSON.parse(text)).length, JSON.stringify(value).length)
    }),
  )
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json), (object) => {
      const reversed = Object.fromEntries(Object.entries(object).reverse())
      assert.equal(canonicalText(reversed), canonicalText({ ...object }))
    }),
  )
})
