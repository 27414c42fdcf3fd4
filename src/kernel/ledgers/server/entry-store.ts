import { type RawBuilder, sql } from 'kysely'
import { type Database, executeTogether, type Tx } from '#kernel/db/server'
import type { EntryState, Marks, Origin, Task, Values } from '../model/state.ts'
import { attachedTo, type Attachments } from './attachment-store.ts'

export type Loaded = {
  ledgerId: number
  state: EntryState
  headHash: Buffer
  sinceEffective: string
  sinceRecorded: string
}

/** An entry that is locked, with what hangs on it. */
export type Locked = Loaded & { attachments: Attachments }

type EntryJson = {
  id: string
  ledger_id: number
  def_version: number
  no: string
  seq: number
  stage: string
  is_open: boolean
  sensitivity: number
  division_code: string
  organisation_id: number
  title: string
  opened_at: string
  closed_at: string | null
  effective_at: string
  since_effective: string
  since_recorded: string
  head_hash: string
  data: Values
  origins: Record<string, Origin>
  marks: Marks
}

type TaskJson = {
  id: string
  kind: string
  organisation_id: number
  account_id: number | null
  opened_seq: number
  acknowledged_at: string | null
  amber_at: string | null
  due_at: string | null
  original_due_at: string | null
  provisional: boolean
  clock: Task['clock']
  rung: number
  rung_at: string | null
  todo: boolean
}

export type Claim = { accountId: number; clientKey: string; requestHash: Buffer; results: unknown; at: Date }
export type Stored = { requestHash: Buffer; results: unknown }

/** What a call locks and claims: its entries, read as far as the condition lets the caller see them (alias `e`). */
export type Asked = { claim: Claim; ids: readonly string[]; visible: RawBuilder<boolean>; births: number }
export type Claimed = { claimed: boolean; loaded: Locked[]; numbers: number[] }
/**
 * Whether another transaction's lock is waited for; or its entry left out, and any other lock of the transaction waited
 * for so briefly that nobody notices.
 */
export type Locks = 'waits' | 'skips'

const columns = sql`id, ledger_id, def_version, no, seq, stage, is_open, sensitivity, division_code, organisation_id, title,
        opened_at, closed_at, effective_at, since_effective, since_recorded, encode(head_hash, 'base64') as head_hash,
        data, origins, marks`

/** The open tasks of the entry of that id. Written as `json`: it is read once, and `jsonb` takes twice as long. */
const openTasks = (id: RawBuilder<unknown>) => sql`(
        select json_agg(json_build_object('id', t.id, 'kind', t.kind, 'organisation_id', t.organisation_id,
          'account_id', t.account_id, 'opened_seq', t.opened_seq, 'acknowledged_at', t.acknowledged_at,
          'amber_at', t.amber_at, 'due_at', t.due_at, 'original_due_at', t.original_due_at,
          'provisional', t.provisional, 'clock', t.clock,
          'rung', t.rung, 'rung_at', t.rung_at, 'todo', t.todo) order by t.opened_seq, t.id)
        from task t where t.entry_id = ${id} and t.closed_seq is null)`

/**
 * Locks entries in the order of their ids, so that two batches never wait for each other. One alone is named by `=`:
 * an array of unknown length is planned anew each time, which takes eight times as long as the statement itself.
 */
function locked({ ids, visible }: Asked, locks: Locks): RawBuilder<unknown> {
  const named = ids.length === 1 ? sql`id = ${ids[0]}` : sql`id = any(${ids}::uuid[])`
  const skipping = locks === 'skips' ? sql`skip locked` : sql``
  return sql`locked as (
      select ${columns}, ${visible} as visible from entry e where ${named} order by id for update ${skipping}
    )`
}

/**
 * A locked row is read as it stands after the wait for its lock, everything else as it stood when the statement began:
 * `seen_seq` tells whether the two are the same moment.
 */
const lockedEntries = sql`(select json_agg(json_build_object('entry', l,
        'seen_seq', (select before.seq from entry before where before.id = l.id), 'tasks', ${openTasks(sql`l.id`)},
        'attachments', ${attachedTo(sql`l.id`)})) from locked l)`

type ReadJson = { entry: EntryJson; tasks: TaskJson[] | null }
type LockedJson = ReadJson & { entry: { visible: boolean }; seen_seq: number; attachments: Attachments }

type ClaimRow = { claimed: [accountId: number, clientKey: string][] | null; numbers: number[] | null }

/** Claims the keys that nobody has used, and draws numbers for what is to be registered. */
function claimQuery(calls: readonly Asked[]): RawBuilder<ClaimRow> {
  const claims = calls.map(({ claim }) => ({
    account_id: claim.accountId,
    client_key: claim.clientKey,
    request_hash: claim.requestHash.toString('base64'),
    results: claim.results,
    at: claim.at,
  }))
  const births = calls.reduce((sum, asked) => sum + asked.births, 0)
  return sql`with claim as (
      insert into request (account_id, client_key, request_hash, results, at)
      select account_id, client_key, decode(request_hash, 'base64'), results, at
      from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb)
        as r(account_id int, client_key uuid, request_hash text, results jsonb, at timestamptz)
      on conflict (account_id, client_key) do nothing
      returning account_id, client_key
    )
    select (select json_agg(json_build_array(account_id, client_key)) from claim) as claimed,
      (select json_agg(nextval('entry_no')) from generate_series(1, ${births}::int)) as numbers`
}

const lockQuery = (asked: Asked, locks: Locks): RawBuilder<{ entries: LockedJson[] | null }> => sql`
    with ${locked(asked, locks)} select ${lockedEntries} as entries`

/**
 * In one round trip, for each of the calls: claims the client key, locks the entries, reads those that the caller may see
 * with their open tasks and what hangs on them, and draws numbers for those to be registered. Waits while another
 * transaction holds the same key; answers `claimed: false` once that one has committed. Where it had to wait for an
 * entry, it reads again, since the tasks it saw were those of before.
 *
 * The keys of all are claimed by one statement. What is locked is one for each: a caller's sight is its own.
 */
export async function claimAndLoad(tx: Tx, calls: readonly Asked[], locks: Locks): Promise<Claimed[]> {
  const patience = locks === 'skips' ? [sql<never>`set local lock_timeout = '50ms'`] : []
  const locking = calls.filter(({ ids }) => ids.length > 0)
  const answers = await executeTogether<unknown[]>(tx, [
    ...patience,
    claimQuery(calls),
    ...locking.map((asked) => lockQuery(asked, locks)),
  ])
  const [claims, ...held] = answers.slice(patience.length) as [
    ClaimRow[],
    ...{ entries: LockedJson[] | null }[][],
  ]
  const free = new Set(claims[0]?.claimed?.map(([accountId, clientKey]) => `${accountId} ${clientKey}`))
  const numbers = claims[0]?.numbers ?? []
  const claimed: Claimed[] = []
  for (const asked of calls) {
    const entries = held[locking.indexOf(asked)]?.[0]?.entries ?? []
    const { accountId, clientKey } = asked.claim
    claimed.push({
      // Taken by the first of those that name the same.
      claimed: free.delete(`${accountId} ${clientKey.toLowerCase()}`),
      loaded: await loadedOf(tx, asked, entries),
      numbers: numbers.splice(0, asked.births),
    })
  }
  return claimed
}

async function loadedOf(tx: Tx, asked: Asked, held: readonly LockedJson[]): Promise<Locked[]> {
  const waited = held.some(({ entry, seen_seq }) => seen_seq !== entry.seq)
  const entries = waited ? await readLocked(tx, { ...asked, ids: held.map(({ entry }) => entry.id) }) : held
  return entries
    .filter(({ entry }) => entry.visible)
    .map((read) => ({ ...toLoaded(read), attachments: read.attachments }))
}

/** Those that the transaction has locked already, as they stand now. */
async function readLocked(tx: Tx, asked: Asked): Promise<LockedJson[]> {
  const { rows } = await lockQuery(asked, 'waits').execute(tx)
  return rows[0]?.entries ?? []
}

export async function getStored(tx: Tx, accountId: number, clientKey: string): Promise<Stored | undefined> {
  const { rows } = await sql<{ request_hash: Buffer; results: unknown }>`
    select request_hash, results from request where account_id = ${accountId} and client_key = ${clientKey}`.execute(
    tx,
  )
  return rows[0] && { requestHash: rows[0].request_hash, results: rows[0].results }
}

function iso(text: string): string {
  return new Date(text).toISOString()
}
function isoOrNull(text: string | null): string | null {
  return text === null ? null : iso(text)
}

function toLoaded({ entry: row, tasks }: ReadJson): Loaded {
  return {
    ledgerId: row.ledger_id,
    headHash: Buffer.from(row.head_hash, 'base64'),
    sinceEffective: iso(row.since_effective),
    sinceRecorded: iso(row.since_recorded),
    state: {
      id: row.id,
      ledger: '',
      version: row.def_version,
      no: row.no,
      seq: row.seq,
      stage: row.stage,
      isOpen: row.is_open,
      sensitivity: row.sensitivity,
      divisionCode: row.division_code,
      organisationId: row.organisation_id,
      title: row.title,
      openedAt: iso(row.opened_at),
      closedAt: isoOrNull(row.closed_at),
      effectiveAt: iso(row.effective_at),
      values: row.data,
      origins: row.origins,
      marks: row.marks,
      tasks: (tasks ?? []).map(toTask),
    },
  }
}

function toTask(row: TaskJson): Task {
  return {
    id: row.id,
    kind: row.kind,
    organisationId: row.organisation_id,
    accountId: row.account_id,
    openedSeq: row.opened_seq,
    acknowledgedAt: isoOrNull(row.acknowledged_at),
    amberAt: isoOrNull(row.amber_at),
    dueAt: isoOrNull(row.due_at),
    originalDueAt: isoOrNull(row.original_due_at),
    provisional: row.provisional,
    clock: row.clock,
    rung: row.rung,
    rungAt: isoOrNull(row.rung_at),
    ...(row.todo ? {} : { todo: false }),
  }
}

/** Reads an entry that the condition lets the caller see (alias `e`), without a lock. */
export async function findEntry(
  db: Tx | Database,
  id: string,
  visible: RawBuilder<boolean>,
): Promise<Loaded | undefined> {
  return (await readEntries(db, sql`e.id = ${id} and ${visible}`))[0]
}

/** Those of the entries that are visible. */
export async function findEntries(
  db: Tx | Database,
  ids: readonly string[],
  visible: RawBuilder<boolean>,
): Promise<Loaded[]> {
  return readEntries(db, sql`e.id = any(${ids}::uuid[]) and ${visible}`)
}

/** The present sequence of each entry, for whoever acts on many at once within a transaction. */
export async function readSeqs(db: Tx, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; seq: number }>`
    select id, seq from entry where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row.seq]))
}

/** The number that each entry goes by. */
export async function readNumbers(db: Database | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; no: string }>`
    select id, no from entry where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row.no]))
}

/** Reads the entries that a condition names (alias `e`), with their open tasks, without a lock. */
export async function readEntries(db: Tx | Database, where: RawBuilder<unknown>): Promise<Loaded[]> {
  const { rows } = await sql<ReadJson>`
    select to_json(l) as entry, ${openTasks(sql`l.id`)} as tasks
    from (select ${columns} from entry e where ${where}) l order by l.no`.execute(db)
  return rows.map(toLoaded)
}
