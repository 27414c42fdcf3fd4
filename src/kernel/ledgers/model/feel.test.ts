import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { compileFeel } from './feel.ts'
import { FeelFault } from './feel-parts.ts'
import type { Variables } from './feel-kinds.ts'
import type { Values } from './state.ts'

const variables: Variables = {
  a: { is: 'number' },
  b: { is: 'number' },
  unknown: { is: 'number' },
  category: { is: 'text', options: ['road', 'water'] },
  openedOn: { is: 'date' },
  today: { is: 'date' },
  maybe: { is: 'boolean' },
  date: { is: 'date' },
  actor: { is: 'context', fields: { role: { is: 'text' } } },
  rows: {
    is: 'list',
    of: {
      is: 'context',
      fields: { price: { is: 'number' }, count: { is: 'number' }, paid: { is: 'boolean' } },
    },
  },
}
const values: Values = {
  a: 0.1,
  b: 0.2,
  category: 'road',
  openedOn: '2026-01-31',
  today: '2026-03-02',
  date: '2026-01-01',
  actor: { role: 'office' },
  rows: [
    { price: 0.1, count: 3, paid: true },
    { price: 0.2, count: 4 },
  ],
}

const given = (text: string) => compileFeel(text, variables).evaluate(values)
function faultOf(text: string): [string, string, number] {
  try {
    compileFeel(text, variables)
  } catch (error) {
    assert.ok(error instanceof FeelFault, String(error))
    return [error.code, error.piece, error.at]
  }
  throw new Error(`${text} has no fault`)
}

const cases: [string, unknown][] = [
  ['a + b = 0.3', true],
  ['a + b', 0.3],
  ['1 / 3 * 3', 1],
  ['a / 0', null],
  ['-a', -0.1],
  ['a -3', -2.9],
  ['2 ** 3', 8],
  ['2 ** -1', 0.5],
  ['a between 0 and b', true],
  ['a in [0..0.1]', true],
  ['a in [0..0.1)', false],
  ['a in ]0.1..1]', false],
  ['a in (> 3, < 1)', true],
  ['category in ("road", "water")', true],
  ['category in ["water"]', false],
  ['category in ("water") and a > 0', false],
  ['category in ["road"] and a > 0 or a > 5', true],
  ['a in [0..1] and b in (> 0.1)', true],
  ['a in (> 3) or b > 0.1', true],
  ['category = null', false],
  ['unknown = null', true],
  ['unknown > 3', null],
  ['unknown + 1', null],
  ['maybe and true', null],
  ['maybe and false', false],
  ['maybe or true', true],
  ['not(maybe)', null],
  ['not(a > 1)', true],
  ['if unknown > 3 then "x" else "y"', 'y'],
  ['actor.role = "office"', true],
  ['openedOn + duration("P1M")', '2026-02-28'],
  ['openedOn - duration("P31D")', '2025-12-31'],
  ['openedOn < today', true],
  ['today > date("2026-03-01")', true],
  ['today > @"2026-03-02"', false],
  ['date = date("2026-01-01")', true],
  ['date(2026, 2, 30)', null],
  ['(today - openedOn).days', 30],
  ['today - openedOn > duration("P29D")', true],
  ['openedOn.year * 100 + openedOn.month', 202601],
  ['last day of month(today)', '2026-03-31'],
  ['last day of month(date("2024-02-10"))', '2024-02-29'],
  ['sum(rows.price)', 0.3],
  ['sum(for r in rows return r.price * r.count)', 1.1],
  ['count(rows)', 2],
  ['max(rows.price)', 0.2],
  ['mean(rows.count)', 3.5],
  ['min(a, b, unknown)', null],
  ['some r in rows satisfies r.price > 0.15', true],
  ['every r in rows satisfies r.price > 0.15', false],
  ['every r in rows satisfies r.paid', null],
  ['some r in rows satisfies r.paid', true],
  ['round half up(2.345, 2)', 2.35],
  ['round half up(-2.5)', -3],
  ['decimal(2.5, 0)', 2],
  ['floor(-1.5)', -2],
  ['ceiling(-1.5)', -1],
  ['round up(1.21, 1)', 1.3],
  ['round down(-1.29, 1)', -1.2],
  ['string length("台账")', 2],
  ['contains(category, "oa") and starts with(category, "r")', true],
  ['list contains(["a", "b"], "b")', true],
  ['"第" + category', '第road'],
]

const faults: [string, [string, string, number]][] = [
  ['a +', ['feel_syntax', 'a +', 4]],
  ['', ['feel_syntax', '', 1]],
  ['zzz > 1', ['feel_unknown_name', 'zzz', 1]],
  ['a > 1 and b.c', ['feel_unknown_name', 'b.c', 11]],
  ['constructor', ['feel_unknown_name', 'constructor', 1]],
  ['actor.constructor', ['feel_unknown_name', 'actor.constructor', 1]],
  ['now()', ['feel_unknown_function', 'now()', 1]],
  ['category = "wather"', ['feel_not_an_option', 'category = "wather"', 1]],
  ['category in ("road", "rail")', ['feel_not_an_option', '"rail"', 22]],
  ['category + 1', ['feel_wrong_kind', 'category + 1', 1]],
  ['maybe = 1', ['feel_wrong_kind', 'maybe = 1', 1]],
  ['1 < a < 3', ['feel_wrong_kind', '1 < a < 3', 1]],
  ['a and true', ['feel_wrong_kind', 'a', 1]],
  ['if a then 1 else 2', ['feel_wrong_kind', 'a', 4]],
  ['if maybe then 1 else "x"', ['feel_wrong_kind', 'if maybe then 1 else "x"', 1]],
  ['a in [0.1] = true', ['feel_unsupported', '[0.1] = true', 6]],
  ['rows = rows', ['feel_wrong_kind', 'rows = rows', 1]],
  ['sum(category)', ['feel_wrong_arguments', 'sum(category)', 1]],
  ['not(1)', ['feel_wrong_arguments', 'not(1)', 1]],
  ['@"2026-02-30"', ['feel_bad_literal', '@"2026-02-30"', 1]],
  ['duration("PT3H")', ['feel_bad_literal', 'duration("PT3H")', 1]],
  ['rows[price > 1]', ['feel_unsupported', 'rows[price > 1]', 1]],
  ['function(x) x', ['feel_unsupported', 'function(x) x', 1]],
  ['for i in 1..1000000000 return i', ['feel_unsupported', 'i in 1..1000000000', 5]],
  ['a instance of number', ['feel_unsupported', 'a instance of number', 1]],
  [`a = ${'('.repeat(60)}1${')'.repeat(60)}`, ['feel_too_long', `${'('.repeat(21)}1${')'.repeat(21)}`, 44]],
]

describe('an expression of FEEL', () => {
  for (const [text, result] of cases)
    test(`${text} gives ${String(result)}`, () => assert.deepEqual(given(text), result))
  for (const [text, fault] of faults)
    test(`${text.slice(0, 40)} is refused`, () => assert.deepEqual(faultOf(text), fault))

  test('is at most so long', () => assert.equal(faultOf(`a = ${'1 + '.repeat(200)}1`)[0], 'feel_too_long'))

  test('gives up where it would take too long', () => {
    const nested = 'count(for r in rows return sum(for s in rows return s.price * r.price)) > 0'
    const many = { ...values, rows: Array.from({ length: 500 }, () => ({ price: 1 })) }
    assert.throws(() => compileFeel(nested, variables).evaluate(many), { code: 'ledgers.feel_too_much' })
    assert.throws(() => compileFeel('((a ** 60) ** 60) ** 60', variables).evaluate(values), {
      code: 'ledgers.feel_too_much',
    })
  })

  test('says which variables it uses, without the names of its loops', () => {
    const { uses } = compileFeel('sum(for r in rows return r.price * a) > b', variables)
    assert.deepEqual([...uses].sort(), ['a', 'b', 'rows'])
  })

  test('takes a list that was never said as empty, and a value of another kind as not said', () => {
    assert.equal(compileFeel('count(rows)', variables).evaluate({}), 0)
    assert.equal(compileFeel('a', variables).evaluate({ a: 'many' }), null)
  })

  test('gives money as whole 分, halves away from nought', () => {
    const half = compileFeel('a * 5', variables)
    assert.equal(half.evaluateWhole({ a: 0.1 }), 1)
    assert.equal(half.evaluateWhole({ a: -0.1 }), -1)
    assert.equal(half.evaluateWhole({ a: 0.09 }), 0)
  })
})

type Sum = { text: string; n: bigint; d: bigint }

/** Expressions with what they come to, worked out apart from the engine: fractions that are never shortened. */
const sums = fc.letrec<{ sum: Sum }>((tie) => ({
  sum: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    fc
      .tuple(fc.bigInt({ min: -99999n, max: 99999n }), fc.integer({ min: 0, max: 4 }))
      .map(([digits, places]) => {
        const text = digits
          .toString()
          .replace('-', '')
          .padStart(places + 1, '0')
        const dotted = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`
        return { text: digits < 0n ? `(-${dotted})` : dotted, n: digits, d: 10n ** BigInt(places) }
      }),
    fc.tuple(tie('sum'), fc.constantFrom('+', '-', '*', '/'), tie('sum')).map(([a, sign, b]) => {
      const text = `(${a.text} ${sign} ${b.text})`
      if (sign === '*') return { text, n: a.n * b.n, d: a.d * b.d }
      if (sign === '/') return b.n === 0n ? a : { text, n: a.n * b.d, d: a.d * b.n }
      return { text, n: sign === '+' ? a.n * b.d + b.n * a.d : a.n * b.d - b.n * a.d, d: a.d * b.d }
    }),
  ),
})).sum

describe('numbers', () => {
  test('are compared as the fractions that they are, whatever was counted before', () => {
    fc.assert(
      fc.property(sums, sums, (a, b) => {
        const text = [a.text, b.text]
        fc.pre(text.join('').length < 480)
        const sign = a.d * b.d < 0n ? -1n : 1n
        const [left, right] = [a.n * b.d * sign, b.n * a.d * sign]
        const evaluate = (operator: string) => compileFeel(text.join(` ${operator} `), {}).evaluate({})
        assert.equal(evaluate('<'), left < right)
        assert.equal(evaluate('='), left === right)
        assert.equal(evaluate('>='), left >= right)
        assert.equal(compileFeel(`${a.text} = ${a.text}`, {}).evaluate({}), true)
      }),
      { numRuns: 300 },
    )
  })

  test('come out as the nearest that can be stored: decimals as they were typed', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: -1e9, max: 1e9 }), (a, b) => {
        const expected = Number(`${a + b}e-2`)
        assert.equal(
          compileFeel('a + b', variables).evaluate({ a: Number(`${a}e-2`), b: Number(`${b}e-2`) }),
          expected,
        )
      }),
    )
  })
})
