import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Checkpoint, CheckpointHead, Leaf } from './checkpoint-record.ts'
import { zeroHash } from './chain.ts'

/** One at a time over all processes; freed with the transaction. */
export async function lockCheckpoints(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7412003)`.execute(tx)
}

type HeadRow = {
  no: number
  at: Date
  actions: number
  total: number
  root: Buffer
  previous: Buffer
  key_id: string
  signature: Buffer
}

function toHead(row: HeadRow): CheckpointHead {
  const { no, at, actions, total, root, previous, key_id: keyId, signature } = row
  return { no, at: at.toISOString(), actions, total, root, previous, keyId, signature }
}

const headColumns = sql.raw('no, at, actions, total, root, previous, key_id, signature')

export async function findLastHead(tx: Tx): Promise<CheckpointHead | undefined> {
  const { rows } = await sql<HeadRow>`select ${headColumns} from checkpoint order by no desc limit 1`.execute(
    tx,
  )
  return rows[0] && toHead(rows[0])
}

export async function findHead(tx: Tx, no: number): Promise<CheckpointHead | undefined> {
  const { rows } = await sql<HeadRow>`select ${headColumns} from checkpoint where no = ${no}`.execute(tx)
  return rows[0] && toHead(rows[0])
}

export async function findCheckpoint(db: Tx | Database, no: number): Promise<Checkpoint | undefined> {
  const { rows } = await sql<HeadRow & { leaves: Buffer }>`
    select ${headColumns}, leaves from checkpoint where no = ${no}`.execute(db)
  return rows[0] && { ...toHead(rows[0]), leaves: rows[0].leaves }
}

/** A page of checkpoints by number; of what each covers only a digest. */
export async function readHeadPage(
  db: Tx | Database,
  after: number,
  size: number,
): Promise<(CheckpointHead & { digest: Buffer })[]> {
  const { rows } = await sql<HeadRow & { digest: Buffer }>`
    select ${headColumns}, sha256(leaves) as digest from checkpoint where no > ${after}
    order by no limit ${size}`.execute(db)
  return rows.map((row) => ({ ...toHead(row), digest: row.digest }))
}

/**
 * Takes the actions that no checkpoint covers, in the order of the leaves. An action that was listed and is gone from
 * the log is sealed with a hash of zeroes, so that its loss stays provable.
 */
export async function takeUnsealed(tx: Tx, limit: number): Promise<Leaf[]> {
  const { rows } = await sql<{ entry_id: string; seq: number; hash: Buffer | null }>`
    with taken as (
      delete from to_seal where (entry_id, seq) in (select entry_id, seq from to_seal order by entry_id, seq limit ${limit})
      returning entry_id, seq
    )
    select t.entry_id, t.seq, a.hash from taken t left join action a on a.entry_id = t.entry_id and a.seq = t.seq
    order by t.entry_id, t.seq`.execute(tx)
  return rows.map(({ entry_id, seq, hash }) => ({ entryId: entry_id, seq, hash: hash ?? zeroHash }))
}

const leafTable = (leaves: readonly Leaf[]) => sql`unnest(${leaves.map((leaf) => leaf.entryId)}::uuid[],
  ${leaves.map((leaf) => leaf.seq)}::int[], ${leaves.map((leaf) => leaf.hash.toString('hex'))}::text[]) as l(entry_id, seq, hash)`

/** How many of the leaves are waiting to be sealed under just these hashes. */
export async function countWaiting(tx: Tx, leaves: readonly Leaf[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from ${leafTable(leaves)}
    join to_seal s on s.entry_id = l.entry_id and s.seq = l.seq
    left join action a on a.entry_id = l.entry_id and a.seq = l.seq
    where coalesce(a.hash, ${zeroHash}) = decode(l.hash, 'hex')`.execute(tx)
  return rows[0]?.n ?? 0
}

export async function dropWaiting(tx: Tx, leaves: readonly Leaf[]): Promise<void> {
  await sql`delete from to_seal s using ${leafTable(leaves)} where s.entry_id = l.entry_id and s.seq = l.seq`.execute(
    tx,
  )
}

export async function insertCheckpoint(tx: Tx, record: Checkpoint): Promise<void> {
  const { no, at, actions, total, root, previous, leaves, keyId, signature } = record
  await sql`insert into checkpoint (no, at, actions, total, root, previous, leaves, key_id, signature)
    values (${no}, ${at}::timestamptz, ${actions}, ${total}, ${root}, ${previous}, ${leaves}, ${keyId}, ${signature})`.execute(
    tx,
  )
}
