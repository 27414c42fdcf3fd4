import { covers } from '#kernel/divisions/model'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { Account, AccountChange, IdentityEventKind, NewAccount } from '#kernel/identity/model'
import { mixesAdministration, type NewPosition } from '#kernel/orgs/model'
import { endPosition, findOrganisation, insertPosition } from '#kernel/orgs/server'
import { shanghaiDate } from '#kernel/time/model'
import { insertAccount, updateAccount } from './account-store.ts'
import {
  type Appointable,
  findAppointable,
  listAppointed,
  listHolders,
  lockAccount,
  setAppointments,
} from './appointment-store.ts'
import type { Identity } from './identity.ts'
import { appendIdentityEvent } from './identity-event-store.ts'
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
  const stands = organisation && organisation.validTo === null
  if (!stands || !covers(actor.divisions, organisation.divisionCode))
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

/** Corrects the name, or where the account is kept; both must lie in the administrator's divisions. */
export async function changeAccount(
  identity: Identity,
  by: By,
  account: Account,
  { name, organisationId }: AccountChange,
): Promise<void> {
  if (organisationId !== account.organisationId) await checkOrganisation(identity, by.actor, organisationId)
  const detail: Record<string, string | number> = {}
  if (name !== account.name) Object.assign(detail, { nameBefore: account.name, name })
  if (organisationId !== account.organisationId)
    Object.assign(detail, { organisationBefore: account.organisationId, organisation: organisationId })
  if (Object.keys(detail).length === 0) return
  const now = identity.now()
  await identity.db.transaction().execute(async (tx) => {
    await updateAccount(tx, account.id, { name, organisationId }, now)
    await appendIdentityEvent(tx, {
      at: now,
      kind: 'account_changed',
      accountId: account.id,
      byAccountId: by.actor.accountId,
      address: by.address,
      detail,
    })
  })
  identity.sessions.forgetAccount(account.id)
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
 * Makes an account hold just these positions, of those that the administrator's divisions reach; what it holds beyond
 * them stays. Nobody appoints himself, nor beyond his own divisions, nor two of the three administrators' duties to
 * one person.
 */
export async function appoint(
  identity: Identity,
  by: By,
  accountId: number,
  positionIds: readonly number[],
): Promise<void> {
  refuseOwn(by, accountId)
  const now = identity.now()
  await identity.db.transaction().execute(async (tx) => {
    await lockAccount(tx, accountId)
    const beyond = (await listAppointed(tx, accountId)).filter((position) => !reaches(by, position))
    const wanted = new Set(positionIds)
    for (const { id } of beyond) wanted.delete(id)
    const positions = await findAppointable(tx, [...wanted])
    if (positions.length !== wanted.size || !positions.every((position) => reaches(by, position)))
      throw new AppError('identity.unknown_position', { path: 'positionIds' })
    if (mixesAdministration([...positions, ...beyond].flatMap(({ rights }) => rights)))
      throw new AppError('identity.duties_not_separated', { status: 409, path: 'positionIds' })
    const held = [...positions, ...beyond].map(({ id }) => id)
    const { appointed, relieved } = await setAppointments(tx, accountId, held, now)
    const event = { at: now, accountId, byAccountId: by.actor.accountId, address: by.address }
    for (const position of relieved)
      await appendIdentityEvent(tx, { ...event, kind: 'relieved', detail: { position } })
    for (const position of appointed)
      await appendIdentityEvent(tx, { ...event, kind: 'appointed', detail: { position } })
  })
  identity.sessions.forgetAccount(accountId)
}

/** Whether all of a position, and where it belongs, lies in the administrator's divisions. */
function reaches({ actor }: By, { divisions, organisationDivision }: Appointable): boolean {
  return [...divisions, organisationDivision].every((code) => covers(actor.divisions, code))
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
