import { newId } from '#kernel/db/server'
import { AppError, isAppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { Migration } from '../model/migrate.ts'
import type { Refusal } from '../model/verdict.ts'
import type { Known } from './definition-book.ts'
import type { Engine, Found } from './engine.ts'
import { readEntries } from './entry-store.ts'
import { systemActor } from './ladder.ts'
import { migrationChange, MigrationRefused } from './migrate-change.ts'
import {
  cancelRun,
  countWaiting,
  endRun,
  findRun,
  insertResults,
  insertRun,
  lockLedger,
  nextOfRun,
  type ResultRow,
  type RunRow,
  unfinishedRuns,
} from './migrate-store.ts'
import { among, everything } from './visibility-store.ts'

const batchSize = 100
/** What one turn of the job works off, so that its lease never runs out under it. */
const batchesPerTurn = 40

/** What an entry would become, or everything that speaks against moving it. */
export function planFor(
  engine: Engine,
  found: Found,
  migration: Migration,
): ReturnType<typeof migrationChange> | readonly Refusal[] {
  const { known, ledger, state } = found
  const effectiveAt = new Date(
    Math.max(engine.clock.now().getTime(), Date.parse(state.effectiveAt)),
  ).toISOString()
  try {
    return migrationChange(engine.book, { known, ledger, before: state, effectiveAt }, migration)
  } catch (error) {
    if (error instanceof MigrationRefused) return error.refusals
    if (isAppError(error)) return [refusalOf(error)]
    throw error
  }
}

function refusalOf({ code, status, params }: AppError): Refusal {
  return { code: code as Refusal['code'], status, params }
}

/**
 * Begins to move a ledger's entries to another version; the job `migrations` works it off.
 * @throws AppError ledgers.migration_running while another one of the ledger is under way
 */
export async function startMigration(
  engine: Engine,
  actor: Actor,
  known: Known,
  { to, map }: Migration,
  closedToo: boolean,
): Promise<RunRow> {
  const now = engine.clock.now()
  const { accountId, positionId, organisationId } = actor
  const scope = { ledgerId: known.id, to, closedToo }
  return engine.handle.db.transaction().execute(async (tx) => {
    if (await lockLedger(tx, known.id))
      throw new AppError('ledgers.migration_running', { status: 409, params: { ledger: known.code } })
    const id = newId(now)
    const total = await countWaiting(tx, scope)
    await insertRun(tx, { id, ...scope, map, accountId, positionId, organisationId, total, createdAt: now })
    return (await findRun(tx, id)) as RunRow
  })
}

export async function cancelMigration(engine: Engine, id: string): Promise<void> {
  await cancelRun(engine.handle.db, id, engine.clock.now())
}

/** Works off what migrations are under way; answers how many entries it came to. */
export async function workMigrations(engine: Engine): Promise<number> {
  let done = 0
  let batches = 0
  for (const run of await unfinishedRuns(engine.handle.db)) {
    while (batches < batchesPerTurn) {
      const count = await workBatch(engine, run.id)
      if (count === 0) break
      done += count
      batches += 1
    }
  }
  return done
}

async function workBatch(engine: Engine, id: string): Promise<number> {
  const { db } = engine.handle
  const run = await findRun(db, id)
  if (!run || run.endedAt) return 0
  const ids = run.cancelledAt ? [] : await nextOfRun(db, run, batchSize)
  if (ids.length === 0) {
    await endRun(db, id, engine.clock.now())
    return 0
  }
  await moveAll(engine, run, ids)
  return ids.length
}

/** All in one transaction; where somebody acts on one of them meanwhile, each by itself. */
async function moveAll(engine: Engine, run: RunRow, ids: readonly string[]): Promise<void> {
  try {
    await move(engine, run, ids)
  } catch (error) {
    if (!isAppError(error)) throw error
    if (ids.length > 1) for (const id of ids) await moveAll(engine, run, [id])
    else
      await insertResults(
        engine.handle.db,
        run.id,
        ids.map((entryId) => ({ entryId, refusals: [refusalOf(error)] })),
      )
  }
}

async function move(engine: Engine, run: RunRow, ids: readonly string[]): Promise<void> {
  const migration = { to: run.to, map: run.map }
  const { accountId, positionId, organisationId } = run
  const actor: Actor = { ...systemActor, accountId, positionId, organisationId }
  const entries = await readEntries(engine.handle.db, among(ids, everything))
  const results: ResultRow[] = []
  const requests = entries.flatMap((loaded) => {
    const found = engine.found(loaded)
    const plan = planFor(engine, found, migration)
    const refusals = 'action' in plan ? [] : plan
    results.push({ entryId: found.state.id, refusals })
    if (refusals.length > 0) return []
    return [
      { entryId: found.state.id, expectedSeq: found.state.seq, action: 'migrate', input: {}, migration },
    ]
  })
  await engine.handle.db.transaction().execute(async (tx) => {
    if (requests.length > 0) await engine.performIn(tx, actor, requests, newId(engine.clock.now()))
    await insertResults(tx, run.id, results)
  })
  engine.onCommit()
}
