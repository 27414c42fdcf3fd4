import { add, divide, type Exact, multiply, negate, power, subtract, whole } from './exact.ts'
import { daysBetween, partOfDate, plusDays, plusMonths } from './feel-dates.ts'
import { disjoint } from './feel-functions.ts'
import {
  booleanKind,
  dateKind,
  type Kind,
  listOf,
  numberKind,
  textKind,
  unify,
  type Value,
} from './feel-kinds.ts'
import {
  both,
  childrenOf,
  either,
  type Env,
  faultAt,
  order,
  ordered,
  type Part,
  same,
  type Scope,
  type SyntaxNode,
  textOf,
} from './feel-parts.ts'

type Compile = (scope: Scope, node: SyntaxNode) => Part
type Operation = { kind: Kind; run: (a: Value, b: Value) => Value }

const days: Kind = { is: 'days' }
const exact = (run: (a: Exact, b: Exact) => Value) => (a: Value, b: Value) => run(a as Exact, b as Exact)
const dated = (run: (date: string, by: Exact) => Value) => (a: Value, b: Value) =>
  run(a as string, b as Exact)

/** What an operator does, by the kinds of its two sides. */
const operations: Readonly<Record<string, Operation>> = {
  'number + number': { kind: numberKind, run: exact(add) },
  'number - number': { kind: numberKind, run: exact(subtract) },
  'number * number': { kind: numberKind, run: exact(multiply) },
  'number / number': { kind: numberKind, run: exact(divide) },
  'number ** number': { kind: numberKind, run: exact(power) },
  'text + text': { kind: textKind, run: (a, b) => `${a as string}${b as string}` },
  'date - date': { kind: days, run: (a, b) => daysBetween(b as string, a as string) },
  'date + days': { kind: dateKind, run: dated(plusDays) },
  'date - days': { kind: dateKind, run: dated((date, by) => plusDays(date, negate(by))) },
  'date + months': { kind: dateKind, run: dated(plusMonths) },
  'date - months': { kind: dateKind, run: dated((date, by) => plusMonths(date, negate(by))) },
  'days + days': { kind: days, run: exact(add) },
  'days - days': { kind: days, run: exact(subtract) },
}

export function compileArithmetic(scope: Scope, node: SyntaxNode, compile: Compile): Part {
  const parts = childrenOf(node)
  const [left, sign, right] = parts.length === 2 ? [undefined, ...parts] : parts
  if (!sign || !right) throw faultAt(scope, node, 'feel_syntax')
  const a: Part = left ? compile(scope, left) : { kind: numberKind, run: () => whole(0) }
  const b = compile(scope, right)
  const operation = operations[`${a.kind.is} ${textOf(scope, sign)} ${b.kind.is}`]
  if (!operation) throw faultAt(scope, node, 'feel_wrong_kind')
  return {
    kind: operation.kind,
    run: (env) => {
      const [x, y] = [a.run(env), b.run(env)]
      return x === null || y === null ? null : operation.run(x, y)
    },
  }
}

type Test = (env: Env, value: Value) => boolean | null

const orders: Readonly<Record<string, (order: -1 | 0 | 1) => boolean>> = {
  '<': (found) => found < 0,
  '<=': (found) => found <= 0,
  '>': (found) => found > 0,
  '>=': (found) => found >= 0,
}

/** The kind that two sides of a comparison share. */
function shared(scope: Scope, node: SyntaxNode, a: Kind, b: Kind): Kind {
  const kind = unify(a, b)
  if (!kind || kind.is === 'list' || kind.is === 'context') throw faultAt(scope, node, 'feel_wrong_kind')
  if (disjoint(a, b)) throw faultAt(scope, node, 'feel_not_an_option')
  return kind
}

/** A test against one value by an operator: `= "x"`, `>= 3`. */
function testBy(scope: Scope, node: SyntaxNode, left: Kind, sign: string, right: Part): Test {
  const kind = shared(scope, node, left, right.kind)
  if (sign === '=') return (env, value) => same(kind, value, right.run(env))
  if (sign === '!=') return (env, value) => !same(kind, value, right.run(env))
  const holds = orders[sign]
  const known = left.is !== 'null' && right.kind.is !== 'null' && ordered.has(kind.is)
  if (!holds || !known) throw faultAt(scope, node, 'feel_wrong_kind')
  return (env, value) => {
    const found = order(kind, value, right.run(env))
    return found === null ? null : holds(found)
  }
}

export function compileComparison(scope: Scope, node: SyntaxNode, compile: Compile): Part {
  const [left, sign, ...rest] = childrenOf(node)
  if (!left || !sign) throw faultAt(scope, node, 'feel_syntax')
  const value = compile(scope, left)
  const test = readTest(scope, node, value.kind, sign, rest, compile)
  return { kind: booleanKind, run: (env) => test(env, value.run(env)) }
}

function readTest(
  scope: Scope,
  node: SyntaxNode,
  left: Kind,
  sign: SyntaxNode,
  rest: readonly SyntaxNode[],
  compile: Compile,
): Test {
  const [first, second, third] = rest
  if (!first) throw faultAt(scope, node, 'feel_syntax')
  if (sign.name === 'between') {
    if (second?.name !== 'and' || !third) throw faultAt(scope, node, 'feel_syntax')
    const from = testBy(scope, node, left, '>=', compile(scope, first))
    const to = testBy(scope, node, left, '<=', compile(scope, third))
    return (env, value) => both(from(env, value), to(env, value))
  }
  if (sign.name !== 'in') return testBy(scope, node, left, textOf(scope, sign), compile(scope, first))
  const holder = first.name === '(' ? second : first
  if (!holder) throw faultAt(scope, node, 'feel_syntax')
  const given = holder.name === 'PositiveUnaryTests' ? childrenOf(holder) : [holder]
  const tests = given
    .filter(({ name }) => name === 'PositiveUnaryTest')
    .map((test) => readUnaryTest(scope, test, left, compile))
  if (tests.length === 0) throw faultAt(scope, node, 'feel_unsupported')
  return (env, value) => tests.map((test) => test(env, value)).reduce(either, false)
}

/**
 * FEEL's grammar here reads `x in T and y` as `x in (T and y)`; what is meant, and what the standard says, is
 * `(x in T) and y`. So where the test is a conjunction, its first part alone is the test.
 */
function readUnaryTest(scope: Scope, node: SyntaxNode, left: Kind, compile: Compile): Test {
  const [only] = childrenOf(node)
  if (!only) throw faultAt(scope, node, 'feel_syntax')
  return readTail(scope, only, left, compile)
}

function readTail(scope: Scope, node: SyntaxNode, left: Kind, compile: Compile): Test {
  if (node.name !== 'Conjunction' && node.name !== 'Disjunction')
    return readOneTest(scope, node, left, compile)
  const [first, , second] = childrenOf(node)
  if (!first || !second) throw faultAt(scope, node, 'feel_syntax')
  const test = readTail(scope, first, left, compile)
  const other = compile(scope, second)
  if (other.kind.is !== 'boolean') throw faultAt(scope, second, 'feel_wrong_kind')
  const join = node.name === 'Conjunction' ? both : either
  return (env, value) => join(test(env, value), other.run(env))
}

function readOneTest(scope: Scope, node: SyntaxNode, left: Kind, compile: Compile): Test {
  if (node.name === 'Comparison') throw faultAt(scope, node, 'feel_unsupported')
  if (node.name === 'SimplePositiveUnaryTest') {
    const [sign, operand] = childrenOf(node)
    if (sign?.name === 'Interval') return readInterval(scope, sign, left, compile)
    if (sign?.name !== 'CompareOp' || !operand) throw faultAt(scope, node, 'feel_unsupported')
    return testBy(scope, node, left, textOf(scope, sign), compile(scope, operand))
  }
  const inner = node.name === 'ParenthesizedExpression' ? childrenOf(node)[1] : undefined
  if (inner?.name === 'SimplePositiveUnaryTest') return readOneTest(scope, inner, left, compile)
  const part = compile(scope, node)
  if (part.kind.is !== 'list') return testBy(scope, node, left, '=', part)
  const kind = shared(scope, node, left, part.kind.of)
  return (env, value) => (part.run(env) as Value[]).some((item) => same(kind, value, item))
}

/** `[1..5)`, `]1..5]`: a bracket turned away from the range leaves its end out. */
function readInterval(scope: Scope, node: SyntaxNode, left: Kind, compile: Compile): Test {
  const [open, low, , high, close] = childrenOf(node)
  if (!open || !low || !high || !close) throw faultAt(scope, node, 'feel_syntax')
  const from = testBy(scope, node, left, open.name === '[' ? '>=' : '>', compile(scope, low))
  const to = testBy(scope, node, left, close.name === ']' ? '<=' : '<', compile(scope, high))
  return (env, value) => both(from(env, value), to(env, value))
}

/** `actor.role`, `rows.amount` (of every row), `openedOn.year`, `(today - openedOn).days` */
export function compilePath(scope: Scope, node: SyntaxNode, compile: Compile): Part {
  const [owner, , last] = childrenOf(node)
  if (!owner || !last) throw faultAt(scope, node, 'feel_syntax')
  const part = compile(scope, owner)
  const name = textOf(scope, last)
  const { kind } = part
  if (kind.is === 'date' && (name === 'year' || name === 'month' || name === 'day'))
    return {
      kind: numberKind,
      run: (env) => maybe(part.run(env), (date) => partOfDate(date as string, name)),
    }
  if (kind.is === 'days' && name === 'days') return { kind: numberKind, run: part.run }
  const fields =
    kind.is === 'context' ? kind.fields : kind.is === 'list' && kind.of.is === 'context' ? kind.of.fields : {}
  const found = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (!found) throw faultAt(scope, node, 'feel_unknown_name')
  const read = (value: Value) => maybe(value, (item) => (item as Record<string, Value>)[name] ?? null)
  if (kind.is !== 'list') return { kind: found, run: (env) => read(part.run(env)) }
  return { kind: listOf(found), run: (env) => (part.run(env) as Value[]).map(read) }
}

const maybe = (value: Value, read: (value: Value) => Value): Value => (value === null ? null : read(value))
