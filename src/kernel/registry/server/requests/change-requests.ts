import { blindIndex } from '#kernel/crypto/server'
import { canonicalText } from '#kernel/crypto/model'
import { newId, type Tx } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { shanghaiDate } from '#kernel/time/model'
import {
  type ChangeRequest,
  type ChangeRequestPage,
  type ChangeRequestQuery,
  type NewChangeRequest,
  proposedSchema,
} from '../../model/change-request.ts'
import { claimClientKey, recordUnmasking } from '../change-store.ts'
import type { HoldDeps } from '../holds.ts'
import { describeObjects, type ObjectRef } from '../object-store.ts'
import { findRow, lockRow } from '../record-store.ts'
import {
  type ChangeRequestRow,
  findRequest,
  insertRequest,
  listRequests,
  requestsAbout,
} from './change-request-store.ts'
import { closeValue, factOf, openValue, shown } from './request-values.ts'

/** What is told of a request, and to whom; it names nothing of the object. */
export type RequestNotice = {
  kind: 'change_requested' | 'change_approved' | 'change_refused'
  requestId: string
  organisationIds: readonly number[]
  /** One of the organisation's accounts; all without. */
  accountId: number | null
  exceptAccountId: number
  sensitivity: number
}

/** What lies above the register in the house, given by the composition root. */
export type RequestDeps = HoldDeps & {
  checkFiles(tx: Tx, actor: Actor, ids: readonly string[]): Promise<void>
  /** The organisations nearest to a place that may change what the register holds there. */
  ownersOf(tx: Tx, divisionCode: string): Promise<readonly number[]>
  tell(tx: Tx, notice: RequestNotice): Promise<void>
}

/**
 * Asks that a fact of an object that the actor may see be another, once for a client key.
 * @throws AppError http.not_found; registry.not_proposable, registry.value_wrong, registry.nothing_changes
 */
export async function proposeChange(
  deps: RequestDeps,
  actor: Actor,
  { kind, id: objectId }: ObjectRef,
  input: NewChangeRequest,
  clientKey: string,
): Promise<ChangeRequest> {
  const at = deps.now()
  const content = canonicalText({ kind: 'change_request', of: kind, objectId, input })
  const requestHash = blindIndex(deps.keys, 'registry_request', content)
  const value = readProposed(kind, input)
  const requestId = await deps.db.transaction().execute(async (tx) => {
    const id = newId(at)
    const request = { accountId: actor.accountId, clientKey, requestHash, kind, id, at }
    const earlier = await claimClientKey(tx, request)
    if (earlier?.requestHash.equals(requestHash)) return earlier.id
    if (earlier) throw new AppError('registry.client_key_reused', { status: 409 })
    const row = await lockRow(tx, actor, kind, objectId)
    if (!row) throw notFound()
    if ('erased_at' in row && row.erased_at) throw new AppError('registry.person_erased', { status: 409 })
    const old = factOf(deps.keys, kind, row, input.field)
    if (old === value) throw new AppError('registry.nothing_changes', { path: 'value' })
    await deps.checkFiles(tx, actor, input.files)
    const closed = {
      old: closeValue(deps.keys, id, 'old', old),
      value: closeValue(deps.keys, id, 'new', value),
    }
    const { field, reason, files } = input
    await insertRequest(tx, actor, { id, kind, objectId: row.id, field, reason, files, ...closed }, at)
    await deps.tell(tx, {
      kind: 'change_requested',
      requestId: id,
      organisationIds: await deps.ownersOf(tx, row.division_code),
      accountId: null,
      exceptAccountId: actor.accountId,
      sensitivity: row.sensitivity,
    })
    return id
  })
  return presentRequest(deps, actor, await getRequest(deps, actor, requestId))
}

/** What is asked for, read by the rules of the field. */
function readProposed(kind: ObjectRef['kind'], { field, value }: NewChangeRequest): string | null {
  const schema = proposedSchema(kind, field)
  if (!schema) throw new AppError('registry.not_proposable', { path: 'field' })
  const read = schema.safeParse(value)
  if (read.success) return (read.data ?? null) as string | null
  const [issue] = read.error.issues
  const own = issue?.code === 'custom' && issue.message.startsWith('registry.')
  throw new AppError(own ? (issue.message as `registry.${string}`) : 'registry.value_wrong', {
    path: 'value',
  })
}

export async function readRequests(
  deps: HoldDeps,
  actor: Actor,
  query: ChangeRequestQuery,
): Promise<ChangeRequestPage> {
  const { rows, total } = await listRequests(deps.db, actor, query)
  return { rows: await presentAll(deps, actor, rows), total }
}

/** Every request about an object that the actor may see. */
export async function readRequestsAbout(
  deps: HoldDeps,
  actor: Actor,
  { kind, id }: ObjectRef,
): Promise<ChangeRequestPage> {
  if (!(await findRow(deps.db, actor, kind, id))) throw notFound()
  const rows = await presentAll(deps, actor, await requestsAbout(deps.db, id))
  return { rows, total: rows.length }
}

export async function getRequest(deps: HoldDeps, actor: Actor, id: string): Promise<ChangeRequestRow> {
  const row = await findRequest(deps.db, actor, id)
  if (!row) throw notFound()
  return row
}

/** Shows the whole number that is asked for; it goes on record like any other number shown. */
export async function unmaskProposed(
  deps: HoldDeps,
  actor: Actor,
  id: string,
  purpose: string,
): Promise<{ value: string | null }> {
  return deps.db.transaction().execute(async (tx) => {
    const request = await findRequest(tx, actor, id)
    if (!request) throw notFound()
    const { kind, objectId, field } = request
    if ((kind !== 'person' && kind !== 'enterprise') || !isMasked(field)) throw notFound()
    await recordUnmasking(tx, { actor, kind, id: objectId, field, purpose, at: deps.now() })
    return { value: openValue(deps.keys, id, 'new', request.value) }
  })
}

const isMasked = (field: string) => field === 'idNumber' || field === 'phone'

export async function presentRequest(
  deps: HoldDeps,
  actor: Actor,
  row: ChangeRequestRow,
): Promise<ChangeRequest> {
  const [request] = await presentAll(deps, actor, [row])
  if (!request) throw notFound()
  return request
}

async function presentAll(
  { db, keys, names, now }: HoldDeps,
  actor: Actor,
  rows: readonly ChangeRequestRow[],
): Promise<ChangeRequest[]> {
  const refs = rows.map(({ kind, objectId }) => ({ kind, id: objectId }))
  const cards = await describeObjects(db, actor, refs, shanghaiDate(now()))
  const accounts = await names.accounts([
    ...new Set(rows.flatMap((row) => [row.askedAccountId, row.decidedAccountId ?? row.askedAccountId])),
  ])
  const organisations = await names.organisations([
    ...new Set(
      rows.flatMap((row) => [row.askedOrganisationId, row.decidedOrganisationId ?? row.askedOrganisationId]),
    ),
  ])
  const who = (accountId: number, organisationId: number) => ({
    accountId,
    name: accounts.get(accountId) ?? '',
    organisation: organisations.get(organisationId) ?? null,
  })
  const requests = rows.map(async (row, index): Promise<ChangeRequest | undefined> => {
    const object = await findRow(db, actor, row.kind, row.objectId)
    if (!object) return undefined
    const isOpen = row.state === 'open'
    const isOwn = row.askedAccountId === actor.accountId
    const old = openValue(keys, row.id, 'old', row.old)
    const current = factOf(keys, row.kind, object, row.field)
    const { decidedAt, decidedAccountId, decidedOrganisationId, decisionReason } = row
    return {
      id: row.id,
      kind: row.kind,
      objectId: row.objectId,
      label: cards[index]?.label ?? '',
      field: row.field,
      old: shown(row.field, old),
      value: shown(row.field, openValue(keys, row.id, 'new', row.value)),
      current: shown(row.field, current),
      stale: isOpen && old !== current,
      version: object.version,
      reason: row.reason,
      files: row.files,
      askedBy: who(row.askedAccountId, row.askedOrganisationId),
      askedAt: row.askedAt.toISOString(),
      state: row.state,
      decision: decidedAt && {
        by: who(decidedAccountId ?? 0, decidedOrganisationId ?? 0),
        at: decidedAt.toISOString(),
        reason: decisionReason ?? '',
      },
      can: {
        decide: isOpen && !isOwn && hasRight(actor, 'registry.write'),
        withdraw: isOpen && isOwn,
        unmask: isMasked(row.field) && hasRight(actor, 'registry.unmask'),
      },
    }
  })
  return (await Promise.all(requests)).filter((request) => request !== undefined)
}
