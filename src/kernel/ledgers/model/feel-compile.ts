import { parseExact } from './exact.ts'
import { readDate, readDuration } from './feel-dates.ts'
import { feelFunctions } from './feel-functions.ts'
import {
  booleanKind,
  dateKind,
  type Kind,
  listOf,
  nullKind,
  numberKind,
  unify,
  type Value,
} from './feel-kinds.ts'
import { compileLoop, compileQuantified } from './feel-loops.ts'
import { compileArithmetic, compileComparison, compilePath } from './feel-operators.ts'
import {
  both,
  childrenOf,
  either,
  faultAt,
  type Part,
  type Scope,
  spend,
  type SyntaxNode,
  textOf,
} from './feel-parts.ts'

const depthMax = 40

type Compile = (scope: Scope, node: SyntaxNode) => Part

/** Compiles one piece of an expression, and the pieces that it is made of. */
export function compileNode(outer: Scope, node: SyntaxNode): Part {
  const scope = { ...outer, depth: outer.depth + 1 }
  if (scope.depth > depthMax) throw faultAt(scope, node, 'feel_too_long')
  const compile = compilers[node.name]
  if (!compile) throw faultAt(scope, node, 'feel_unsupported')
  const { kind, run } = compile(scope, node)
  return {
    kind,
    run: (env) => {
      spend(env)
      return run(env)
    },
  }
}

/** Compiles a piece that must give a truth. */
export function compileTruth(scope: Scope, node: SyntaxNode): Part {
  const part = compileNode(scope, node)
  if (part.kind.is !== 'boolean' && part.kind.is !== 'null') throw faultAt(scope, node, 'feel_wrong_kind')
  return part
}

const constant = (kind: Kind, value: Value): Part => ({ kind, run: () => value })

function compileNumber(scope: Scope, node: SyntaxNode): Part {
  const value = parseExact(textOf(scope, node).replaceAll(/\s/g, ''))
  if (!value) throw faultAt(scope, node, 'feel_bad_literal')
  return constant(numberKind, value)
}

function stringIn(scope: Scope, node: SyntaxNode): string {
  try {
    return String(JSON.parse(textOf(scope, node)))
  } catch {
    throw faultAt(scope, node, 'feel_bad_literal')
  }
}

function compileString(scope: Scope, node: SyntaxNode): Part {
  const value = stringIn(scope, node)
  return constant({ is: 'text', options: [value] }, value)
}

function compileName(scope: Scope, node: SyntaxNode): Part {
  const name = textOf(scope, node)
  const kind = Object.hasOwn(scope.variables, name) ? scope.variables[name] : undefined
  if (!kind) throw faultAt(scope, node, 'feel_unknown_name')
  scope.used.add(name)
  return { kind, run: ({ values }) => values[name] ?? null }
}

/** `and` and `or`: of the two sides, the one that settles it. */
const joined =
  (join: (a: Value, b: Value) => boolean | null): Compile =>
  (scope, node) => {
    const [left, , right] = childrenOf(node)
    if (!left || !right) throw faultAt(scope, node, 'feel_syntax')
    const [a, b] = [compileTruth(scope, left), compileTruth(scope, right)]
    return { kind: booleanKind, run: (env) => join(a.run(env), b.run(env)) }
  }

function compileIf(scope: Scope, node: SyntaxNode): Part {
  const [, condition, , yes, , no] = childrenOf(node)
  if (!condition || !yes || !no) throw faultAt(scope, node, 'feel_syntax')
  const truth = compileTruth(scope, condition)
  const [a, b] = [compileNode(scope, yes), compileNode(scope, no)]
  const kind = unify(a.kind, b.kind)
  if (!kind) throw faultAt(scope, node, 'feel_wrong_kind')
  return { kind, run: (env) => (truth.run(env) === true ? a.run(env) : b.run(env)) }
}

function compileList(scope: Scope, node: SyntaxNode): Part {
  const parts = childrenOf(node)
    .filter(({ name }) => !['[', ']', ','].includes(name))
    .map((child) => compileNode(scope, child))
  let of: Kind | undefined = nullKind
  for (const part of parts) of = of && unify(of, part.kind)
  if (!of) throw faultAt(scope, node, 'feel_wrong_kind')
  return { kind: listOf(of), run: (env) => parts.map((part) => part.run(env)) }
}

/** `date("2026-01-01")`, `@"2026-01-01"`, `duration("P3D")`; times of day have no place in what is declared. */
function compileDateLiteral(scope: Scope, node: SyntaxNode): Part {
  const [head, , parameters] = childrenOf(node)
  if (!head) throw faultAt(scope, node, 'feel_syntax')
  if (head.name === 'AtLiteral') return compileDate(scope, node, '@', childrenOf(head))
  return compileDate(scope, node, textOf(scope, head), argumentsOf(scope, parameters))
}

function compileDate(scope: Scope, node: SyntaxNode, name: string, args: readonly SyntaxNode[]): Part {
  const at = name === '@'
  const [only] = args
  if (name === 'date' && args.length === 3) return compileCall(scope, node, name, args)
  if (args.length !== 1 || only?.name !== 'StringLiteral') throw faultAt(scope, node, 'feel_unsupported')
  const text = stringIn(scope, only)
  const date = name === 'duration' ? undefined : readDate(text)
  if (date !== undefined && (at || name === 'date')) return constant(dateKind, date)
  const duration = at || name === 'duration' ? readDuration(text) : undefined
  if (!duration) throw faultAt(scope, node, 'feel_bad_literal')
  return constant({ is: duration.kind }, duration.count)
}

function compileCall(scope: Scope, node: SyntaxNode, name: string, args: readonly SyntaxNode[]): Part {
  const build = Object.hasOwn(feelFunctions, name) ? feelFunctions[name] : undefined
  if (!build) throw faultAt(scope, node, 'feel_unknown_function')
  const part = build(...args.map((arg) => compileNode(scope, arg)))
  if (!part) throw faultAt(scope, node, 'feel_wrong_arguments')
  return part
}

function compileInvocation(scope: Scope, node: SyntaxNode): Part {
  const [name, , parameters] = childrenOf(node)
  if (name?.name !== 'VariableName') throw faultAt(scope, node, 'feel_unsupported')
  const args = argumentsOf(scope, parameters)
  const shown = textOf(scope, name).replaceAll(/\s+/g, ' ')
  // Where a field is called `date`, FEEL's grammar takes the constructor for a function of that name.
  const dated = shown === 'date' || shown === 'duration'
  return dated ? compileDate(scope, node, shown, args) : compileCall(scope, node, shown, args)
}

function argumentsOf(scope: Scope, parameters: SyntaxNode | undefined): SyntaxNode[] {
  if (parameters?.name === 'NamedParameters') throw faultAt(scope, parameters, 'feel_unsupported')
  return parameters?.name === 'PositionalParameters' ? childrenOf(parameters) : []
}

const compilers: Readonly<Record<string, Compile>> = {
  NumericLiteral: compileNumber,
  StringLiteral: compileString,
  BooleanLiteral: (scope, node) => constant(booleanKind, textOf(scope, node) === 'true'),
  null: () => constant(nullKind, null),
  VariableName: compileName,
  ParenthesizedExpression: (scope, node) => {
    const [, inner] = childrenOf(node)
    if (!inner) throw faultAt(scope, node, 'feel_syntax')
    return compileNode(scope, inner)
  },
  PathExpression: (scope, node) => compilePath(scope, node, compileNode),
  ArithmeticExpression: (scope, node) => compileArithmetic(scope, node, compileNode),
  Comparison: (scope, node) => compileComparison(scope, node, compileNode),
  Conjunction: joined(both),
  Disjunction: joined(either),
  IfExpression: compileIf,
  List: compileList,
  DateTimeLiteral: compileDateLiteral,
  FunctionInvocation: compileInvocation,
  ForExpression: (scope, node) => compileLoop(scope, node, compileNode),
  QuantifiedExpression: (scope, node) => compileQuantified(scope, node, compileTruth, compileNode),
}
