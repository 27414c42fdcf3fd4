import { AppError } from '#kernel/errors/model'
import { passwordFaults } from '#kernel/identity/model'
import type { Locale } from '#kernel/i18n/model'
import { listHeldPositions, updateAccount } from './account-store.ts'
import { type Attempt, clearAttempts, countAttempt } from './attempt-store.ts'
import type { Identity } from './identity.ts'
import { appendIdentityEvent } from './identity-event-store.ts'
import { deleteSession, insertSession, sweepSessions } from './session-store.ts'
import { hashToken, hashUserAgent, newToken } from './session-token.ts'

/** From where a request comes. */
export type Origin = { address: string; userAgent: string | undefined; token: string | undefined }

export type NewSession = { token: string; accountId: number; positionId: number; locale: Locale | null }

/**
 * Signs in by password. Unknown, locked and disabled accounts and wrong passwords answer the same, after the same
 * work.
 * @throws AppError identity.sign_in_refused (401), identity.password_must_change (403), identity.no_position (403),
 * identity.password_* (400, path next), http.too_many (429).
 */
export async function signIn(
  identity: Identity,
  input: { account: string; password: string; next?: string | undefined },
  origin: Origin,
): Promise<NewSession> {
  const { db, signInLimit, lockout, passwords } = identity
  const now = identity.now()
  await signInLimit.check(origin.address, now)
  const loginName = input.account.toLowerCase()
  const attempt = await countAttempt(db, { loginName }, now, lockout)
  const right = await passwords.verify(attempt?.passwordHash, input.password)
  if (!attempt || !right) {
    await noteFailure(identity, attempt, origin, now)
    await signInLimit.fail(origin.address, now)
    throw new AppError('identity.sign_in_refused', {
      status: 401,
      params: { failures: lockout.failuresMax, minutes: lockout.lockMinutes },
    })
  }
  await clearAttempts(db, attempt.id)
  if (attempt.mustChangePassword) {
    if (input.next === undefined) throw new AppError('identity.password_must_change', { status: 403 })
    await replacePassword(identity, attempt, input.password, input.next, origin)
  }
  return openSession(identity, attempt, origin, false)
}

async function noteFailure(
  identity: Identity,
  attempt: Attempt | undefined,
  origin: Origin,
  at: Date,
): Promise<void> {
  const who = {
    at,
    accountId: attempt?.id,
    address: origin.address,
    userAgentHash: hashUserAgent(origin.userAgent),
  }
  await appendIdentityEvent(identity.db, { ...who, kind: 'sign_in_failed' })
  if (!attempt?.lockedUntil) return
  const detail = { failures: attempt.failures, until: attempt.lockedUntil.toISOString() }
  await appendIdentityEvent(identity.db, { ...who, kind: 'account_locked', detail })
}

/** Opens a session for an account that has shown who it is; the browser's former session ends. */
export async function openSession(
  identity: Identity,
  account: { id: number; locale: Locale | null; lastPositionId: number | null },
  origin: Origin,
  demonstration: boolean,
): Promise<NewSession> {
  const { db, sessions, sessionLimits } = identity
  const now = identity.now()
  const held = await listHeldPositions(db, [account.id], now)
  const position = held.find(({ id }) => id === account.lastPositionId) ?? held[0]
  if (!position) throw new AppError('identity.no_position', { status: 403 })
  const token = newToken()
  const userAgentHash = hashUserAgent(origin.userAgent)
  await db.transaction().execute(async (tx) => {
    // Nothing of a session that was there before the sign-in lives on: no fixation.
    const former = hashToken(origin.token)
    if (former) await deleteSession(tx, former)
    await sweepSessions(tx, now, sessionLimits.idleMinutes)
    await insertSession(tx, {
      tokenHash: hashToken(token) as Buffer,
      accountId: account.id,
      positionId: position.id,
      now,
      expiresAt: new Date(now.getTime() + sessionLimits.absoluteHours * 3_600_000),
      address: origin.address,
      userAgentHash,
      demonstration,
    })
    await updateAccount(tx, account.id, { lastPositionId: position.id, signedInAt: now }, now)
    await appendIdentityEvent(tx, {
      at: now,
      kind: 'signed_in',
      accountId: account.id,
      address: origin.address,
      userAgentHash,
      detail: { position: position.id, demonstration },
    })
  })
  sessions.forgetToken(origin.token)
  return { token, accountId: account.id, positionId: position.id, locale: account.locale }
}

/** Checks a new password against the rules; the first fault is thrown, with the path. */
export function checkNewPassword(loginName: string, password: string, path: string): void {
  const [fault] = passwordFaults(loginName, password)
  if (fault !== undefined) throw new AppError(`identity.password_${fault}`, { path })
}

async function replacePassword(
  identity: Identity,
  account: { id: number; loginName: string },
  current: string,
  next: string,
  origin: Origin,
): Promise<void> {
  checkNewPassword(account.loginName, next, 'next')
  if (next === current) throw new AppError('identity.password_unchanged', { path: 'next' })
  const passwordHash = await identity.passwords.hash(next)
  const now = identity.now()
  await identity.db.transaction().execute(async (tx) => {
    await updateAccount(tx, account.id, { passwordHash, mustChangePassword: false }, now)
    await appendIdentityEvent(tx, {
      at: now,
      kind: 'password_changed',
      accountId: account.id,
      address: origin.address,
    })
  })
}

/**
 * Changes the password of who is signed in. A wrong present password counts as a failed sign-in, so that a browser
 * left open is no way to guess it.
 */
export async function changePassword(
  identity: Identity,
  accountId: number,
  input: { current: string; next: string },
  origin: Origin,
): Promise<void> {
  const { db, lockout, passwords } = identity
  const now = identity.now()
  await identity.signInLimit.check(origin.address, now)
  const attempt = await countAttempt(db, { accountId }, now, lockout)
  const right = await passwords.verify(attempt?.passwordHash, input.current)
  if (!attempt || !right) {
    await noteFailure(identity, attempt, origin, now)
    throw new AppError('identity.current_password_wrong', { path: 'current' })
  }
  await clearAttempts(db, accountId)
  await replacePassword(identity, attempt, input.current, input.next, origin)
}
