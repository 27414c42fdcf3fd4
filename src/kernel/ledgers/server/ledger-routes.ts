import { z } from 'zod'
import { hasRight } from '#kernel/http/model'
import { created, defineRoute, parseInput, type Route } from '#kernel/http/server'
import type { LocalText } from '#kernel/i18n/model'
import { BoardAnswer, EntryPage, LedgerAnswer, LedgerSummary } from '../model/answers.ts'
import { LedgerDefinition } from '../model/definition.ts'
import { BoardParameters, readBoardAnswer } from './board-answer.ts'
import type { Directory } from './directory.ts'
import type { Engine } from './engine.ts'
import { exportRight, requestFor, valuesAsOf } from './entry-list.ts'
import { ListParameters, momentOf } from './list-query.ts'
import { listEntries } from './list-store.ts'
import { openRows } from './open-secrets.ts'
import { mayRegister, presentLedger, presentLedgerSummary, presentRow } from './present.ts'

export type Deps = {
  engine: Engine
  directory: Directory
  divisionName: (code: string) => LocalText | undefined
}

const LedgerCode = z.object({ ledger: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/) })
const scoped = { kind: 'scoped', by: 'entry' } as const

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
    boardRoute(deps),
  ]
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

function boardRoute(deps: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/board',
    summary: 'How many entries stand in each group, under the same filters as the list',
    access: scoped,
    params: LedgerCode,
    query: BoardParameters,
    response: BoardAnswer,
    handler: ({ actor, params, query }) => readBoardAnswer(deps, actor, params.ledger, query),
  })
}
