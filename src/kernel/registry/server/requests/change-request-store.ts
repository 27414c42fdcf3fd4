import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import { type Actor, hasRight } from '#kernel/http/model'
import type { ChangeRequestQuery, ChangeRequestState } from '../../model/change-request.ts'
import { type ObjectKind, objectKinds } from '../../model/fields.ts'
import { visibleTo } from '../record-store.ts'

export type ChangeRequestRow = {
  id: string
  kind: ObjectKind
  objectId: string
  field: string
  old: Buffer
  value: Buffer
  reason: string
  files: string[]
  askedAccountId: number
  askedOrganisationId: number
  askedAt: Date
  state: ChangeRequestState
  decidedAccountId: number | null
  decidedOrganisationId: number | null
  decidedAt: Date | null
  decisionReason: string | null
}

const columns = sql`request.id, request.object_kind as kind, request.object_id as "objectId", request.field,
  request.old_value as old, request.new_value as value, request.reason, to_jsonb(request.files) as files,
  request.asked_account_id as "askedAccountId", request.asked_organisation_id as "askedOrganisationId",
  request.asked_at as "askedAt", request.state, request.decided_account_id as "decidedAccountId",
  request.decided_organisation_id as "decidedOrganisationId", request.decided_at as "decidedAt",
  request.decision_reason as "decisionReason"`

/** The condition that the actor may see what a request is about. */
function aboutVisible(actor: Actor): RawBuilder<unknown> {
  const kinds = objectKinds.map(
    (kind) => sql`(request.object_kind = ${kind} and exists (select from ${sql.table(kind)}
      where ${sql.ref(`${kind}.id`)} = registry_current(request.object_id) and ${visibleTo(actor, kind)}))`,
  )
  return sql`(${sql.join(kinds, sql` or `)})`
}

/** Requests that are the actor's to decide, or that they made themselves. */
export async function listRequests(
  db: Database,
  actor: Actor,
  { decided, mine, page, size }: ChangeRequestQuery,
): Promise<{ rows: ChangeRequestRow[]; total: number }> {
  const whose = mine
    ? sql`request.asked_account_id = ${actor.accountId}`
    : hasRight(actor, 'registry.write')
      ? sql`request.asked_account_id <> ${actor.accountId}`
      : sql`false`
  const state = decided ? sql`request.state <> 'open'` : sql`request.state = 'open'`
  const where = sql`${whose} and ${state} and ${aboutVisible(actor)}`
  const { rows } = await sql<ChangeRequestRow>`select ${columns} from change_request as request where ${where}
    order by request.asked_at desc, request.id desc limit ${size} offset ${(page - 1) * size}`.execute(db)
  const counted = await sql<{ total: number }>`
    select count(*) as total from change_request as request where ${where}`.execute(db)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** Every request about an object, the latest first. */
export async function requestsAbout(db: Database, objectId: string): Promise<ChangeRequestRow[]> {
  const { rows } = await sql<ChangeRequestRow>`select ${columns} from change_request as request
    where request.object_id = any(registry_ids(${objectId})) order by request.asked_at desc, request.id desc`.execute(
    db,
  )
  return rows
}

/** A request about what the actor may see. */
export async function findRequest(
  db: Database,
  actor: Actor,
  id: string,
): Promise<ChangeRequestRow | undefined> {
  const { rows } = await sql<ChangeRequestRow>`select ${columns} from change_request as request
    where request.id = ${id} and ${aboutVisible(actor)}`.execute(db)
  return rows[0]
}

/** Its state, held against other deciders until the transaction ends. */
export async function lockState(tx: Tx, id: string): Promise<ChangeRequestState | undefined> {
  const { rows } = await sql<{ state: ChangeRequestState }>`
    select state from change_request where id = ${id} for update`.execute(tx)
  return rows[0]?.state
}

type RequestToInsert = Pick<
  ChangeRequestRow,
  'id' | 'kind' | 'objectId' | 'field' | 'old' | 'value' | 'reason' | 'files'
>

export async function insertRequest(tx: Tx, actor: Actor, request: RequestToInsert, at: Date): Promise<void> {
  const { id, kind, objectId, field, old, value, reason, files } = request
  await sql`
    insert into change_request (id, object_kind, object_id, field, old_value, new_value, reason, files,
      asked_account_id, asked_position_id, asked_organisation_id, asked_at, state)
    values (${id}, ${kind}, ${objectId}, ${field}, ${old}, ${value}, ${reason}, ${files}::uuid[], ${actor.accountId},
      ${actor.positionId}, ${actor.organisationId}, ${at}, 'open')`.execute(tx)
}

type Decision = { id: string; state: Exclude<ChangeRequestState, 'open'>; reason: string; at: Date }

export async function closeRequest(tx: Tx, actor: Actor, { id, state, reason, at }: Decision): Promise<void> {
  await sql`
    update change_request set state = ${state}, decided_account_id = ${actor.accountId},
      decided_position_id = ${actor.positionId}, decided_organisation_id = ${actor.organisationId},
      decided_at = ${at}, decision_reason = ${reason}
    where id = ${id}`.execute(tx)
}

/** Whether a file is evidence of a request, and of one about what the actor may see. */
export async function evidenceSight(
  db: Database,
  actor: Actor,
  fileId: string,
): Promise<'none' | 'seen' | 'unseen'> {
  const { rows } = await sql<{ seen: boolean }>`
    select ${aboutVisible(actor)} as seen from change_request as request
    where request.files <> '{}' and request.files @> array[${fileId}::uuid]`.execute(db)
  if (rows.length === 0) return 'none'
  return rows.some(({ seen }) => seen) ? 'seen' : 'unseen'
}

/** Files that were given with requests about the objects. */
export async function evidenceAbout(tx: Tx, objectIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct unnest(files) as id from change_request where object_id = any(${[...objectIds]}::uuid[])`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/** Of the files, those that stand as evidence on a request, decided or not. */
export async function filesOfRequests(db: Database, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct file as id from change_request, unnest(files) as file
    where files && ${[...ids]}::uuid[] and file = any(${[...ids]}::uuid[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
