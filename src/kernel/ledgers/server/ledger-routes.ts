import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { created, defineRoute, parseInput, respond, type Route } from '#kernel/http/server'
import { type LocalText, localText } from '#kernel/i18n/model'
import { BoardAnswer, EntryPage, LedgerAnswer, LedgerSummary } from '../model/answers.ts'
import { LedgerDefinition } from '../model/definition.ts'
import { stateAsOf } from '../model/state.ts'
import { readBoard } from './board-store.ts'
import { highestClass, type Known } from './definition-book.ts'
import type { Directory } from './directory.ts'
import type { Engine } from './engine.ts'
import { exportRight, exportWorkbook } from './export.ts'
import { fieldFilters, ListParameters, readableSlots, sortOf } from './list-query.ts'
import { listEntries, type ListRequest, type ListRow, momentOf } from './list-store.ts'
import { changeOf } from './log-store.ts'
import { openRows } from './open-secrets.ts'
import { mayRegister, presentLedger, presentLedgerSummary, presentRow } from './present.ts'
import { slotLayouts } from './slot-layouts.ts'
import { rederive } from './spans.ts'
import { readLogs } from './task-store.ts'

export type Deps = {
  engine: Engine
  directory: Directory
  divisionName: (code: string) => LocalText | undefined
}

const LedgerCode = z.object({ ledger: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/) })
const scoped = { kind: 'scoped', by: 'entry' } as const
const exportLimit = 50_000

export function ledgerRoutes(deps: Deps): Route[] {
  const { engine } = deps
  return [
    defineRoute({
      method: 'GET',
      path: '/api/ledgers',
      summary: 'The ledgers there are',
      access: { kind: 'signed_in', because: 'what a ledger asks is no secret; its entries are' },
      response: z.array(LedgerSummary),
      handler: ({ actor }) => engine.book.all().map((known) => presentLedgerSummary(engine, known, actor)),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/ledgers/:ledger',
      summary: 'A ledger’s declaration, for its screens',
      access: { kind: 'signed_in', because: 'what a ledger asks is no secret; its entries are' },
      params: LedgerCode,
      response: LedgerAnswer,
      handler: ({ actor, params }) => presentLedger(engine, engine.book.get(params.ledger), actor),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/ledgers',
      summary: 'Makes a definition the next version of its ledger, or a new ledger',
      access: { kind: 'signed_in', because: 'a definition holds no entries', right: 'ledgers.define' },
      body: z.strictObject({ definition: z.unknown() }),
      response: LedgerAnswer,
      handler: async ({ actor, body }) => {
        const known = await engine.book.publish(
          parseInput(LedgerDefinition, body.definition, actor.locale, 'definition'),
          actor.accountId,
          engine.clock.now(),
        )
        return created(presentLedger(engine, known, actor))
      },
    }),
    listRoute(deps),
    exportRoute(deps),
    boardRoute(deps),
  ]
}

function requestFor(
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
  }
}

/** Rows as of an earlier moment show what was said by then, not what is said now. */
async function valuesAsOf(
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

function listRoute({ engine, directory }: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/entries',
    summary: 'Entries of a ledger: filters, order, a page and the total; now or as of a moment',
    access: scoped,
    params: LedgerCode,
    query: ListParameters,
    response: EntryPage,
    handler: async ({ actor, params, query }) => {
      const request = requestFor(engine, actor, params.ledger, query)
      const { rows, total } = await listEntries(engine.handle.db, request)
      const shown = query.asOf ? await valuesAsOf(engine, request.known, rows, query.asOf, query.axis) : rows
      const ledger = engine.book.current(request.known)
      const names = await directory.organisations([...new Set(rows.map((row) => row.organisation_id))])
      const moment = query.asOf ? momentOf(query.asOf) : request.now
      const opened = await openRows(engine, actor, ledger.definition, shown)
      return {
        rows: opened.map((row) => presentRow(ledger.definition, row, names, actor, moment)),
        total,
        can: { register: mayRegister(ledger, actor), export: hasRight(actor, exportRight) },
      }
    },
  })
}

function exportRoute({ engine, directory, divisionName }: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/entries.xlsx',
    summary: 'The same rows as a workbook',
    access: { ...scoped, right: exportRight },
    params: LedgerCode,
    query: ListParameters,
    handler: async ({ actor, params, query, locale }) => {
      const request = requestFor(engine, actor, params.ledger, { ...query, page: 1, size: exportLimit })
      const { rows, total } = await listEntries(engine.handle.db, request)
      if (total > exportLimit)
        throw new AppError('ledgers.export_too_large', { params: { count: total, limit: exportLimit } })
      const shown = query.asOf ? await valuesAsOf(engine, request.known, rows, query.asOf, query.axis) : rows
      const { definition } = engine.book.current(request.known)
      const names = await directory.organisations([...new Set(rows.map((row) => row.organisation_id))])
      const moment = query.asOf ? momentOf(query.asOf) : request.now
      const opened = await openRows(engine, actor, definition, shown)
      const presented = opened.map((row) => presentRow(definition, row, names, actor, moment))
      const body = await exportWorkbook({
        definition,
        rows: presented,
        locale,
        divisionName,
        moment,
        by: actor.name,
      })
      const name = encodeURIComponent(`${localText(definition.title, locale)}.xlsx`)
      return respond({
        body,
        headers: {
          'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'content-disposition': `attachment; filename="${params.ledger}.xlsx"; filename*=UTF-8''${name}`,
          'cache-control': 'no-store',
        },
      })
    },
  })
}

const BoardParameters = ListParameters.extend({ groupBy: z.string().max(60).default('stage') })

function boardRoute({ engine, directory, divisionName }: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/board',
    summary: 'How many entries stand in each group, under the same filters as the list',
    access: scoped,
    params: LedgerCode,
    query: BoardParameters,
    response: BoardAnswer,
    handler: async ({ actor, params, query }) => {
      const { groupBy, ...parameters } = query
      const request = requestFor(engine, actor, params.ledger, parameters)
      const { definition } = engine.book.current(request.known)
      const column = groupColumn(definition, groupBy, actor)
      const groups = await readBoard(engine.handle.db, request, column)
      const names =
        column === 'organisation_id'
          ? await directory.organisations(groups.map((group) => Number(group.key)))
          : undefined
      const labelOf = (key: string | null): LocalText => {
        const plain = { 'zh-CN': key ?? '—', en: key ?? '—' }
        if (key === null) return plain
        if (groupBy === 'stage') return definition.stages.find((stage) => stage.id === key)?.label ?? plain
        if (groupBy === 'township') return divisionName(key) ?? plain
        if (names) return names.get(Number(key)) ?? plain
        return (
          definition.fields
            .find((field) => field.name === groupBy)
            ?.options?.find((option) => option.value === key)?.label ?? plain
        )
      }
      return {
        groups: groups.map(({ key, count, overdue }) => ({
          key: key ?? '',
          label: labelOf(key),
          count,
          overdue,
        })),
        total: groups.reduce((sum, group) => sum + group.count, 0),
        asOf: query.asOf ? momentOf(query.asOf).toISOString() : null,
        axis: query.axis,
      }
    },
  })
}

function groupColumn(definition: LedgerDefinition, groupBy: string, actor: Actor): string {
  if (groupBy === 'stage' || groupBy === 'township') return groupBy
  if (groupBy === 'organisation') return 'organisation_id'
  const slot = readableSlots(definition, actor).get(groupBy)
  if (!slot) throw new AppError('ledgers.bad_filter', { path: 'groupBy', params: { name: groupBy } })
  return slot
}
