import type { Field, LedgerDefinition } from './definition.ts'
import type { Json } from './state.ts'

/** One difference between two versions: where, told by names instead of places in a list, and what stood there. */
export type Difference = {
  path: string
  kind: 'added' | 'removed' | 'changed' | 'moved'
  before?: Json
  after?: Json
}

/** What a change means for entries that were registered under the old version. */
export type Effect = {
  code:
    | 'stage_removed'
    | 'stage_closes'
    | 'task_removed'
    | 'field_removed'
    | 'field_kind_changed'
    | 'field_becomes_secret'
    | 'options_narrowed'
    | 'bounds_narrowed'
  name: string
  /** Options that are gone. */
  values?: string[]
}

type Named = { [key: string]: Json }

/** By which of its members the things in a list are known. */
const nameOf: Readonly<Record<string, string>> = {
  fields: 'name',
  items: 'name',
  asks: 'name',
  options: 'value',
  stages: 'id',
  actions: 'id',
  outcomes: 'id',
  tasks: 'kind',
}

/** What a new version of a definition changes, by path: `fields.cost.max`, `actions.close.evidence`. */
export function diffDefinitions(before: LedgerDefinition, after: LedgerDefinition): Difference[] {
  return diffObjects(plain(before), plain(after), '')
}

const plain = (definition: LedgerDefinition) => JSON.parse(JSON.stringify(definition)) as Named

function isObject(value: Json | undefined): value is Named {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const same = (a: Json | undefined, b: Json | undefined) => JSON.stringify(a) === JSON.stringify(b)

function diffObjects(before: Named, after: Named, path: string): Difference[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    diffValues(before[key], after[key], path === '' ? key : `${path}.${key}`, key),
  )
}

function diffValues(
  before: Json | undefined,
  after: Json | undefined,
  path: string,
  key: string,
): Difference[] {
  if (same(before, after)) return []
  const name = nameOf[key]
  if (Array.isArray(before) && Array.isArray(after) && name !== undefined)
    return diffLists(before, after, path, name)
  if (isObject(before) && isObject(after)) return diffObjects(before, after, path)
  if (before === undefined) return [{ path, kind: 'added', after: after ?? null }]
  if (after === undefined) return [{ path, kind: 'removed', before }]
  return [{ path, kind: 'changed', before, after }]
}

/** Two lists of things with names: what was added, removed or changed, and whether the rest stands in another order. */
function diffLists(before: Json[], after: Json[], path: string, name: string): Difference[] {
  const nameIn = (item: Json) => (isObject(item) && typeof item[name] === 'string' ? item[name] : '')
  // A list of tasks in an action holds their kinds alone.
  if (![...before, ...after].every(isObject)) return [{ path, kind: 'changed', before, after }]
  const [old, next] = [before, after].map((list) => new Map(list.map((item) => [nameIn(item), item])))
  if (!old || !next) return []
  const names = [...new Set([...old.keys(), ...next.keys()])]
  const found = names.flatMap((one) => diffValues(old.get(one), next.get(one), `${path}.${one}`, one))
  const kept = (list: Json[]) => list.map(nameIn).filter((one) => old.has(one) && next.has(one))
  const moved = same(kept(before), kept(after))
    ? []
    : [{ path, kind: 'moved' as const, before: kept(before), after: kept(after) }]
  return [...found, ...moved]
}

/** Changes that entries under the old version would notice: to be mapped, or refused, when they are migrated. */
export function effectsOf(before: LedgerDefinition, after: LedgerDefinition): Effect[] {
  const stages = new Map(after.stages.map((stage) => [stage.id, stage]))
  const tasks = new Set(after.tasks.map(({ kind }) => kind))
  const fields = new Map(after.fields.map((field) => [field.name, field]))
  return [
    ...before.stages.flatMap(({ id, open }): Effect[] => {
      const next = stages.get(id)
      if (!next) return [{ code: 'stage_removed', name: id }]
      return next.open === open ? [] : [{ code: 'stage_closes', name: id }]
    }),
    ...before.tasks.flatMap(({ kind }): Effect[] =>
      tasks.has(kind) ? [] : [{ code: 'task_removed', name: kind }],
    ),
    ...before.fields.flatMap((field) => fieldEffects(field, fields.get(field.name))),
  ]
}

function fieldEffects(before: Field, after: Field | undefined): Effect[] {
  const { name } = before
  if (!after) return [{ code: 'field_removed', name }]
  if (before.kind !== after.kind) return [{ code: 'field_kind_changed', name }]
  const effects: Effect[] = []
  if (before.secretOf !== after.secretOf) effects.push({ code: 'field_becomes_secret', name })
  const options = new Set(after.options?.map(({ value }) => value))
  const gone = (before.options ?? []).map(({ value }) => value).filter((value) => !options.has(value))
  if (gone.length > 0) effects.push({ code: 'options_narrowed', name, values: gone })
  const narrower =
    (after.min !== undefined && (before.min === undefined || after.min > before.min)) ||
    (after.max !== undefined && (before.max === undefined || after.max < before.max)) ||
    (after.whole === true && before.whole !== true)
  if (narrower) effects.push({ code: 'bounds_narrowed', name })
  return effects
}
