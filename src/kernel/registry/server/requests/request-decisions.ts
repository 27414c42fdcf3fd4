import type { Tx } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { ChangeDecision, ChangeRequest } from '../../model/change-request.ts'
import { updateEnterprise } from '../enterprises.ts'
import { updateHousehold } from '../households.ts'
import { updatePerson } from '../persons.ts'
import { updatePlace } from '../places.ts'
import { findRow, type RecordRow, type Rows } from '../record-store.ts'
import { type ChangeRequestRow, closeRequest, lockState } from './change-request-store.ts'
import { getRequest, presentRequest, type RequestDeps } from './change-requests.ts'
import { factOf, openValue } from './request-values.ts'

/**
 * Approves or refuses a request. Approved, the fact changes in the same transaction, by the same rules and with the
 * same line in the change log as when it is changed by hand.
 * @throws AppError http.not_found; registry.own_request (403); registry.request_decided, registry.request_stale,
 *   registry.version_changed (409)
 */
export async function decideRequest(
  deps: RequestDeps,
  actor: Actor,
  id: string,
  decision: ChangeDecision,
): Promise<ChangeRequest> {
  const request = await getRequest(deps, actor, id)
  if (request.askedAccountId === actor.accountId) throw new AppError('registry.own_request', { status: 403 })
  if (decision.approve) await approve(deps, actor, request, decision)
  else
    await deps.db.transaction().execute(async (tx) => {
      await requireOpen(tx, id)
      await close(deps, tx, { actor, request, state: 'refused', reason: decision.reason })
    })
  return presentRequest(deps, actor, await getRequest(deps, actor, id))
}

async function approve(
  deps: RequestDeps,
  actor: Actor,
  request: ChangeRequestRow,
  { expectedVersion, again, reason }: ChangeDecision,
): Promise<void> {
  const { id, kind, objectId, field } = request
  const change = { [field]: openValue(deps.keys, id, 'new', request.value), expectedVersion }
  const complete = async (tx: Tx, row: RecordRow) => {
    await requireOpen(tx, id)
    const current = factOf(deps.keys, kind, row as Rows[typeof kind], field)
    if (current !== openValue(deps.keys, id, 'old', request.old) && !again)
      throw new AppError('registry.request_stale', { status: 409 })
    await close(deps, tx, { actor, request, state: 'approved', reason })
    return { change_request: [null, id] as const }
  }
  switch (kind) {
    case 'person':
      await updatePerson(deps, actor, objectId, change, complete)
      break
    case 'household':
      await updateHousehold(deps, actor, objectId, change, complete)
      break
    case 'enterprise':
      await updateEnterprise(deps, actor, objectId, change, complete)
      break
    case 'place':
      await updatePlace(deps, actor, objectId, change, complete)
  }
}

async function requireOpen(tx: Tx, id: string): Promise<void> {
  if ((await lockState(tx, id)) !== 'open') throw new AppError('registry.request_decided', { status: 409 })
}

type Closing = { actor: Actor; request: ChangeRequestRow; state: 'approved' | 'refused'; reason: string }

async function close(deps: RequestDeps, tx: Tx, { actor, request, state, reason }: Closing): Promise<void> {
  const { id, kind, objectId, askedAccountId, askedOrganisationId } = request
  const object = await findRow(tx, actor, kind, objectId)
  if (!object) throw notFound()
  await closeRequest(tx, actor, { id, state, reason, at: deps.now() })
  await deps.tell(tx, {
    kind: `change_${state}`,
    requestId: id,
    organisationIds: [askedOrganisationId],
    accountId: askedAccountId,
    exceptAccountId: actor.accountId,
    sensitivity: object.sensitivity,
  })
}

/** Who asked takes it back. @throws AppError http.not_found for another's; registry.request_decided (409) */
export async function withdrawRequest(deps: RequestDeps, actor: Actor, id: string): Promise<ChangeRequest> {
  const request = await getRequest(deps, actor, id)
  if (request.askedAccountId !== actor.accountId) throw notFound()
  await deps.db.transaction().execute(async (tx) => {
    await requireOpen(tx, id)
    await closeRequest(tx, actor, { id, state: 'withdrawn', reason: '', at: deps.now() })
  })
  return presentRequest(deps, actor, await getRequest(deps, actor, id))
}
