import { type RawBuilder, sql } from 'kysely'
import { type Database, newId, type Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { DuplicateQuery } from '../../model/duplicates/answers.ts'
import type { Score } from '../../model/duplicates/score.ts'
import { type ObjectKind, objectKinds } from '../../model/fields.ts'
import { visibleTo } from '../record-store.ts'
import { headsVisible } from './match-store.ts'

/** Takes objects off the list of those to compare; those that another process has taken are left to it. */
export async function claimTodo(tx: Tx, max: number): Promise<{ kind: ObjectKind; id: string }[]> {
  const { rows } = await sql<{ kind: ObjectKind; id: string }>`
    delete from duplicate_todo where no in (select no from duplicate_todo order by no limit ${max} for update skip locked)
    returning object_kind as kind, object_id as id`.execute(tx)
  return rows.length > 0 ? rows : claimOfRange(tx, max)
}

/** The next objects of what one statement brought by the hundred. */
async function claimOfRange(tx: Tx, max: number): Promise<{ kind: ObjectKind; id: string }[]> {
  const { rows } = await sql<{ no: number; kind: ObjectKind; from: string; to: string; done: string | null }>`
    select no, object_kind as kind, from_id as "from", to_id as "to", done_id as done from duplicate_todo_range
    order by no limit 1 for update skip locked`.execute(tx)
  const [range] = rows
  if (!range) return []
  const { no, kind, from, to } = range
  const rest = range.done === null ? sql`` : sql`and id > ${range.done}`
  const found = await sql<{ id: string }>`
    select id from ${sql.table(kind)} where id between ${from} and ${to} ${rest} order by id limit ${max}`.execute(
    tx,
  )
  const last = found.rows.at(-1)?.id
  const done = last === undefined || found.rows.length < max
  await (done
    ? sql`delete from duplicate_todo_range where no = ${no}`
    : sql`update duplicate_todo_range set done_id = ${last} where no = ${no}`
  ).execute(tx)
  if (found.rows.length === 0) return claimOfRange(tx, max)
  return found.rows.map(({ id }) => ({ kind, id }))
}

/** Households whose head is one of the persons: what is compared of them has changed too. */
export async function householdsHeadedBy(tx: Tx, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select household_id as id from household_member
    where person_id = any(${[...personIds]}::uuid[]) and relation = 'head' and to_date is null`.execute(tx)
  return rows.map(({ id }) => id)
}

export async function isBehind(db: Database): Promise<boolean> {
  const { rows } =
    await sql`select where exists (select from duplicate_todo) or exists (select from duplicate_todo_range)`.execute(
      db,
    )
  return rows.length > 0
}

export type FoundPair = Score & { lowId: string; highId: string }

/** Writes what was found of the objects, and takes away what is no longer so; decisions stay. */
export async function savePairs(
  tx: Tx,
  kind: ObjectKind,
  ids: readonly string[],
  pairs: readonly FoundPair[],
  at: Date,
): Promise<void> {
  const given = JSON.stringify(pairs.map((pair) => ({ ...pair, id: newId(at) })))
  await sql`
    with kept as (
      insert into duplicate_pair (id, object_kind, low_id, high_id, score, band, reasons, found_at)
      select id, ${kind}, "lowId", "highId", score, band, reasons, ${at} from json_to_recordset(${given}::json)
        as given (id uuid, "lowId" uuid, "highId" uuid, score int, band text, reasons jsonb)
      order by "lowId", "highId"
      on conflict (low_id, high_id) do update
        set score = excluded.score, band = excluded.band, reasons = excluded.reasons
      returning id)
    delete from duplicate_pair where (low_id = any(${[...ids]}::uuid[]) or high_id = any(${[...ids]}::uuid[]))
      and distinct_at is null and id not in (select id from kept)`.execute(tx)
}

/** Of a person erased by law nothing is compared any more. */
export async function forgetPairs(tx: Tx, objectIds: readonly string[]): Promise<void> {
  await sql`delete from duplicate_pair
    where low_id = any(${[...objectIds]}::uuid[]) or high_id = any(${[...objectIds]}::uuid[])`.execute(tx)
}

export type PairRow = {
  id: string
  kind: ObjectKind
  lowId: string
  highId: string
  score: number
  band: 'sure' | 'likely' | 'ask'
  reasons: Score['reasons']
  distinctAt: Date | null
  distinctBy: number | null
  distinctReason: string | null
}

const columns = sql`pair.id, pair.object_kind as kind, pair.low_id as "lowId", pair.high_id as "highId", pair.score,
  pair.band, pair.reasons, pair.distinct_at as "distinctAt", pair.distinct_by as "distinctBy",
  pair.distinct_reason as "distinctReason"`

/** Both sides are there and the actor may see both; what outside resembles something inside is not told. */
function seenBy(actor: Actor, only?: ObjectKind): RawBuilder<unknown> {
  const kinds = only === undefined ? objectKinds : [only]
  const each = kinds.map((kind) => {
    const one = (side: 'low' | 'high') => sql`exists (select from ${sql.table(kind)} as ${sql.table(side)}
      where ${sql.ref(`${side}.id`)} = ${sql.ref(`pair.${side}_id`)} and ${visibleTo(actor, side)})`
    const heads =
      kind === 'household'
        ? sql` and ${headsVisible(actor, sql`pair.low_id`)} and ${headsVisible(actor, sql`pair.high_id`)}`
        : sql``
    return sql`(pair.object_kind = ${kind} and ${one('low')} and ${one('high')}${heads})`
  })
  return sql`(${sql.join(each, sql` or `)})`
}

export async function listPairs(
  db: Database,
  actor: Actor,
  { kind, band, decided, page, size }: DuplicateQuery,
): Promise<{ rows: PairRow[]; total: number }> {
  const conditions = [seenBy(actor, kind)]
  if (band !== undefined) conditions.push(sql`pair.band = ${band}`)
  conditions.push(decided === undefined ? sql`pair.distinct_at is null` : sql`pair.distinct_at is not null`)
  const where = sql.join(conditions, sql` and `)
  const { rows } = await sql<PairRow>`
    select ${columns} from duplicate_pair as pair where ${where}
    order by pair.score desc, pair.id limit ${size} offset ${(page - 1) * size}`.execute(db)
  const counted = await sql<{ total: number }>`
    select count(*) as total from duplicate_pair as pair where ${where}`.execute(db)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export async function findPair(db: Database, actor: Actor, id: string): Promise<PairRow | undefined> {
  const { rows } = await sql<PairRow>`
    select ${columns} from duplicate_pair as pair where pair.id = ${id} and ${seenBy(actor)}`.execute(db)
  return rows[0]
}

/** Remembers that they are two, or forgets it again. */
export async function decideDistinct(
  db: Database,
  id: string,
  decision: { accountId: number; at: Date; reason: string } | null,
): Promise<void> {
  await sql`update duplicate_pair set distinct_at = ${decision?.at ?? null}, distinct_by = ${decision?.accountId ?? null},
    distinct_reason = ${decision?.reason ?? null} where id = ${id}`.execute(db)
}
