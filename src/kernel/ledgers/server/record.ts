import type { Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { Ledger } from '../model/define-ledger.ts'
import type { Field } from '../model/definition.ts'
import { reactionsTo } from '../model/reaction-conditions.ts'
import { systemAccountId } from '../model/verdict.ts'
import type { Change, EntryState, Logged } from '../model/state.ts'
import type { Known } from './definition-book.ts'
import type { Loaded } from './entry-store.ts'
import { readLog, toLogged } from './log-store.ts'
import {
  type BoardEvent,
  entryRow,
  type OutboxNote,
  sameShown,
  type Shown,
  shownOf,
  type SpanRow,
  taskRow,
} from './rows.ts'
import { boardEvents, boardEventsOf, effectiveSteps, spansOfSteps } from './spans.ts'
import { type Batch, dropEffectiveSpans } from './write-store.ts'

export function emptyBatch(): Batch {
  return {
    entries: [],
    actions: [],
    opens: [],
    closes: [],
    updates: [],
    participations: [],
    spans: [],
    subjects: [],
    files: [],
    serials: [],
    links: [],
    outbox: [],
  }
}

type Columns = {
  entryId: string
  seq: number
  kind: number
  accountId: number
  positionId: number
  effectiveAt: Date
  recordedAt: Date
  alg: number
  body: Buffer
}

type StepToRecord = {
  known: Known
  /** The ledger's versions: an action may lead from one to another. */
  ledgerOf: (version: number) => Ledger
  loaded: Loaded | undefined
  before: EntryState
  after: EntryState
  change: Change
  columns: Columns
  head: Buffer
  actor: Actor
}

/** Turns one decided action into rows of the batch. */
export async function recordStep(tx: Tx, batch: Batch, step: StepToRecord): Promise<void> {
  const { known, ledgerOf, loaded, before, after, change, columns, head } = step
  const ledger = ledgerOf(after.version)
  const shown = shownOf(ledger, after)
  const timeLine = await timeLineOf(tx, step, shown)
  batch.spans.push(...timeLine.spans)
  batch.entries.push({
    ...entryRow(known.id, ledger, after),
    since_effective: timeLine.sinceEffective,
    since_recorded: timeLine.sinceRecorded,
    head_hash: head.toString('base64'),
  })
  batch.actions.push({
    entry_id: after.id,
    seq: columns.seq,
    kind: columns.kind,
    account_id: columns.accountId,
    position_id: columns.positionId,
    effective_at: columns.effectiveAt.toISOString(),
    recorded_at: columns.recordedAt.toISOString(),
    alg: columns.alg,
    body: columns.body.toString('base64'),
    hash: head.toString('base64'),
  })
  const closedAt = columns.effectiveAt.toISOString()
  batch.opens.push(...change.opens.map((task) => taskRow(task, after.id, known.id)))
  batch.closes.push(
    ...change.closes.map(({ id, outcome }) => ({
      id,
      closed_seq: columns.seq,
      closed_at: closedAt,
      outcome: outcome ?? null,
    })),
  )
  const closing = new Set(change.closes.map((item) => item.id))
  batch.updates.push(...change.updates.filter((item) => !closing.has(item.id)))
  for (const { kind, objectId, role } of change.subjects)
    batch.subjects.push({
      entry_id: after.id,
      object_kind: kind,
      object_id: objectId,
      role,
      seq: columns.seq,
    })
  for (const file of change.files) {
    const carrying = fieldsCarrying(ledger, change, file)
    batch.files.push({
      entry_id: after.id,
      file_id: file,
      seq: columns.seq,
      // The lowest class of what carries it: who may read one of the fields may open it.
      sensitivity: Math.min(...carrying.map((field) => field.sensitivity ?? 0)),
      keeps_original: carrying.every((field) => field.keepsOriginal === true),
    })
  }
  for (const { entryId, relation } of change.links ?? [])
    batch.links.push({ entry_id: after.id, seq: columns.seq, relation, target_id: entryId })
  addParticipations(batch, step)
  batch.outbox.push({
    entry_id: after.id,
    ledger_id: known.id,
    seq: columns.seq,
    kind: columns.kind,
    at: columns.recordedAt.toISOString(),
    note: noteOf(step, loaded === undefined ? undefined : before, timeLine.events),
  })
}

/** The fields and questions that the file was given in. */
function fieldsCarrying({ definition }: Ledger, { action, values, asks }: Change, file: string): Field[] {
  const questions = definition.actions.find(({ id }) => id === action)?.asks ?? []
  const carries = (value: unknown) => Array.isArray(value) && value.includes(file)
  return [
    ...definition.fields.filter(({ name }) => carries(values[name])),
    ...questions.filter(({ name }) => carries(asks[name])),
  ]
}

function addParticipations(batch: Batch, { known, after, change, actor, loaded }: StepToRecord): void {
  const of = { entry_id: after.id, ledger_id: known.id, division_code: after.divisionCode }
  for (const task of change.opens)
    batch.participations.push({
      organisation_id: task.organisationId,
      ...of,
      account_id: task.accountId ?? 0,
    })
  if (loaded === undefined && actor.organisationId !== 0) {
    batch.participations.push({
      organisation_id: actor.organisationId,
      ...of,
      account_id: actor.accountId === systemAccountId ? 0 : actor.accountId,
    })
  }
}

type TimeLine = { spans: SpanRow[]; events: BoardEvent[]; sinceEffective: string; sinceRecorded: string }

async function timeLineOf(tx: Tx, step: StepToRecord, shown: Shown): Promise<TimeLine> {
  const { ledgerOf, loaded, before, after, columns } = step
  const effectiveAt = columns.effectiveAt.toISOString()
  const recordedAt = columns.recordedAt.toISOString()
  const township = after.divisionCode.slice(0, 9)
  if (!loaded) {
    return {
      spans: [],
      events: boardEvents(undefined, shown, { at: effectiveAt, recordedAt, township }),
      sinceEffective: effectiveAt,
      sinceRecorded: recordedAt,
    }
  }
  if (effectiveAt < before.effectiveAt) return rewrittenTimeLine(tx, step, shown)
  const old = shownOf(ledgerOf(before.version), before)
  if (sameShown(old, shown))
    return {
      spans: [],
      events: [],
      sinceEffective: loaded.sinceEffective,
      sinceRecorded: loaded.sinceRecorded,
    }
  return {
    spans: [endedSpan(step, old, effectiveAt, recordedAt)],
    events: boardEvents(old, shown, { at: effectiveAt, recordedAt, township }),
    sinceEffective: effectiveAt,
    sinceRecorded: recordedAt,
  }
}

function endedSpan(
  { known, loaded, before, after }: StepToRecord,
  old: Shown,
  effectiveTo: string | null,
  recordedTo: string,
): SpanRow {
  return {
    ...old,
    entry_id: after.id,
    seq: before.seq,
    ledger_id: known.id,
    township: after.divisionCode.slice(0, 9),
    effective_from: effectiveTo === null ? null : (loaded?.sinceEffective ?? null),
    effective_to: effectiveTo,
    recorded_from: loaded?.sinceRecorded ?? null,
    recorded_to: recordedTo,
  }
}

/** A statement about an earlier time: the effective time line is written anew; what was recorded stays as it was. */
async function rewrittenTimeLine(tx: Tx, step: StepToRecord, shown: Shown): Promise<TimeLine> {
  const { known, ledgerOf, loaded, before, after, change, columns } = step
  const effectiveAt = columns.effectiveAt.toISOString()
  const recordedAt = columns.recordedAt.toISOString()
  const log: Logged[] = (await readLog(tx, after.id)).map(toLogged)
  const oldSteps = effectiveSteps(ledgerOf, after.id, log)
  const newSteps = effectiveSteps(ledgerOf, after.id, [
    ...log,
    { seq: columns.seq, effectiveAt, recordedAt, change },
  ])
  await dropEffectiveSpans(tx, after.id)
  const old = shownOf(ledgerOf(before.version), before)
  const same = sameShown(old, shown)
  const township = after.divisionCode.slice(0, 9)
  return {
    spans: [
      ...spansOfSteps(newSteps, { entry_id: after.id, ledger_id: known.id, township }),
      ...(same ? [] : [endedSpan(step, old, null, recordedAt)]),
    ],
    events: [
      ...boardEventsOf(oldSteps, recordedAt, township, -1),
      ...boardEventsOf(newSteps, recordedAt, township, 1),
    ],
    sinceEffective: newSteps.at(-1)?.from ?? effectiveAt,
    sinceRecorded: same ? (loaded?.sinceRecorded ?? recordedAt) : recordedAt,
  }
}

function noteOf(
  { known, ledgerOf, after, change, actor }: StepToRecord,
  before: EntryState | undefined,
  board: BoardEvent[],
): OutboxNote {
  const reactions = reactionsTo(ledgerOf(after.version).definition, change, after)
  const holders = [...(before?.tasks ?? []), ...after.tasks].map(({ organisationId, accountId }) => ({
    organisationId,
    accountId,
  }))
  return {
    ledger: known.code,
    action: change.action,
    no: after.no,
    title: after.title,
    division: after.divisionCode,
    sensitivity: after.sensitivity,
    accountId: actor.accountId,
    parties: [after.marks.registrant, ...holders],
    opened: change.opens.map(({ id, kind, organisationId, accountId, dueAt }) => ({
      taskId: id,
      kind,
      organisationId,
      accountId,
      dueAt,
    })),
    board,
    ...(reactions.length > 0 ? { reactions } : {}),
    ...(change.links ? { links: change.links } : {}),
  }
}
