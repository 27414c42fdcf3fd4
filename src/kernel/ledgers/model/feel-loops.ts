import { booleanKind, type Kind, listOf, type Value } from './feel-kinds.ts'
import {
  both,
  childrenOf,
  either,
  type Env,
  faultAt,
  type Part,
  type Scope,
  spend,
  type SyntaxNode,
  textOf,
} from './feel-parts.ts'

type Compile = (scope: Scope, node: SyntaxNode) => Part

const loopsMax = 2

type Loop = { name: string; list: Part; inner: Scope }

/** `x in rows`: over what a list holds, and nothing that counts by itself, so that its end is known. */
function readLoop(scope: Scope, node: SyntaxNode, compile: Compile): Loop {
  const [clauses] = childrenOf(node).filter(({ name }) => name === 'InExpressions')
  const each = clauses ? childrenOf(clauses).filter(({ name }) => name === 'InExpression') : []
  const [clause] = each
  if (!clause || each.length !== 1) throw faultAt(scope, node, 'feel_unsupported')
  const [variable, , context] = childrenOf(clause)
  const sources = context ? childrenOf(context) : []
  const [source] = sources
  if (!variable || !source || sources.length !== 1) throw faultAt(scope, clause, 'feel_unsupported')
  const list = compile(scope, source)
  if (list.kind.is !== 'list') throw faultAt(scope, source, 'feel_wrong_kind')
  const name = textOf(scope, variable)
  const inner: Scope = {
    ...scope,
    variables: { ...scope.variables, [name]: list.kind.of },
    used: new Set(),
    loops: scope.loops + 1,
  }
  if (inner.loops > loopsMax) throw faultAt(scope, node, 'feel_too_long')
  return { name, list, inner }
}

/** The body is compiled with the loop's own name; the other names that it uses are the expression's. */
function readBody<T>(scope: Scope, { name, inner }: Loop, compile: (scope: Scope) => T): T {
  const body = compile(inner)
  for (const used of inner.used) if (used !== name) scope.used.add(used)
  return body
}

function each(env: Env, { name, list }: Loop, run: (env: Env) => Value): Value[] {
  return (list.run(env) as Value[]).map((value) => {
    spend(env)
    return run({ ...env, values: { ...env.values, [name]: value } })
  })
}

function bodyOf(scope: Scope, node: SyntaxNode): SyntaxNode {
  const body = childrenOf(node).at(-1)
  if (!body || body.name === 'InExpressions') throw faultAt(scope, node, 'feel_syntax')
  return body
}

/** `for r in rows return r.price * r.count` */
export function compileLoop(scope: Scope, node: SyntaxNode, compile: Compile): Part {
  const loop = readLoop(scope, node, compile)
  const body = readBody(scope, loop, (inner) => compile(inner, bodyOf(scope, node)))
  const kind: Kind = listOf(body.kind)
  return { kind, run: (env) => each(env, loop, body.run) }
}

/** `some r in rows satisfies r.late`, `every r in rows satisfies r.paid` */
export function compileQuantified(scope: Scope, node: SyntaxNode, truth: Compile, compile: Compile): Part {
  const some = childrenOf(node)[0]?.name === 'some'
  const loop = readLoop(scope, node, compile)
  const body = readBody(scope, loop, (inner) => truth(inner, bodyOf(scope, node)))
  const join = some ? either : both
  return { kind: booleanKind, run: (env) => each(env, loop, body.run).reduce<Value>(join, !some) }
}
