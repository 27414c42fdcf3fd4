import { differences } from '#kernel/rulebooks/model'
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
  const found = differences(plain(before), plain(after), { lists: nameOf })
  return found.map(({ steps, ...difference }) => ({ ...difference, path: steps.join('.') }) as Difference)
}

const plain = (definition: LedgerDefinition): Json => JSON.parse(JSON.stringify(definition)) as Json

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
