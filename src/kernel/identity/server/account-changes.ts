import { covers } from '#kernel/divisions/model'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { NewAccount } from '#kernel/identity/model'
import { mixesAdministration, type NewPosition } from '#kernel/orgs/model'
import { endPosition, findOrganisation, insertPosition } from '#kernel/orgs/server'
import { shanghaiDate } from '#kernel/time/model'
import { insertAccount, updateAccount } from './account-store.ts'
import { findAppointable, listHolders, setAppointments } from './appointment-store.ts'
import type { Identity } from './identity.ts'
import { appendIdentityEvent, type IdentityEventKind } from './identity-event-store.ts'
import { once } from './identity-request-store.ts'
import { deleteSessionsOf } from './session-store.ts'
import { checkNewPassword } from './sign-in.ts'

/** An administrator at work: who, from where. */
export type By = { actor: Actor; address: string }

function refuseOwn({ actor }: By, accountId: number): void {
  if (actor.accountId === accountId) throw new AppError('identity.own_account', { status: 403 })
}

async function checkOrganisation(identity: Identity, actor: Actor, organisationId: number): Promise<void> {
  const organisation = await findOrganisation(identity.db, organisationId)
  if (!organisation || !covers(actor.divisions, organisation.divisionCode))
    throw new AppError('identity.unknown_organisation', { path: 'organisationId' })
}

/** Opens an account, once per client key. The password it gets is for the first sign-in only. */
export async function createAccount(
  identity: Identity,
  by: By,
  account: NewAccount,
  clientKey: string,
): Promise<number> {
  const { password, ...content } = account
  await checkOrganisation(identity, by.actor, account.organisationId)
  checkNewPassword(account.loginName, password, 'password')
  const passwordHash = await identity.passwords.hash(password)
  const now = identity.now()
  const request = { accountId: by.actor.accountId, clientKey, content: { account: content }, now }
  return once(identity.db, request, async (tx) => {
    const id = await insertAccount(tx, { ...content, passwordHash, mustChangePassword: true, now })
    await appendIdentityEvent(tx, {
      at: now,
      kind: 'account_created',
      accountId: id,
      byAccountId: by.actor.accountId,
      address: by.address,
    })
    return id
  })
}

/** Disabling ends every session at once; enabling ends a lock too. */
export async function setAccountState(
  identity: Identity,
  by: By,
  accountId: number,
  state: 'active' | 'disabled',
): Promise<void> {
  refuseOwn(by, accountId)
  const disabled = state === 'disabled'
  await change(identity, by, accountId, disabled ? 'account_disabled' : 'account_enabled', {
    disabled,
    ...(disabled ? {} : { unlock: true as const }),
  })
}

/** Gives a password for the next sign-in, which must replace it. */
export async function resetPassword(
  identity: Identity,
  by: By,
  account: { id: number; loginName: string },
  password: string,
): Promise<void> {
  refuseOwn(by, account.id)
  checkNewPassword(account.loginName, password, 'password')
  const passwordHash = await identity.passwords.hash(password)
  await change(identity, by, account.id, 'password_reset', {
    passwordHash,
    mustChangePassword: true,
    unlock: true,
  })
}

async function change(
  identity: Identity,
  by: By,
  accountId: number,
  kind: IdentityEventKind,
  changes: Parameters<typeof updateAccount>[2],
): Promise<void> {
  const now = identity.now()
  await identity.db.transaction().execute(async (tx) => {
    await updateAccount(tx, accountId, changes, now)
    if (kind !== 'account_enabled') await deleteSessionsOf(tx, accountId)
    await appendIdentityEvent(tx, {
      at: now,
      kind,
      accountId,
      byAccountId: by.actor.accountId,
      address: by.address,
    })
  })
  identity.sessions.forgetAccount(accountId)
}

/**
 * Makes an account hold just these positions. Nobody appoints himself, nor beyond his own divisions, nor two of the
 * three administrators' duties to one person.
 */
export async function appoint(
  identity: Identity,
  by: By,
  accountId: number,
  positionIds: readonly number[],
): Promise<void> {
  refuseOwn(by, accountId)
  const { db } = identity
  const unique = [...new Set(positionIds)]
  const positions = await findAppointable(db, unique)
  const mayGive = (codes: readonly string[]) => codes.every((code) => covers(by.actor.divisions, code))
  if (
    positions.length !== unique.length ||
    !positions.every((position) => mayGive([...position.divisions, position.organisationDivision]))
  )
    throw new AppError('identity.unknown_position', { path: 'positionIds' })
  if (mixesAdministration(positions.flatMap(({ rights }) => rights)))
    throw new AppError('identity.duties_not_separated', { status: 409, path: 'positionIds' })
  const now = identity.now()
  await db.transaction().execute(async (tx) => {
    const { appointed, relieved } = await setAppointments(tx, accountId, unique, now)
    const event = { at: now, accountId, byAccountId: by.actor.accountId, address: by.address }
    for (const position of relieved)
      await appendIdentityEvent(tx, { ...event, kind: 'relieved', detail: { position } })
    for (const position of appointed)
      await appendIdentityEvent(tx, { ...event, kind: 'appointed', detail: { position } })
  })
  identity.sessions.forgetAccount(accountId)
}

/** Makes a position, once per client key, within the divisions of who makes it. */
export async function createPosition(
  identity: Identity,
  by: By,
  position: NewPosition,
  clientKey: string,
): Promise<number> {
  await checkOrganisation(identity, by.actor, position.organisationId)
  position.divisions.forEach((code, index) => {
    if (!identity.divisions.find(code) || !covers(by.actor.divisions, code))
      throw new AppError('identity.unknown_division', { path: `divisions.${index}`, params: { code } })
  })
  const now = identity.now()
  const request = { accountId: by.actor.accountId, clientKey, content: { position }, now }
  return once(identity.db, request, async (tx) => {
    const id = await insertPosition(tx, position, shanghaiDate(now))
    await appendIdentityEvent(tx, {
      at: now,
      kind: 'position_created',
      byAccountId: by.actor.accountId,
      address: by.address,
      detail: { position: id, code: position.code },
    })
    return id
  })
}

/** From now on nobody acts through the position; who held it is signed out of it. */
export async function closePosition(identity: Identity, by: By, positionId: number): Promise<void> {
  const now = identity.now()
  const holders = await listHolders(identity.db, positionId)
  await identity.db.transaction().execute(async (tx) => {
    await endPosition(tx, positionId, shanghaiDate(now))
    await appendIdentityEvent(tx, {
      at: now,
      kind: 'position_ended',
      byAccountId: by.actor.accountId,
      address: by.address,
      detail: { position: positionId },
    })
  })
  for (const accountId of holders) identity.sessions.forgetAccount(accountId)
}
