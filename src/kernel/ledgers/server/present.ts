import { levelOf } from '#kernel/divisions/model'
import { type Actor, hasRight } from '#kernel/http/model'
import type { LocalText } from '#kernel/i18n/model'
import {
  describeRemaining,
  instantText,
  readDeadline,
  type Remaining,
  shanghaiDate,
} from '#kernel/time/model'
import type { z } from 'zod'
import type {
  ActionAnswerShape,
  EntryAnswer,
  EntryRow,
  LedgerAnswer,
  LedgerSummary,
} from '../model/answers.ts'
import { holds } from '../model/verdict.ts'
import { hiddenFields } from '../model/visibility.ts'
import { outcomesOf, wordQuestions } from '../model/word-questions.ts'
import type { Action, LedgerDefinition } from '../model/definition.ts'
import { inputFields } from '../model/fields.ts'
import { type EntryState, mostUrgent, type Task } from '../model/state.ts'
import { abilities } from './abilities.ts'
import { termsOf } from './clocks.ts'
import { actionsOf, type Known } from './definition-book.ts'
import type { Directory } from './directory.ts'
import type { Engine, Found } from './engine.ts'
import type { ListRow } from './list-store.ts'
import { openFields } from './open-secrets.ts'
import { presentReactions } from './present-reactions.ts'
import { presentLinks } from './present-links.ts'
import { presentExtension, presentRatings } from './present-words.ts'
import type { Attachments } from './attachment-store.ts'
import { lightOf } from './light.ts'

type ActionAnswer = z.infer<typeof ActionAnswerShape>

export function mayRegister(ledger: { definition: LedgerDefinition }, actor: Actor): boolean {
  const reach = actor.ledgers === 'all' || actor.ledgers.includes(ledger.definition.id)
  return (
    reach &&
    ledger.definition.actions.some(
      (action) =>
        action.word === 'register' &&
        action.by.some(
          (party) =>
            party.who === 'role' &&
            party.role === actor.role &&
            (party.level === undefined || actor.divisions.some((root) => levelOf(root) === party.level)),
        ),
    )
  )
}

export function presentLedgerSummary(engine: Engine, known: Known, actor: Actor): LedgerSummary {
  const ledger = engine.book.current(known)
  return {
    id: known.code,
    version: known.current,
    title: ledger.definition.title,
    can: { register: mayRegister(ledger, actor), define: hasRight(actor, 'ledgers.define') },
  }
}

export function presentLedger(engine: Engine, known: Known, actor: Actor): LedgerAnswer {
  const { definition } = engine.book.current(known)
  return {
    ...presentLedgerSummary(engine, known, actor),
    titleField: definition.titleField,
    fields: definition.fields,
    stages: definition.stages,
    tasks: definition.tasks.map(({ kind, label, limit = null }) => ({ kind, label, limit })),
    actions: actionsOf(definition).map((action) => presentAction(definition, action)),
  }
}

function presentAction(definition: LedgerDefinition, action: Action): ActionAnswer {
  const whole = action.word === 'register'
  return {
    id: action.id,
    word: action.word,
    label: action.label,
    from: action.from,
    input: [
      ...inputFields(definition, action).map((field) => (whole ? field : { ...field, required: false })),
      ...action.asks,
      ...wordQuestions(action),
    ],
    takesOrganisation: action.opens.some((opening) => opening.assign.to === 'input'),
    outcomes: presentOutcomes(action),
    takesStage: action.toReported ?? false,
    takesSource: action.word === 'report' || (action.toReported ?? false),
    byProgram: action.byProgram ?? false,
  }
}

function presentOutcomes(action: Action): ActionAnswer['outcomes'] {
  const { outcomes = [] } = action
  return outcomesOf(action).map(
    (id) => outcomes.find((outcome) => outcome.id === id) ?? { id, label: { 'zh-CN': id, en: id } },
  )
}

/** Whether the actor's class reaches what the field or question holds. */
export function mayReadField(field: { sensitivity?: number | undefined }, actor: Actor): boolean {
  return (field.sensitivity ?? 0) <= actor.sensitivity
}

/** Values of fields above the reader's class are left out, and so are those that no field declares any more. */
export function readableValues(
  fields: readonly { name: string; sensitivity?: number | undefined }[],
  values: Record<string, unknown>,
  actor: Actor,
): Record<string, unknown> {
  const readable = readableNames(fields, actor)
  const read: Record<string, unknown> = {}
  for (const name of Object.keys(values)) if (readable.has(name)) read[name] = values[name]
  return read
}

/** By a definition's fields and a reader's class: asked of every row of every list. */
const namesByClass = new WeakMap<object, Map<number, ReadonlySet<string>>>()

function readableNames(
  fields: readonly { name: string; sensitivity?: number | undefined }[],
  actor: Actor,
): ReadonlySet<string> {
  const byClass = namesByClass.get(fields) ?? new Map<number, ReadonlySet<string>>()
  namesByClass.set(fields, byClass)
  const known = byClass.get(actor.sensitivity)
  if (known) return known
  const names = new Set(fields.filter((field) => mayReadField(field, actor)).map(({ name }) => name))
  byClass.set(actor.sensitivity, names)
  return names
}

export function presentRow(
  definition: LedgerDefinition,
  row: ListRow,
  names: ReadonlyMap<number, LocalText>,
  actor: Actor,
  now: Date,
): EntryRow {
  const name = names.get(row.organisation_id)
  return {
    id: row.id,
    no: row.no,
    title: row.title,
    stage: row.stage,
    isOpen: row.is_open,
    divisionCode: row.division_code,
    organisation: name ? { id: row.organisation_id, name } : null,
    openedAt: instantText(row.opened_at),
    dueAt: row.due_at && instantText(row.due_at),
    light: row.is_open ? lightOf(row.due_at, row.amber_at, now) : null,
    seq: row.seq,
    fields: readableValues(definition.fields, row.data, actor),
  }
}

type Case = { engine: Engine; directory: Directory; actor: Actor; now: Date }

export async function presentEntry(
  context: Case,
  { ledger, state }: Pick<Found, 'ledger' | 'state'>,
  attachments: Attachments,
  asOf: string | null,
): Promise<EntryAnswer> {
  const { actor, now, directory } = context
  const moment = asOf === null ? now : new Date(asOf)
  const names = await directory.organisations([
    state.organisationId,
    ...state.tasks.map((task) => task.organisationId),
    ...(state.marks.ratings ?? []).map((rating) => rating.organisationId),
  ])
  const accounts = await directory.accounts(state.tasks.flatMap((task) => task.accountId ?? []))
  const { dueAt, amberAt } = mostUrgent(state.tasks)
  const [values = {}] = await openFields(context.engine, actor, ledger.definition, [
    { id: state.id, data: state.values },
  ])
  const hidden = hiddenFields(ledger.definition, state.values, state.stage, shanghaiDate(moment))
  const standing = asOf === null ? await context.engine.holdsOn(attachments.subjects) : []
  const organisation = names.get(state.organisationId)
  return {
    id: state.id,
    no: state.no,
    ledger: state.ledger,
    version: state.version,
    title: state.title,
    stage: state.stage,
    isOpen: state.isOpen,
    divisionCode: state.divisionCode,
    organisation: organisation ? { id: state.organisationId, name: organisation } : null,
    openedAt: state.openedAt,
    closedAt: state.closedAt,
    dueAt,
    light: state.isOpen ? lightOf(dueAt, amberAt, moment) : null,
    seq: state.seq,
    asOf,
    fields: presentFields(ledger.definition, { ...state, values }, actor, hidden),
    tasks: state.tasks.map((task) => presentTask(context, ledger.definition, task, names, accounts, moment)),
    subjects: attachments.subjects,
    holds: standing,
    reactions: attachments.reacted ? await presentReactions(context.engine, actor, state) : [],
    links: attachments.linked ? await presentLinks(context.engine, actor, state.id) : [],
    files: attachments.files
      .filter((file) => file.seq <= state.seq && file.sensitivity <= actor.sensitivity)
      .map(({ id, seq }) => ({ id, seq })),
    can: asOf === null ? abilities(ledger, state, actor, now, standing) : {},
    extension: presentExtension(ledger.definition, state),
    ratings: presentRatings(state, names),
  }
}

function presentFields(
  definition: LedgerDefinition,
  state: Pick<EntryState, 'origins'> & { values: Record<string, unknown> },
  actor: Actor,
  hidden: ReadonlySet<string>,
): EntryAnswer['fields'] {
  return Object.fromEntries(
    definition.fields
      .filter((field) => state.values[field.name] !== undefined && state.values[field.name] !== null)
      .filter((field) => !hidden.has(field.name))
      .map((field) => {
        if (!mayReadField(field, actor)) return [field.name, { value: null, hidden: true }]
        const origin = state.origins[field.name]
        return [
          field.name,
          {
            value: state.values[field.name],
            ...(origin ? { asOf: origin.effectiveAt } : {}),
            ...(origin?.source ? { source: origin.source } : {}),
          },
        ]
      }),
  )
}

function presentTask(
  { engine, actor }: Case,
  definition: LedgerDefinition,
  task: Task,
  names: ReadonlyMap<number, LocalText>,
  accounts: ReadonlyMap<number, string>,
  moment: Date,
): EntryAnswer['tasks'][number] {
  const name = names.get(task.organisationId)
  const label = definition.tasks.find((kind) => kind.kind === task.kind)?.label ?? {
    'zh-CN': task.kind,
    en: task.kind,
  }
  return {
    id: task.id,
    kind: task.kind,
    label,
    organisation: name ? { id: task.organisationId, name } : null,
    account:
      task.accountId === null ? null : { id: task.accountId, name: accounts.get(task.accountId) ?? '' },
    openedAt: task.clock.startedAt,
    acknowledgedAt: task.acknowledgedAt,
    dueAt: task.dueAt,
    originalDueAt: task.originalDueAt,
    todo: task.todo !== false,
    light: lightOf(task.dueAt, task.amberAt, moment),
    remaining: remainingWords(engine, task, moment, actor),
    provisional: task.provisional,
    paused: task.clock.pauses.some((pause) => pause.to === null),
    mine: holds(actor, task),
  }
}

/** “余 2 个工作日”, “超 3 日”: what is left of a task's time, in the reader's language. */
export function remainingWords(
  engine: Engine,
  task: Pick<Task, 'clock' | 'dueAt'>,
  now: Date,
  actor: Actor,
): string | null {
  const terms = termsOf(task.clock)
  if (terms) return describeRemaining(readDeadline(terms, engine.calendar, now).remaining, actor.locale)
  if (task.dueAt === null) return null
  const ms = new Date(task.dueAt).getTime() - now.getTime()
  const days = Math.floor(Math.abs(ms) / 86_400_000)
  const remaining: Remaining =
    days > 0
      ? { overdue: ms < 0, unit: 'calendar_days', count: days }
      : { overdue: ms < 0, unit: 'hours', count: Math.max(1, Math.floor(Math.abs(ms) / 3_600_000)) }
  return describeRemaining(remaining, actor.locale)
}
