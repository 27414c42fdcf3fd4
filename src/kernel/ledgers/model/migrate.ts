import { z } from 'zod'
import { derivedValues } from './conditions.ts'
import type { Ledger } from './define-ledger.ts'
import { type Field, isTyped, type TaskKind } from './definition.ts'
import { fitsField } from './fields.ts'
import { FieldName, Identifier } from './identifier.ts'
import { isSealed, isSealedField } from './secrets.ts'
import {
  applyChange,
  type Change,
  emptyChange,
  type EntryState,
  type Json,
  type Marks,
  type Task,
} from './state.ts'
import { rungAt, updatable } from './task-changes.ts'
import type { Refusal } from './verdict.ts'
import { checkCourse } from './word-rules.ts'

/** What becomes of the names that a version has and the next one hasn't. */
export const MigrationMap = z.strictObject({
  stages: z.record(Identifier, Identifier).default({}),
  /** A kind of task goes on as another, or (null) its open tasks are closed. */
  tasks: z.record(Identifier, Identifier.nullable()).default({}),
  /** A field's value goes on under another name, or (null) is left to the log. */
  fields: z.record(FieldName, FieldName.nullable()).default({}),
})
export type MigrationMap = z.infer<typeof MigrationMap>

export type Migration = { to: number; map: MigrationMap }
type Plan = { change: Change } | { refusals: Refusal[] }

/**
 * What moving an entry to another version of its ledger changes, or everything that speaks against it. Pure; the
 * change is an outcome like any other, so replay needs neither the map nor the definitions. Clocks keep their dates:
 * a new definition breaks no promise. An entry never ends, begins again or loses its last task by it.
 */
export function planMigration(
  from: Ledger,
  to: Ledger,
  state: EntryState,
  { to: version, map }: Migration,
  at: string,
): Plan {
  const change = emptyChange('migrate')
  change.asks = { from: state.version, to: version }
  change.set.version = version
  const refusals = [
    ...moveStage(to, state, map, change),
    ...moveTasks(to, state, map, change),
    ...moveFields(from, to, state, map, change),
  ]
  if (refusals.length > 0) return { refusals }
  change.set.marks = moveMarks(state.marks, map, new Set(change.closes.map(({ id }) => id)))
  if (to.definition.sensitivity !== state.sensitivity) change.set.sensitivity = to.definition.sensitivity
  const next = applyChange(state, change, state.seq + 1, at)
  for (const [name, value] of Object.entries(derivedValues(to, next)))
    if (JSON.stringify(next.values[name] ?? null) !== JSON.stringify(value)) change.derived[name] = value
  const { titleField } = to.definition
  const named = change.derived[titleField] ?? next.values[titleField]
  if (typeof named === 'string' && named !== state.title) change.set.title = named
  const course = checkCourse(to.definition, next)
  return course.ok ? { change } : { refusals: [course] }
}

function refused(code: Refusal['code'], params: NonNullable<Refusal['params']>): Refusal {
  return { code, status: 409, params }
}

function moveStage(
  { definition }: Ledger,
  state: EntryState,
  { stages }: MigrationMap,
  change: Change,
): Refusal[] {
  const name = Object.hasOwn(stages, state.stage) ? (stages[state.stage] as string) : state.stage
  const stage = definition.stages.find(({ id }) => id === name)
  if (!stage) return [refused('ledgers.migrate_stage', { name })]
  // Whether a matter is over is decided by an action with its evidence, not by a new definition.
  if (stage.open !== state.isOpen) return [refused('ledgers.migrate_would_end', { name })]
  if (name !== state.stage) change.set.stage = name
  return []
}

function moveTasks(
  { definition }: Ledger,
  state: EntryState,
  { tasks }: MigrationMap,
  change: Change,
): Refusal[] {
  return state.tasks.flatMap((task) => {
    const name = Object.hasOwn(tasks, task.kind) ? (tasks[task.kind] as string | null) : task.kind
    if (name === null) {
      change.closes.push({ id: task.id, outcome: 'migrated' })
      return []
    }
    const kind = definition.tasks.find((other) => other.kind === name)
    if (!kind) return [refused('ledgers.migrate_task', { name })]
    const moved = asKind(task, kind)
    if (JSON.stringify(moved) !== JSON.stringify(updatable(task))) change.updates.push(moved)
    return []
  })
}

/** The same work under another kind: its date stays, its ladder is the new kind's. */
function asKind(task: Task, kind: TaskKind): Change['updates'][number] {
  const standing = task.clock.pauses.some(({ to }) => to === null)
  return {
    ...updatable(task),
    rungAt: standing ? task.rungAt : rungAt(kind, task.rung, task.dueAt),
    ...(kind.kind === task.kind ? {} : { kind: kind.kind }),
    ...((kind.todo !== false) === (task.todo !== false) ? {} : { todo: kind.todo !== false }),
  }
}

function moveFields(
  from: Ledger,
  to: Ledger,
  state: EntryState,
  { fields }: MigrationMap,
  change: Change,
): Refusal[] {
  const next = new Map(to.definition.fields.map((field) => [field.name, field]))
  const renames: Record<string, string | null> = {}
  const refusals = from.definition.fields.flatMap((field) => {
    const { name } = field
    const value = state.values[name] ?? null
    const target = Object.hasOwn(fields, name) ? (fields[name] as string | null) : name
    if (target === null || (!next.has(target) && !isTyped(field))) {
      if (Object.hasOwn(state.values, name)) renames[name] = null
      return []
    }
    if (value === null) return []
    const wanted = next.get(target)
    if (!wanted) return [refused('ledgers.migrate_field', { name: target })]
    if (target !== name) renames[name] = target
    return isTyped(wanted) ? misfit(field, wanted, value) : []
  })
  if (Object.keys(renames).length > 0) change.renames = renames
  return refusals
}

function misfit(field: Field, wanted: Field, value: Json): Refusal[] {
  if (isSealedField(field) !== isSealedField(wanted) || field.secretOf !== wanted.secretOf)
    return [refused('ledgers.migrate_secret', { name: wanted.name })]
  // What is under a person's key is not looked into; its kind must be the same.
  const fits = isSealed(value) ? field.kind === wanted.kind : fitsField(wanted, value)
  return fits ? [] : [refused('ledgers.migrate_value', { name: wanted.name })]
}

/** Marks that are kept by kind of task go by its new name. */
function moveMarks(
  { extension, ...marks }: Marks,
  { tasks }: MigrationMap,
  closed: ReadonlySet<string>,
): Marks {
  const kindOf = (kind: string) => {
    return (Object.hasOwn(tasks, kind) ? tasks[kind] : undefined) ?? kind
  }
  const byKind = <T>(of: Record<string, T>) =>
    Object.fromEntries(Object.entries(of).map(([kind, value]) => [kindOf(kind), value]))
  return {
    ...marks,
    holders: byKind(marks.holders),
    ...(marks.contributors ? { contributors: byKind(marks.contributors) } : {}),
    ...(extension && !closed.has(extension.taskId)
      ? { extension: { ...extension, task: kindOf(extension.task) } }
      : {}),
  }
}
