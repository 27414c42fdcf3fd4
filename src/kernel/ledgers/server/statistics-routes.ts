import { z } from 'zod'
import { type Actor, hasRight } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import type { LedgerDefinition } from '../model/definition.ts'
import type { CaseBasis, ExclusionRule, Measure } from '../model/statistics.ts'
import { CasePage, StatisticsAnswer } from '../model/statistics-answers.ts'
import type { Engine } from './engine.ts'
import { exportRight } from './entry-list.ts'
import { exclusionsRoute } from './exclusion-routes.ts'
import type { Deps } from './ledger-routes.ts'
import { casesFromLogs, countFromLogs, listFromLogs } from './statistics-as-of.ts'
import { countCasesByGroup, isBehind, listCases, readCaseDetails } from './statistics-count-store.ts'
import { presentCases, presentGroups } from './statistics-present.ts'
import { fromBits } from './statistics-rows.ts'
import { CaseParameters, StatisticsParameters, statisticsRequest } from './statistics-query.ts'

const LedgerCode = z.object({ ledger: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/) })
const scoped = { kind: 'scoped', by: 'entry' } as const

export function statisticsRoutes(deps: Deps): Route[] {
  return [statisticsRoute(deps), casesRoute(deps), exclusionsRoute(deps)]
}

/** The rates that are asked for, of the entries that the actor may see, and of which ledger. */
export async function readStatistics(
  { engine, directory, divisionName }: Deps,
  actor: Actor,
  ledger: string,
  parameters: StatisticsParameters,
): Promise<{ answer: StatisticsAnswer; definition: LedgerDefinition; version: number; at: string }> {
  const request = statisticsRequest(engine, actor, ledger, parameters)
  const { db } = engine.handle
  const counts = await (request.asOf === undefined
    ? countCasesByGroup(db, request)
    : countFromLogs(db, engine.book, request))
  const { definition } = engine.book.current(request.known)
  const { from, to } = request.asked
  const answer = {
    from,
    to,
    by: request.dimension.name,
    asOf: request.asOf?.toISOString() ?? null,
    behind: request.asOf === undefined && (await isBehind(db, request.ledgerId)),
    measures: [...request.measures],
    ...(await presentGroups({ directory, divisionName }, request, definition, counts)),
    can: { export: hasRight(actor, exportRight) },
  }
  return { answer, definition, version: request.known.current, at: request.asked.now }
}

/** A case as figures of one's own are made of it. */
export type CaseAt = {
  entryId: string
  basis: CaseBasis
  organisationId: number
  divisionCode: string
  placedAt: Date
  rule: ExclusionRule | null
  yes: Measure[]
}

/**
 * The cases of a period, one by one: of what had been recorded by the one moment, what was effective by the other.
 * Asked again it answers the same, whatever has been recorded since.
 */
export async function readCasesAt(
  engine: Engine,
  actor: Actor,
  ledger: string,
  asked: { from: string; to: string; recordedBy: Date; effectiveBy: Date },
): Promise<CaseAt[]> {
  const { from, to, recordedBy, effectiveBy } = asked
  const parameters = StatisticsParameters.parse({ from, to, asOf: recordedBy.toISOString() })
  const request = statisticsRequest(engine, actor, ledger, parameters, effectiveBy)
  const rows = await casesFromLogs(engine.handle.db, engine.book, request)
  return rows.map((row) => ({
    entryId: row.entry_id,
    basis: row.basis as CaseBasis,
    organisationId: row.organisation_id,
    divisionCode: row.division_code,
    placedAt: row.placed_at,
    rule: row.rule,
    yes: fromBits(row.yes),
  }))
}

function statisticsRoute(deps: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/statistics',
    summary: 'Rates of a ledger over a period by a dimension, of the entries that the caller may see',
    access: scoped,
    params: LedgerCode,
    query: StatisticsParameters,
    response: StatisticsAnswer,
    handler: async ({ actor, params, query }) => {
      const { answer } = await readStatistics(deps, actor, params.ledger, query)
      return answer
    },
  })
}

function casesRoute({ engine, directory }: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/statistics/cases',
    summary:
      'The cases behind a figure of the statistics: those that count, fulfil it, or are excluded by a rule',
    access: scoped,
    params: LedgerCode,
    query: CaseParameters,
    response: CasePage,
    handler: async ({ actor, params, query }) => {
      const request = statisticsRequest(engine, actor, params.ledger, query)
      const { db } = engine.handle
      const { rows, total } = await (request.asOf === undefined
        ? listCases(db, request, query)
        : listFromLogs(db, engine.book, request, query))
      const { definition } = engine.book.current(request.known)
      const details = await readCaseDetails(db, rows)
      return { rows: await presentCases({ directory, definition }, rows, details), total }
    },
  })
}
