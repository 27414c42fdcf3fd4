import type { Random } from '../../../bench/data/random.ts'
import type { Json } from './api.ts'

const long = (text: string, times: number) => text.repeat(times)

/** Texts that have broken programs: of SQL, markup, formulas, paths, formats, prototypes, dates, and of Unicode. */
export const nastyTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00\ud800',
  '\uffff\ufffe',
  '\u202e\u2066\u200b',
  '\u0130\u0131ß',
  '👩‍👩‍👧‍👦',
  '\r\nset-cookie: a=b',
  "'; drop table entry; --",
  "' or '1'='1",
  "1'||pg_sleep(10)||'",
  '") or true --',
  '\\',
  '%',
  '_%_%_%_%_%_%',
  '$1',
  ':x',
  '{{7*7}}',
  '${7*7}',
  '{count, plural, one {',
  '<script>throw 1</script>',
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  '=HYPERLINK("http://x")',
  '@SUM(1+1)',
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '/etc/passwd',
  'file:///etc/passwd',
  'http://169.254.169.254/latest',
  'http://[::1]:8080/',
  'javascript:alert(1)',
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'then',
  'null',
  'undefined',
  'NaN',
  'Infinity',
  '-0',
  '1e400',
  '0x10',
  '１２',
  '9007199254740993',
  '9223372036854775808',
  '-9223372036854775809',
  '99999999999999999999999999999999999999',
  '2147483648',
  '-1',
  '0',
  '1.5',
  '1,2',
  'true',
  '2026-02-30',
  '0000-00-00',
  '0001-01-01',
  '9999-12-31',
  '10000-01-01',
  '-271821-04-20T00:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  '2026-03-02T25:61:61Z',
  '2026-13',
  'infinity',
  'epoch',
  'now',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '0190e4b0-0000-7000-8000-000000000000',
  '0190E4B0-0000-7000-8000-00000000000G',
  '[]',
  '{}',
  '[[[[[[[[',
  '{"a":',
  '((((((((((((((((((((',
  'if if if if if',
  'for x in 1..1000000000 return x',
  long('(a+)+', 40),
  `${long('a', 200)}!`,
  long('长', 300),
  long('x', 5000),
  long(' ', 3000),
  long('0', 400),
  long('é', 1000),
]

const nastyNumbers: readonly number[] = [
  0,
  -0,
  -1,
  0.1,
  1e-320,
  1.7976931348623157e308,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  2 ** 63,
  -(2 ** 63),
  9_007_199_254_740_994,
  1e21,
  4_294_967_296,
  86_400_000_000_001,
]

/** Names that no declaration has, or that stand for more than a field. */
export const oddNames: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'then',
  'toJSON',
  'length',
  'id',
  'organisationId',
  'accountId',
  'role',
  'rights',
  'sensitivity',
  'seq',
  '',
  '$ref',
  'a.b[0]',
]

/** Any value that JSON can say and the schema most likely didn't mean. */
export function nastyValue(random: Random, forged: readonly Json[]): Json {
  switch (random.below(9)) {
    case 0:
      return null
    case 1:
      return random.below(2) === 0
    case 2:
      return random.pick(nastyNumbers)
    case 3:
      return Array.from({ length: random.below(4) }, () => random.pick(nastyTexts))
    case 4:
      return nested(random.pick([5, 60, 2000]))
    case 5:
      return { [random.pick(oddNames)]: random.pick<Json>([{}, null, 1, { polluted: true }]) }
    case 6:
      return forged.length > 0 ? random.pick(forged) : 'x'
    case 7:
      return Array.from({ length: 3000 }, (_, index) => index)
    default:
      return random.pick(nastyTexts)
  }
}

function nested(depth: number): Json {
  let value: Json = []
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value }
  return value
}
