import type { Field } from './definition.ts'
import { type Exact, exactOf, toNumber } from './exact.ts'
import type { Json } from './state.ts'

/** What kind of value an expression gives; `options` where it can only be one of these words. */
export type Kind =
  | { is: 'number' | 'boolean' | 'date' | 'days' | 'months' | 'null' }
  | { is: 'text'; options?: readonly string[] }
  | { is: 'list'; of: Kind }
  | { is: 'context'; fields: Readonly<Record<string, Kind>> }
export type Variables = Readonly<Record<string, Kind>>

/** A value while an expression is worked out; which of them it is, its kind says. */
export type Value = Exact | string | boolean | null | Value[] | { [name: string]: Value }

export const numberKind: Kind = { is: 'number' }
export const booleanKind: Kind = { is: 'boolean' }
export const dateKind: Kind = { is: 'date' }
export const textKind: Kind = { is: 'text' }
export const nullKind: Kind = { is: 'null' }
export const listOf = (of: Kind): Kind => ({ is: 'list', of })

/** The kind of an entry's value, by how its field is declared. */
export function kindOf({ kind, options = [], items = [] }: Field): Kind {
  switch (kind) {
    case 'number':
    case 'money':
    case 'organisation':
    case 'account':
      return numberKind
    case 'boolean':
      return booleanKind
    case 'date':
      return dateKind
    case 'choice':
      return { is: 'text', options: options.map(({ value }) => value) }
    case 'choices':
      return listOf({ is: 'text', options: options.map(({ value }) => value) })
    case 'organisations':
      return listOf(numberKind)
    case 'point':
      return { is: 'context', fields: { lng: numberKind, lat: numberKind, accuracyM: numberKind } }
    case 'files':
      return listOf(textKind)
    case 'list':
      return listOf({
        is: 'context',
        fields: Object.fromEntries(items.map((item) => [item.name, kindOf(item)])),
      })
    default:
      return textKind
  }
}

/** A stored value as its kind has it; what doesn't fit counts as not said. A list that was never said is empty. */
export function toValue(kind: Kind, json: Json | undefined): Value {
  if (kind.is === 'list') return Array.isArray(json) ? json.map((item) => toValue(kind.of, item)) : []
  if (json === null || json === undefined) return null
  switch (kind.is) {
    case 'number':
      return typeof json === 'number' ? (exactOf(json) ?? null) : null
    case 'boolean':
      return typeof json === 'boolean' ? json : null
    case 'text':
    case 'date':
      return typeof json === 'string' ? json : null
    case 'context':
      return typeof json === 'object' && !Array.isArray(json)
        ? Object.fromEntries(
            Object.entries(kind.fields).map(([name, of]) => [
              name,
              toValue(of, Object.hasOwn(json, name) ? json[name] : null),
            ]),
          )
        : null
    default:
      return null
  }
}

/** A value as it is stored. Durations are no values of fields; they only stand between dates. */
export function toJson(kind: Kind, value: Value): Json {
  if (value === null) return null
  switch (kind.is) {
    case 'number':
      return toNumber(value as Exact)
    case 'list':
      return (value as Value[]).map((item) => toJson(kind.of, item))
    case 'context':
      return Object.fromEntries(
        Object.entries(kind.fields).map(([name, of]) => [
          name,
          toJson(of, (value as Record<string, Value>)[name] ?? null),
        ]),
      )
    case 'days':
    case 'months':
      return null
    default:
      return value as string | boolean
  }
}

/** One kind for two values that may stand in the same place; undefined where they can't. */
export function unify(a: Kind, b: Kind): Kind | undefined {
  if (a.is === 'null') return b
  if (b.is === 'null') return a
  if (a.is === 'text' && b.is === 'text')
    return a.options && b.options
      ? { is: 'text', options: [...new Set([...a.options, ...b.options])] }
      : textKind
  if (a.is === 'list' && b.is === 'list') {
    const of = unify(a.of, b.of)
    return of && listOf(of)
  }
  if (a.is === 'context' || b.is === 'context') return undefined
  return a.is === b.is ? a : undefined
}
