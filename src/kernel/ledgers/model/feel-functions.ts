import { add, divide, type Exact, negate, round, type Rounding, whole } from './exact.ts'
import { plusDays, readDate } from './feel-dates.ts'
import { booleanKind, dateKind, type Kind, numberKind, textKind, unify, type Value } from './feel-kinds.ts'
import { both, either, type Env, not, order, ordered, type Part, same, spend } from './feel-parts.ts'

/** Undefined: the function doesn't take such arguments. */
type Build = (...args: Part[]) => Part | undefined

const is = (part: Part | undefined, kind: Kind['is']) =>
  part !== undefined && [kind, 'null'].includes(part.kind.is)

/** A function of known values; unknown is what comes of an unknown one. */
function plain(kinds: readonly Kind['is'][], result: Kind, compute: (...values: Value[]) => Value): Build {
  return (...args) => {
    if (args.length !== kinds.length || !kinds.every((kind, index) => is(args[index], kind))) return undefined
    return {
      kind: result,
      run: (env) => {
        const values = args.map((arg) => arg.run(env))
        return values.some((value) => value === null) ? null : compute(...values)
      },
    }
  }
}

const texts = (compute: (a: string, b: string) => boolean): Build =>
  plain(['text', 'text'], booleanKind, (a, b) => compute(a as string, b as string))

function rounding(how: Rounding): Build {
  const places = plain(['number', 'number'], numberKind, (a, by) => {
    const { n, d } = by as Exact
    return d === 1n ? round(a as Exact, Number(n), how) : null
  })
  const none = plain(['number'], numberKind, (a) => round(a as Exact, 0, how))
  return (...args) => (args.length === 1 ? none(...args) : places(...args))
}

/** What a list holds, or what was written one by one: `sum(rows.amount)`, `max(a, b)`. */
function several(args: readonly Part[]): { of: Kind; run: (env: Env) => Value[] } | undefined {
  const [first] = args
  if (first === undefined) return undefined
  const items = (env: Env, values: Value[]) => {
    for (const _ of values) spend(env)
    return values
  }
  if (args.length === 1 && first.kind.is === 'list')
    return { of: first.kind.of, run: (env) => items(env, first.run(env) as Value[]) }
  let of: Kind | undefined = first.kind
  for (const arg of args) of = of && unify(of, arg.kind)
  return of && of.is !== 'list'
    ? {
        of,
        run: (env) =>
          items(
            env,
            args.map((arg) => arg.run(env)),
          ),
      }
    : undefined
}

/** Over a list whose values are all known; of an empty list it is `empty`. */
function over(
  fits: (of: Kind) => Kind | undefined,
  empty: Value,
  compute: (values: Value[], of: Kind) => Value,
): Build {
  return (...args) => {
    const list = several(args)
    const kind = list && fits(list.of)
    if (!list || !kind) return undefined
    return {
      kind,
      run: (env) => {
        const values = list.run(env)
        if (values.length === 0) return empty
        return values.includes(null) ? null : compute(values, list.of)
      },
    }
  }
}

const numbers = (of: Kind) => (of.is === 'number' ? numberKind : undefined)
const orders = (of: Kind) => (ordered.has(of.is) ? of : undefined)
const total = (values: Value[]) => (values as Exact[]).reduce(add, whole(0))
const best = (sign: 1 | -1) => (values: Value[], of: Kind) =>
  values.reduce((a, b) => (order(of, a, b) === sign ? a : b))

function truths(join: (a: Value, b: Value) => boolean | null, start: boolean): Build {
  return (...args) => {
    const list = several(args)
    if (list?.of.is !== 'boolean') return undefined
    return { kind: booleanKind, run: (env) => list.run(env).reduce<Value>(join, start) }
  }
}

const count: Build = (list, ...rest) =>
  list?.kind.is === 'list' && rest.length === 0
    ? { kind: numberKind, run: (env) => whole((list.run(env) as Value[]).length) }
    : undefined

const listContains: Build = (list, item, ...rest) => {
  if (list?.kind.is !== 'list' || !item || rest.length > 0) return undefined
  const { of } = list.kind
  if (!unify(of, item.kind) || disjoint(of, item.kind)) return undefined
  return {
    kind: booleanKind,
    run: (env) => {
      const sought = item.run(env)
      return (list.run(env) as Value[]).some((value) => same(of, value, sought))
    },
  }
}

/** Two sets of words that have none in common: what is compared can never be the same. */
export function disjoint(a: Kind, b: Kind): boolean {
  if (a.is !== 'text' || b.is !== 'text' || !a.options || !b.options) return false
  return !a.options.some((option) => b.options?.includes(option))
}

const dateOf = plain(['number', 'number', 'number'], dateKind, (...parts) => {
  const [year = '', month = '', day = ''] = (parts as Exact[]).map(({ n, d }) => (d === 1n ? String(n) : ''))
  return readDate(`${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`) ?? null
})

/** The functions that expressions may use, by FEEL's names. */
export const feelFunctions: Readonly<Record<string, Build>> = {
  not: plain(['boolean'], booleanKind, not),
  sum: over(numbers, whole(0), total),
  mean: over(numbers, null, (values) => divide(total(values), whole(values.length))),
  min: over(orders, null, best(-1)),
  max: over(orders, null, best(1)),
  count,
  all: truths(both, true),
  any: truths(either, false),
  abs: plain(['number'], numberKind, (a) => ((a as Exact).n < 0n ? negate(a as Exact) : a)),
  floor: rounding('floor'),
  ceiling: rounding('ceiling'),
  decimal: rounding('half_even'),
  'round half up': rounding('half_up'),
  'round up': rounding('up'),
  'round down': rounding('down'),
  contains: texts((a, b) => a.includes(b)),
  'starts with': texts((a, b) => a.startsWith(b)),
  'ends with': texts((a, b) => a.endsWith(b)),
  'string length': plain(['text'], numberKind, (a) => whole(Array.from(a as string).length)),
  'upper case': plain(['text'], textKind, (a) => (a as string).toUpperCase()),
  'lower case': plain(['text'], textKind, (a) => (a as string).toLowerCase()),
  'list contains': listContains,
  date: dateOf,
  'last day of month': plain(['date'], dateKind, (date) => {
    const first = `${(date as string).slice(0, 8)}01`
    return plusDays(plusDays(first, whole(31))?.slice(0, 8).concat('01') ?? first, whole(-1))
  }),
}
