import { z } from 'zod'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { defineRoute, noContent, type Route } from '#kernel/http/server'
import { translate } from '#kernel/i18n/model'
import { MigrationAnswer, MigrationBody, MigrationReport, MigrationRun } from '../model/definition-answers.ts'
import type { Known } from './definition-book.ts'
import { define, LedgerCode, versionOf } from './definition-routes.ts'
import type { Directory } from './directory.ts'
import { dryRun, textsOf } from './dry-run.ts'
import type { Engine } from './engine.ts'
import type { Deps } from './ledger-routes.ts'
import { cancelMigration, startMigration } from './migrate-run.ts'
import { findRun, listRefused, listRuns, type RunRow } from './migrate-store.ts'
import { readableBy } from './visibility-store.ts'

const scoped = { kind: 'scoped', by: 'entry', right: 'ledgers.define' } as const
const RunId = LedgerCode.extend({ run: z.uuid() })

/** Moving entries in flight to another version: what it would do, doing it, how far it is, and ending it. */
export function migrationRoutes(deps: Deps): Route[] {
  return [migrate(deps), listMigrations(deps), readMigration(deps), cancel(deps)]
}

/** @throws AppError 404 for a ledger that the position does not act for */
function ledgerFor(engine: Engine, actor: Actor, code: string): Known {
  if (actor.ledgers !== 'all' && !actor.ledgers.includes(code)) throw notFound()
  return engine.book.get(code)
}

async function presentRun(directory: Directory, actor: Actor, run: RunRow): Promise<MigrationRun> {
  const { id, to, map, total, moved, refused, accountId } = run
  const names = await directory.accounts([accountId])
  return {
    id,
    to,
    map,
    by: { id: accountId, name: names.get(accountId) ?? translate(actor.locale, 'ledgers.system') },
    createdAt: run.createdAt.toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
    cancelledAt: run.cancelledAt?.toISOString() ?? null,
    total,
    moved,
    refused,
  }
}

function migrate({ engine, directory }: Deps): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/ledgers/:ledger/migrations',
    summary: 'Moves entries to another version of the ledger, or says what that would do',
    access: scoped,
    params: LedgerCode,
    body: MigrationBody,
    response: MigrationAnswer,
    handler: async ({ actor, params, body }) => {
      const known = ledgerFor(engine, actor, params.ledger)
      const { to, closedToo, dryRun: only, ...map } = body
      versionOf(engine, known, to)
      refuseUndeclared(engine, known, to, map)
      if (only) {
        const plan = await dryRun(engine, actor, { ledgerId: known.id, to, closedToo }, { to, map })
        return { plan, run: null }
      }
      const run = await startMigration(engine, actor, known, { to, map }, closedToo)
      return { plan: null, run: await presentRun(directory, actor, run) }
    },
  })
}

/** What names are led to must be in the new version, whether or not an entry needs them today. */
function refuseUndeclared(
  engine: Engine,
  known: Known,
  to: number,
  map: Pick<z.output<typeof MigrationBody>, 'stages' | 'tasks' | 'fields'>,
): void {
  const { stages, tasks, fields } = versionOf(engine, known, to)
  const declared = {
    stages: new Set(stages.map(({ id }) => id)),
    tasks: new Set(tasks.map(({ kind }) => kind)),
    fields: new Set(fields.map(({ name }) => name)),
  }
  const items = (['stages', 'tasks', 'fields'] as const).flatMap((part) =>
    Object.entries(map[part]).flatMap(([old, name]) =>
      name === null || declared[part].has(name)
        ? []
        : [{ path: `${part}.${old}`, code: 'ledgers.not_declared', params: { name } }],
    ),
  )
  if (items.length > 0)
    throw new AppError('ledgers.bad_migration', { params: { count: items.length }, items })
}

function listMigrations({ engine, directory }: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/migrations',
    summary: 'Migrations of a ledger’s entries, the latest first',
    access: define,
    params: LedgerCode,
    response: z.array(MigrationRun),
    handler: async ({ actor, params }) => {
      const known = ledgerFor(engine, actor, params.ledger)
      const runs = await listRuns(engine.handle.db, known.id)
      return Promise.all(runs.map((run) => presentRun(directory, actor, run)))
    },
  })
}

async function runOf(
  engine: Engine,
  actor: Actor,
  { ledger, run: id }: z.infer<typeof RunId>,
): Promise<RunRow> {
  const known = ledgerFor(engine, actor, ledger)
  const run = await findRun(engine.handle.db, id)
  if (run?.ledgerId !== known.id) throw notFound()
  return run
}

function readMigration({ engine, directory }: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/migrations/:run',
    summary: 'How far a migration is, and the entries that stayed, each with what speaks against moving it',
    access: scoped,
    params: RunId,
    response: MigrationReport,
    handler: async ({ actor, params }) => {
      const run = await runOf(engine, actor, params)
      const rows = await listRefused(engine.handle.db, run.id, readableBy(actor, engine.codes))
      return {
        run: await presentRun(directory, actor, run),
        refused: rows.map(({ id, no, title, refusals }) => ({
          id,
          no,
          title,
          texts: textsOf(refusals, actor.locale),
        })),
      }
    },
  })
}

function cancel({ engine }: Deps): Route {
  return defineRoute({
    method: 'PUT',
    path: '/api/ledgers/:ledger/migrations/:run/cancellation',
    summary: 'Ends a migration before its end; what has been moved stays moved',
    access: define,
    params: RunId,
    handler: async ({ actor, params }) => {
      await cancelMigration(engine, (await runOf(engine, actor, params)).id)
      return noContent()
    },
  })
}
