import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { type ObjectKind, objectKinds } from '../../model/fields.ts'
import type { Side } from '../../model/merging/answers.ts'
import type { Stay } from '../../model/merging/stays.ts'
import type { EventTrace } from './event-store.ts'
import { visibleTo } from '../record-store.ts'

/** A row and stays as JSON keeps them: bytes in hex, times as text. */
export type Snapshot = Record<string, unknown>
export type MergeRow = {
  id: string
  kind: ObjectKind
  survivorId: string
  absorbedId: string
  at: Date
  accountId: number
  ground: string
  choices: Record<string, Side>
  before: { survivor: Snapshot; absorbed: Snapshot; stays: Stay[]; trace: EventTrace } | null
  after: { survivor: Snapshot; stays: Stay[]; trace: EventTrace } | null
  undoneAt: Date | null
  undoneAccountId: number | null
  undoneReason: string | null
}

const columns = sql`merge.id, merge.object_kind as kind, merge.survivor_id as "survivorId",
  merge.absorbed_id as "absorbedId", merge.at, merge.account_id as "accountId", merge.ground, merge.choices,
  merge.before, merge.after, merge.undone_at as "undoneAt", merge.undone_account_id as "undoneAccountId",
  merge.undone_reason as "undoneReason"`

/** Both rows held against other writers, always in one order. Answers those that are there. */
export async function lockBoth(tx: Tx, kind: ObjectKind, ids: readonly string[]): Promise<void> {
  await sql`select id from ${sql.table(kind)} where id = any(${[...ids]}::uuid[]) order by id for update`.execute(
    tx,
  )
}

/** The stays that a merge of the two may touch, held. */
export async function staysOf(tx: Tx, kind: ObjectKind, ids: readonly string[]): Promise<Stay[]> {
  if (kind !== 'person' && kind !== 'household') return []
  const column = sql.ref(kind === 'person' ? 'person_id' : 'household_id')
  const { rows } = await sql<Stay>`
    select household_id as "householdId", person_id as "personId", relation, from_date as "from", to_date as "to"
    from household_member where ${column} = any(${[...ids]}::uuid[])
    order by household_id, person_id, from_date for update`.execute(tx)
  return rows
}

export async function deleteStays(tx: Tx, kind: ObjectKind, ids: readonly string[]): Promise<void> {
  if (kind !== 'person' && kind !== 'household') return
  const column = sql.ref(kind === 'person' ? 'person_id' : 'household_id')
  await sql`delete from household_member where ${column} = any(${[...ids]}::uuid[])`.execute(tx)
}

export async function deleteObject(tx: Tx, kind: ObjectKind, id: string): Promise<void> {
  await sql`delete from ${sql.table(kind)} where id = ${id}`.execute(tx)
}

type NewMerge = Pick<
  MergeRow,
  'id' | 'kind' | 'survivorId' | 'absorbedId' | 'at' | 'ground' | 'choices' | 'before' | 'after'
> & {
  divisionCode: string
  sensitivity: number
}

export async function insertMerge(tx: Tx, actor: Actor, merge: NewMerge): Promise<void> {
  const { id, kind, survivorId, absorbedId, at, ground, choices, before, after, divisionCode, sensitivity } =
    merge
  await sql`
    insert into registry_merge (id, object_kind, survivor_id, absorbed_id, at, account_id, position_id, ground, choices,
      before, after, division_code, sensitivity)
    values (${id}, ${kind}, ${survivorId}, ${absorbedId}, ${at}, ${actor.accountId}, ${actor.positionId}, ${ground},
      ${JSON.stringify(choices)}::jsonb, ${JSON.stringify(before)}::jsonb, ${JSON.stringify(after)}::jsonb,
      ${divisionCode}, ${sensitivity})`.execute(tx)
  await sql`insert into registry_redirect (absorbed_id, survivor_id, root_id, merge_id)
    values (${absorbedId}, ${survivorId}, ${survivorId}, ${id})`.execute(tx)
  await sql`update registry_redirect set root_id = ${survivorId} where root_id = ${absorbedId}`.execute(tx)
}

/** The absorbed one stands by itself again, and with it all that it had absorbed before. */
export async function endRedirect(tx: Tx, absorbedId: string): Promise<void> {
  await sql`delete from registry_redirect where absorbed_id = ${absorbedId}`.execute(tx)
  await sql`
    with recursive below as (
      select absorbed_id from registry_redirect where survivor_id = ${absorbedId}
      union select more.absorbed_id from registry_redirect as more join below on more.survivor_id = below.absorbed_id)
    update registry_redirect set root_id = ${absorbedId} where absorbed_id in (select absorbed_id from below)`.execute(
    tx,
  )
}

export async function markUndone(tx: Tx, actor: Actor, id: string, reason: string, at: Date): Promise<void> {
  await sql`update registry_merge set before = null, after = null, undone_at = ${at},
    undone_account_id = ${actor.accountId}, undone_position_id = ${actor.positionId}, undone_reason = ${reason}
    where id = ${id}`.execute(tx)
}

/** Nothing of a person erased by law stays in what was kept for undoing. */
export async function forgetMerges(tx: Tx, personIds: readonly string[]): Promise<void> {
  await sql`update registry_merge set before = null, after = null, ground = '-',
    undone_reason = left(undone_reason, 0) || '-'
    where survivor_id = any(${[...personIds]}::uuid[]) or absorbed_id = any(${[...personIds]}::uuid[])`.execute(
    tx,
  )
}

/** Of the ids, those that were absorbed by others. */
export async function absorbedAmong(db: Database, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select absorbed_id as id from registry_redirect where absorbed_id = any(${[...ids]}::uuid[])`.execute(db)
  return rows.map(({ id }) => id)
}

/** All ids that the object is or was known by, the one that stands first. */
export async function idsOf(db: Database, id: string): Promise<string[]> {
  const { rows } = await sql<{ ids: string[] }>`select registry_ids(${id}) as ids`.execute(db)
  return rows[0]?.ids ?? [id]
}

/** A merge is seen by who sees the survivor and would see the absorbed one. */
function seenBy(actor: Actor) {
  const survivor = objectKinds.map(
    (kind) => sql`(merge.object_kind = ${kind} and exists (select from ${sql.table(kind)} as stands
      where stands.id = registry_current(merge.survivor_id) and ${visibleTo(actor, 'stands')}))`,
  )
  return sql`${visibleTo(actor, 'merge')} and (${sql.join(survivor, sql` or `)})`
}

type Asked = { kind?: ObjectKind | undefined; page: number; size: number }

export async function listMerges(
  db: Database,
  actor: Actor,
  { kind, page, size }: Asked,
): Promise<{ rows: MergeRow[]; total: number }> {
  const where = kind === undefined ? seenBy(actor) : sql`merge.object_kind = ${kind} and ${seenBy(actor)}`
  const { rows } = await sql<MergeRow>`
    select ${columns} from registry_merge as merge where ${where}
    order by merge.at desc, merge.id desc limit ${size} offset ${(page - 1) * size}`.execute(db)
  const counted = await sql<{ total: number }>`
    select count(*) as total from registry_merge as merge where ${where}`.execute(db)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export async function findMerge(db: Database, actor: Actor, id: string): Promise<MergeRow | undefined> {
  const { rows } = await sql<MergeRow>`
    select ${columns} from registry_merge as merge where merge.id = ${id} and ${seenBy(actor)}`.execute(db)
  return rows[0]
}

/** The same, held until the transaction ends. */
export async function lockMerge(tx: Tx, actor: Actor, id: string): Promise<MergeRow | undefined> {
  const { rows } = await sql<MergeRow>`
    select ${columns} from registry_merge as merge where merge.id = ${id} and ${seenBy(actor)}
    for update of merge`.execute(tx)
  return rows[0]
}
