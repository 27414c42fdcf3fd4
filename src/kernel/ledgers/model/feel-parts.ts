import type { parseExpression } from 'feelin'
import { compare, type Exact, TooMuch } from './exact.ts'
import type { Kind, Value, Variables } from './feel-kinds.ts'

export type SyntaxNode = ReturnType<typeof parseExpression>['topNode']

export const feelFaultCodes = [
  'feel_syntax',
  'feel_too_long',
  'feel_unsupported',
  'feel_unknown_name',
  'feel_unknown_function',
  'feel_wrong_arguments',
  'feel_wrong_kind',
  'feel_not_an_option',
  'feel_bad_literal',
] as const
export type FeelFaultCode = (typeof feelFaultCodes)[number]

/** What is wrong with an expression: the piece of it, and at which character it begins, counted from 1. */
export class FeelFault extends Error {
  readonly code: FeelFaultCode
  readonly piece: string
  readonly at: number

  constructor(code: FeelFaultCode, piece: string, at: number) {
    super(code)
    this.code = code
    this.piece = piece
    this.at = at
  }
}

/** What an evaluation works with: the variables, and how many steps it may still take. */
export type Env = { values: Readonly<Record<string, Value>>; budget: { left: number } }
/** A piece of an expression: which kind of value it gives, and how. */
export type Part = { kind: Kind; run: (env: Env) => Value }

/** What compiling a piece knows: the expression's text, the names that it may use, and which it did. */
export type Scope = { text: string; variables: Variables; used: Set<string>; depth: number; loops: number }

export function spend({ budget }: Env): void {
  budget.left -= 1
  if (budget.left < 0) throw new TooMuch()
}

export const textOf = ({ text }: Scope, node: SyntaxNode): string => text.slice(node.from, node.to)

export function faultAt(scope: Scope, node: SyntaxNode, code: FeelFaultCode): FeelFault {
  const piece = textOf(scope, node)
  return new FeelFault(code, piece.length > 60 ? `${piece.slice(0, 59)}…` : piece, node.from + 1)
}

/** The pieces of a piece, without remarks. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (!child.name.endsWith('Comment')) children.push(child)
  return children
}

/** Three-valued: null is “not known”. */
export function both(a: Value, b: Value): boolean | null {
  if (a === false || b === false) return false
  return a === null || b === null ? null : true
}

export function either(a: Value, b: Value): boolean | null {
  if (a === true || b === true) return true
  return a === null || b === null ? null : false
}

export const not = (a: Value): boolean | null => (a === null ? null : a !== true)

const counted = new Set<Kind['is']>(['number', 'days', 'months'])
/** Kinds that have an order: dates as days of the calendar, texts by their code points. */
export const ordered = new Set<Kind['is']>([...counted, 'date', 'text'])

/** -1, 0 or 1; null where either isn't known. */
export function order(kind: Kind, a: Value, b: Value): -1 | 0 | 1 | null {
  if (a === null || b === null) return null
  if (counted.has(kind.is)) return compare(a as Exact, b as Exact)
  return a === b ? 0 : (a as string) < (b as string) ? -1 : 1
}

/** Whether two values are the same: null is the same as null alone. */
export function same(kind: Kind, a: Value, b: Value): boolean {
  if (a === null || b === null) return a === b
  return counted.has(kind.is) ? compare(a as Exact, b as Exact) === 0 : a === b
}
