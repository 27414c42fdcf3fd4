import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { EntryRow } from '../model/answers.ts'
import type { LedgerDefinition } from '../model/definition.ts'
import { stateAsOf } from '../model/state.ts'
import { highestClass, type Known } from './definition-book.ts'
import type { Engine } from './engine.ts'
import type { Deps } from './ledger-routes.ts'
import { fieldFilters, type ListParameters, type ListRequest, momentOf, sortOf } from './list-query.ts'
import { listEntriesOf, listEntryIds, type ListRow } from './list-store.ts'
import { changeOf } from './log-store.ts'
import { openRows } from './open-secrets.ts'
import { openStages } from './open-stages.ts'
import { mayReadField, presentRow } from './present.ts'
import { slotLayouts } from './slot-layouts.ts'
import { rederive } from './spans.ts'
import { readLogs } from './task-store.ts'

export const exportRight = 'ledgers.export'
/** Rows of one export at most, and how many of them are in memory at a time. */
const exportLimit = 200_000
const chunkSize = 1000

export function requestFor(
  engine: Engine,
  actor: Actor,
  ledger: string,
  parameters: ListParameters,
): ListRequest & { known: Known } {
  const known = engine.book.get(ledger)
  const { definition } = engine.book.current(known)
  return {
    known,
    actor,
    ledgerId: known.id,
    parameters,
    filters: fieldFilters(definition, parameters, actor),
    sort: sortOf(definition, parameters.sort, actor),
    now: engine.clock.now(),
    sensitivityMax: highestClass(known),
    codes: engine.codes,
    layouts: slotLayouts(known),
    openStages: openStages(known),
  }
}

/** Rows as of an earlier moment show what was said by then, not what is said now. */
export async function valuesAsOf(
  engine: Engine,
  known: Known,
  rows: ListRow[],
  asOf: string,
  axis: 'effective' | 'recorded',
): Promise<ListRow[]> {
  const logs = Map.groupBy(
    await readLogs(
      engine.handle.db,
      rows.map((row) => row.id),
    ),
    (item) => item.entry_id,
  )
  const moment = momentOf(asOf).toISOString()
  return rows.map((row) => {
    const log = (logs.get(row.id) ?? []).map((item) => ({
      seq: item.seq,
      effectiveAt: item.effective_at.toISOString(),
      recordedAt: item.recorded_at.toISOString(),
      change: changeOf(item.body),
    }))
    const state = stateAsOf(row.id, log, moment, axis)
    if (!state) return row
    const { values, title, tasks } = rederive(engine.book.version(known, state.version), state)
    return { ...row, data: values, title, seq: state.seq, amber_at: tasks.length > 0 ? row.amber_at : null }
  })
}

export type EntryList = {
  definition: LedgerDefinition
  version: number
  /** What the reader may know of: fields above the class are not in the rows either. */
  fields: LedgerDefinition['fields']
  moment: Date
  total: number
  /** All rows of the list in its order, some at a time; which rows these are is settled before the first. */
  rows(): AsyncGenerator<EntryRow[]>
}

/**
 * All that a list holds, for an export: the same filters, order and sight as on the screen.
 * @throws AppError ledgers.export_too_large
 */
export async function readEntryList(
  { engine, directory }: Deps,
  actor: Actor,
  ledger: string,
  parameters: ListParameters,
): Promise<EntryList> {
  const { db } = engine.handle
  const request = requestFor(engine, actor, ledger, { ...parameters, page: 1, size: exportLimit + 1 })
  const ids = await listEntryIds(db, request)
  if (ids.length > exportLimit)
    throw new AppError('ledgers.export_too_large', { params: { count: ids.length, limit: exportLimit } })
  const { definition } = engine.book.current(request.known)
  const { asOf, axis } = parameters
  const moment = asOf ? momentOf(asOf) : request.now
  async function* rows(): AsyncGenerator<EntryRow[]> {
    for (let at = 0; at < ids.length; at += chunkSize) {
      const found = await listEntriesOf(db, request, ids.slice(at, at + chunkSize))
      const then = asOf ? await valuesAsOf(engine, request.known, found, asOf, axis) : found
      const names = await directory.organisations([...new Set(then.map((row) => row.organisation_id))])
      const opened = await openRows(engine, actor, definition, then)
      yield opened.map((row) => presentRow(definition, row, names, actor, moment))
    }
  }
  const fields = definition.fields.filter((field) => mayReadField(field, actor))
  return { definition, version: request.known.current, fields, moment, total: ids.length, rows }
}
