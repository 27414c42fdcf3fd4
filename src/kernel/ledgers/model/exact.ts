/** A number without rounding: a fraction in lowest terms, its denominator positive. */
export type Exact = { readonly n: bigint; readonly d: bigint }

/** Thrown where a computation outgrows what a form or a rule can need: nothing may keep the server busy. */
export class TooMuch extends Error {}

const limit = 2n ** 4096n

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

export function fraction(n: bigint, d: bigint): Exact {
  if (n > limit || n < -limit || d > limit || d < -limit) throw new TooMuch()
  const sign = d < 0n ? -1n : 1n
  const common = gcd(n, d * sign)
  return common === 0n ? { n: 0n, d: 1n } : { n: (sign * n) / common, d: (sign * d) / common }
}

export const whole = (n: bigint | number): Exact => ({ n: BigInt(n), d: 1n })

/** `12.50`, `-.5`, `1e-7`: what a person or a number literal says, digit by digit. */
export function parseExact(text: string): Exact | undefined {
  const match = /^(-?)(\d*)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text)
  if (!match) return undefined
  const [, sign = '', before = '', after = '', exponent = '0'] = match
  if (before === '' && after === '') return undefined
  const digits = BigInt(`${before}${after}`) * (sign === '-' ? -1n : 1n)
  const scale = Number(exponent) - after.length
  return scale >= 0 ? fraction(digits * 10n ** BigInt(scale), 1n) : fraction(digits, 10n ** BigInt(-scale))
}

/** The decimal that a stored number was typed as: 0.1 is one tenth, not the float next to it. */
export function exactOf(value: number): Exact | undefined {
  return Number.isFinite(value) ? parseExact(String(value)) : undefined
}

export const add = (a: Exact, b: Exact): Exact => fraction(a.n * b.d + b.n * a.d, a.d * b.d)
export const negate = (a: Exact): Exact => ({ n: -a.n, d: a.d })
export const subtract = (a: Exact, b: Exact): Exact => add(a, negate(b))
export const multiply = (a: Exact, b: Exact): Exact => fraction(a.n * b.n, a.d * b.d)
/** Null where the divisor is nought, as FEEL has it. */
export const divide = (a: Exact, b: Exact): Exact | null =>
  b.n === 0n ? null : fraction(a.n * b.d, a.d * b.n)

export function compare(a: Exact, b: Exact): -1 | 0 | 1 {
  const [left, right] = [a.n * b.d, b.n * a.d]
  return left < right ? -1 : left > right ? 1 : 0
}

const exponentMax = 64n

/** Null where the exponent isn't a whole number, or nought is to be turned upside down. */
export function power(a: Exact, b: Exact): Exact | null {
  if (b.d !== 1n) return null
  const times = b.n < 0n ? -b.n : b.n
  if (times > exponentMax) throw new TooMuch()
  const base = b.n < 0n ? divide(whole(1), a) : a
  if (base === null) return null
  let result = whole(1)
  for (let step = 0n; step < times; step += 1n) result = multiply(result, base)
  return result
}

export type Rounding = 'floor' | 'ceiling' | 'half_up' | 'half_even' | 'up' | 'down'

/** To so many places after the point; `half_up` is 四舍五入, away from nought on both sides. */
export function round(a: Exact, places: number, how: Rounding): Exact {
  if (Math.abs(places) > 100) throw new TooMuch()
  const scale = 10n ** BigInt(Math.abs(places))
  const scaled = places >= 0 ? fraction(a.n * scale, a.d) : fraction(a.n, a.d * scale)
  const rounded = roundWhole(scaled, how)
  return places >= 0 ? fraction(rounded, scale) : fraction(rounded * scale, 1n)
}

function roundWhole({ n, d }: Exact, how: Rounding): bigint {
  const cut = n / d
  const rest = n % d
  if (rest === 0n) return cut
  const away = n < 0n ? cut - 1n : cut + 1n
  const twice = (rest < 0n ? -rest : rest) * 2n
  switch (how) {
    case 'floor':
      return n < 0n ? away : cut
    case 'ceiling':
      return n < 0n ? cut : away
    case 'up':
      return away
    case 'down':
      return cut
    case 'half_up':
      return twice >= d ? away : cut
    case 'half_even':
      return twice > d || (twice === d && cut % 2n !== 0n) ? away : cut
  }
}

/** The nearest number that can be stored. */
export function toNumber(a: Exact): number {
  if (a.d === 1n) return Number(a.n)
  const digits = 40n + BigInt(a.d.toString().length)
  const scaled = (a.n * 10n ** digits) / a.d
  return Number(`${scaled}e-${digits}`)
}
