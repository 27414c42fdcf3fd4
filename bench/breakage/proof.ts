import { sql } from 'kysely'
import { loadOrCreateKeys } from '#kernel/crypto/server'
import { type Database, type DatabaseHandle, openDatabase } from '#kernel/db/server'
import type { Verification } from '#kernel/ledgers/model'
import { checkpointFile, verifyLog } from '#kernel/ledgers/server'
import { dataFolder } from '../../src/main/data-folder.ts'
import type { Place } from './messages.ts'

/** Reads what is there with nobody's help, while no house runs or beside one on PostgreSQL. */
export function withData<T>(place: Place, work: (db: Database) => Promise<T>): Promise<T> {
  return withHandle(place, ({ db }) => work(db))
}

export async function withHandle<T>(
  { dataDir, url }: Place,
  work: (handle: DatabaseHandle) => Promise<T>,
): Promise<T> {
  const handle = await openDatabase({ url, dataDir: dataFolder(dataDir).embedded, poolSize: 2 })
  try {
    return await work(handle)
  } finally {
    await handle.close()
  }
}

export async function verify(place: Place): Promise<Verification> {
  return withHandle(place, (handle) => verifyIn(handle, place))
}

/** The whole chain, and what is projected of all entries or of some. */
export async function verifyIn(
  handle: DatabaseHandle,
  { dataDir }: Place,
  replay: 'all' | 'sample' = 'all',
): Promise<Verification> {
  const folder = dataFolder(dataDir)
  const { signing } = await loadOrCreateKeys(folder.keys)
  const checkpoints = checkpointFile(folder.checkpoints)
  return verifyLog({ handle, checkpoints, publicKey: signing.publicKey, replay })
}

export type Counted = {
  /** `entry/seq` of every action that a person took on a case; moving it to another version is taken on many at once. */
  taken: string[]
  cases: number
  echoes: number
  /** Cases with another number of echoes than one. */
  unechoed: number
  /** Rungs of the ladder that were climbed more than once. */
  climbedTwice: number
  climbed: number
  /** Numbers of entries given out twice. */
  numberedTwice: number
  noticedTwice: number
  waiting: number
  parked: number
  /** Reactions that stand as failed. */
  failed: number
  /** What reactions that are still due met with, if anything. */
  owed: string | null
}

const systemAccount = 0

/** Counts what must be there once. */
export async function count(db: Database): Promise<Counted> {
  const { rows: taken } = await sql<{ id: string }>`
    select a.entry_id || '/' || a.seq as id from action a join entry e on e.id = a.entry_id
      join ledger l on l.id = e.ledger_id
    where l.code = 'break_case' and a.account_id <> ${systemAccount}
      and convert_from(a.body, 'utf8')::jsonb ->> 'action' <> 'migrate'`.execute(db)
  const { rows } = await sql<Omit<Counted, 'taken'>>`
    with cases as (select e.id, e.no from entry e join ledger l on l.id = e.ledger_id where l.code = 'break_case'),
      echoes as (select e.id, e.title from entry e join ledger l on l.id = e.ledger_id where l.code = 'break_echo'),
      echoed as (select c.no, (select count(*) from echoes where echoes.title = c.no) as n from cases c),
      climbs as (select entry_id, convert_from(body, 'utf8')::jsonb ->> 'action' as step, count(*) as n from action
        where account_id = ${systemAccount} and convert_from(body, 'utf8')::jsonb ->> 'action' in ('remind', 'supervise')
        group by 1, 2)
    select (select count(*) from cases)::int as cases, (select count(*) from echoes)::int as echoes,
      (select count(*) from echoed where n <> 1)::int as unechoed,
      (select count(*) from climbs where n > 1)::int as "climbedTwice",
      (select coalesce(sum(n), 0) from climbs)::int as climbed,
      (select count(*) from (select 1 from entry group by no having count(*) > 1) x)::int as "numberedTwice",
      (select count(*) from (select 1 from notice group by account_id, organisation_id, source having count(*) > 1) x)::int
        as "noticedTwice",
      (select count(*) from outbox)::int as waiting, (select count(*) from outbox_parked)::int as parked,
      (select count(*) from reaction_due where state = 'failed')::int as failed,
      (select string_agg(distinct coalesce(fault::text, 'untried') || ' ' || next_at, '; ') from reaction_due where state = 'due') as owed`.execute(
    db,
  )
  const [row] = rows
  if (!row) throw new Error('nothing was counted')
  return { ...row, taken: taken.map(({ id }) => id) }
}

/** What a house that was killed was at: leases of its background work, and what they had begun. */
export async function underWay(db: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from job where locked_by is not null
    union all select 'a list, ' || state from registry_import where state in ('checking', 'running')
    union all select 'a move of entries' from migration_run where ended_at is null
    union all select 'the relay' where exists (select from outbox)`.execute(db)
  return rows.map(({ name }) => name)
}

export async function endLeases(db: Database): Promise<void> {
  await sql`update job set locked_by = null, locked_until = null, next_at = coalesce(ran_at, next_at)`.execute(
    db,
  )
}

/** Whether work that comes round every second or two has come round. */
export async function jobsRanSince(place: Place, since: Date): Promise<boolean> {
  return withData(place, async (db) => {
    const { rows } = await sql<{ ran: boolean }>`
      select coalesce(bool_and(ran_at > ${since}), false) as ran from job
      where name in ('reactions', 'migrations', 'imports', 'search', 'deliveries')`.execute(db)
    return rows[0]?.ran ?? false
  })
}
