import type { Database, Tx } from '#kernel/db/server'
import { covers } from '#kernel/divisions/model'
import { AppError, notFound } from '#kernel/errors/model'
import type { NewOrganisation, Organisation, OrganisationChange } from '#kernel/orgs/model'
import {
  countStanding,
  endOrganisation,
  findOrganisation,
  insertOrganisation,
  liesBelow,
  lockOrganisation,
  updateOrganisation,
} from '#kernel/orgs/server'
import { shanghaiDate } from '#kernel/time/model'
import type { By } from './account-changes.ts'
import type { Identity } from './identity.ts'
import { appendIdentityEvent } from './identity-event-store.ts'
import { once } from './identity-request-store.ts'

/** How much unfinished work lies with an organisation: known above this area. */
export type CountWork = (db: Database, organisationId: number) => Promise<number>

/** @throws AppError http.not_found: there is none, or it lies outside the administrator's divisions */
export async function getKept(db: Database, by: By, id: number): Promise<Organisation> {
  const found = await findOrganisation(db, id)
  if (!found || !covers(by.actor.divisions, found.divisionCode)) throw notFound()
  return found
}

async function checkParent(tx: Tx, by: By, parentId: number, on: string): Promise<void> {
  const parent = await findOrganisation(tx, parentId)
  const stands = parent && (parent.validTo === null || parent.validTo > on)
  if (!stands || !covers(by.actor.divisions, parent.divisionCode))
    throw new AppError('orgs.unknown_parent', { path: 'parentId' })
}

/** Makes an organisation, once per client key, within the divisions of who makes it. */
export async function createOrganisation(
  identity: Identity,
  by: By,
  { from, ...organisation }: NewOrganisation,
  clientKey: string,
): Promise<number> {
  const { divisionCode: code } = organisation
  if (!identity.divisions.find(code) || !covers(by.actor.divisions, code))
    throw new AppError('identity.unknown_division', { path: 'divisionCode', params: { code } })
  const now = identity.now()
  const today = shanghaiDate(now)
  if (from !== undefined && from > today) throw new AppError('orgs.day_to_come', { path: 'from' })
  const content = { organisation: { ...organisation, from } }
  return once(identity.db, { accountId: by.actor.accountId, clientKey, content, now }, async (tx) => {
    await checkParent(tx, by, organisation.parentId, today)
    const id = await insertOrganisation(tx, { ...organisation, from: from ?? today })
    const { code: own, name, nameEn, parentId } = organisation
    await appendIdentityEvent(tx, {
      at: now,
      kind: 'organisation_created',
      byAccountId: by.actor.accountId,
      address: by.address,
      detail: { organisation: id, code: own, name, nameEn, parentId, from: from ?? today },
    })
    return id
  })
}

/** Renames an organisation or places it elsewhere in the tree; the trail keeps what it was called before. */
export async function changeOrganisation(
  identity: Identity,
  by: By,
  id: number,
  change: OrganisationChange,
): Promise<void> {
  const now = identity.now()
  const today = shanghaiDate(now)
  await identity.db.transaction().execute(async (tx) => {
    await lockOrganisation(tx, id)
    const before = await getKept(tx, by, id)
    refuseClosed(before)
    if (change.parentId !== before.parentId) {
      // The government on top of a district stays there; nothing else is put beside it.
      if (change.parentId === null || before.parentId === null)
        throw new AppError('orgs.unknown_parent', { path: 'parentId' })
      await checkParent(tx, by, change.parentId, today)
      if (await liesBelow(tx, change.parentId, id))
        throw new AppError('orgs.parent_ring', { path: 'parentId' })
    }
    const changed = (['name', 'nameEn', 'kind', 'parentId'] as const).filter(
      (field) => before[field] !== change[field],
    )
    if (changed.length === 0) return
    await updateOrganisation(tx, id, change)
    const detail: Record<string, string | number | null> = { organisation: id, code: before.code }
    for (const field of changed) {
      detail[`${field}Before`] = before[field]
      detail[field] = change[field]
    }
    await appendIdentityEvent(tx, {
      at: now,
      kind: 'organisation_changed',
      byAccountId: by.actor.accountId,
      address: by.address,
      detail,
    })
  })
}

function refuseClosed({ validTo }: { validTo: string | null }): void {
  if (validTo !== null) throw new AppError('orgs.is_closed', { status: 409, params: { on: validTo } })
}

/**
 * From a day that has come, the organisation stands no more. Refused while bodies, positions or unfinished work hang
 * on it: who ends positions is the security administrator, and work is transferred by those who have it.
 */
export async function closeOrganisation(
  identity: Identity,
  by: By,
  id: number,
  on: string,
  countWork: CountWork,
): Promise<void> {
  const now = identity.now()
  if (on > shanghaiDate(now)) throw new AppError('orgs.day_to_come', { path: 'on' })
  await identity.db.transaction().execute(async (tx) => {
    const standing = await lockOrganisation(tx, id)
    const before = await getKept(tx, by, id)
    refuseClosed(standing)
    if (standing.validFrom !== null && on <= standing.validFrom)
      throw new AppError('orgs.closed_too_early', { path: 'on', params: { from: standing.validFrom } })
    const { bodies, positions } = await countStanding(tx, id, on)
    if (bodies > 0) throw new AppError('orgs.has_bodies', { status: 409, params: { count: bodies } })
    if (positions > 0) throw new AppError('orgs.has_positions', { status: 409, params: { count: positions } })
    const work = await countWork(tx, id)
    if (work > 0) throw new AppError('orgs.has_work', { status: 409, params: { count: work } })
    await endOrganisation(tx, id, on)
    await appendIdentityEvent(tx, {
      at: now,
      kind: 'organisation_closed',
      byAccountId: by.actor.accountId,
      address: by.address,
      detail: { organisation: id, code: before.code, name: before.name, on },
    })
  })
  identity.sessions.forgetAll()
}
