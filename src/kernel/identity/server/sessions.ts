import type { Database } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { Authenticator } from '#kernel/http/server'
import { sessionEnd, type SessionLimits } from '#kernel/identity/model'
import { appendIdentityEvent } from './identity-event-store.ts'
import { deleteSession, findSession, type SessionRow, touchSession } from './session-store.ts'
import { hashToken, localeCookie, sessionCookie } from './session-token.ts'

type Known = { actor: Actor; demonstration: boolean; checkedAt: number; lastSeenAt: Date; expiresAt: Date }
export type SignedIn = { actor: Actor; demonstration: boolean }

type Options = { db: Database; limits: SessionLimits; cacheSeconds: number }

const cachedMax = 20_000
const touchEveryMs = 60_000

/**
 * Who a token stands for. What was read is believed for `cacheSeconds`, so that a page's many requests cost one
 * query; a revocation therefore acts within that time in other processes, and at once in this one, where whoever
 * revokes calls `forgetAccount`. A session never outlives its idle limit; among several processes it may end up to a
 * minute early, because that often the last request is written down.
 */
export class Sessions {
  readonly #options: Options
  readonly #known = new Map<string, Known>()
  readonly #loading = new Map<string, Promise<Known | null>>()
  /** Grows with every revocation: what was being read meanwhile isn't kept. */
  #revocations = 0

  constructor(options: Options) {
    this.#options = options
  }

  /** For `createHttpServer`. */
  readonly authenticate: Authenticator = async ({ cookies, now, passive }) => {
    const found = await this.find(cookies[sessionCookie], now, passive)
    if (!found) return null
    const chosen = cookies[localeCookie]
    return chosen === 'zh-CN' || chosen === 'en' ? { ...found.actor, locale: chosen } : found.actor
  }

  async find(token: string | undefined, now: Date, passive = false): Promise<SignedIn | null> {
    const hash = hashToken(token)
    if (hash === undefined) return null
    const key = hash.toString('base64url')
    let known = this.#known.get(key)
    const age = known === undefined ? Number.POSITIVE_INFINITY : now.getTime() - known.checkedAt
    if (known === undefined || age < 0 || age >= this.#options.cacheSeconds * 1000) {
      known = (await this.#loadOnce(key, hash, now, passive)) ?? undefined
    }
    if (known === undefined || sessionEnd(known, now, this.#options.limits) !== null) return null
    if (!passive && now > known.lastSeenAt) known.lastSeenAt = now
    return known
  }

  forgetToken(token: string | undefined): void {
    const hash = hashToken(token)
    this.#revoke()
    if (hash !== undefined) this.#known.delete(hash.toString('base64url'))
  }

  forgetAccount(accountId: number): void {
    this.#revoke()
    for (const [key, { actor }] of this.#known) if (actor.accountId === accountId) this.#known.delete(key)
  }

  /** After a change of positions or roles that may concern anyone. */
  forgetAll(): void {
    this.#revoke()
    this.#known.clear()
  }

  #revoke(): void {
    this.#revocations += 1
    this.#loading.clear()
  }

  /** Requests that come together share one query. */
  #loadOnce(key: string, hash: Buffer, now: Date, passive: boolean): Promise<Known | null> {
    const running = this.#loading.get(key)
    if (running) return running
    const started = this.#load(key, hash, now, passive).finally(() => {
      if (this.#loading.get(key) === started) this.#loading.delete(key)
    })
    this.#loading.set(key, started)
    return started
  }

  async #load(key: string, hash: Buffer, now: Date, passive: boolean): Promise<Known | null> {
    const { db, limits } = this.#options
    const revocations = this.#revocations
    const before = this.#known.get(key)
    const row = await findSession(db, hash, now)
    if (!row) {
      this.#known.delete(key)
      return null
    }
    const lastSeenAt = before && before.lastSeenAt > row.lastSeenAt ? before.lastSeenAt : row.lastSeenAt
    const end = sessionEnd({ ...row, lastSeenAt }, now, limits)
    if (end !== null) {
      this.#known.delete(key)
      await this.#end(hash, now, end)
      return null
    }
    const used = passive ? lastSeenAt : now
    if (used.getTime() - row.lastSeenAt.getTime() >= touchEveryMs) await touchSession(db, hash, used)
    const known: Known = {
      ...toSignedIn(row),
      checkedAt: now.getTime(),
      lastSeenAt,
      expiresAt: row.expiresAt,
    }
    if (revocations === this.#revocations) this.#keep(key, known)
    return known
  }

  async #end(hash: Buffer, now: Date, reason: string): Promise<void> {
    const accountId = await deleteSession(this.#options.db, hash)
    if (accountId === undefined) return
    await appendIdentityEvent(this.#options.db, {
      at: now,
      kind: 'session_ended',
      accountId,
      detail: { reason },
    })
  }

  #keep(key: string, known: Known): void {
    this.#known.delete(key)
    this.#known.set(key, known)
    if (this.#known.size <= cachedMax) return
    const oldest = this.#known.keys().next().value
    if (oldest !== undefined) this.#known.delete(oldest)
  }
}

function toSignedIn(row: SessionRow): SignedIn {
  return {
    demonstration: row.demonstration,
    actor: {
      accountId: row.accountId,
      positionId: row.positionId,
      organisationId: row.organisationId,
      name: row.name,
      role: row.role,
      divisions: row.divisions,
      ledgers: row.ledgers ?? 'all',
      sensitivity: row.sensitivity,
      rights: row.rights,
      locale: row.locale ?? 'zh-CN',
    },
  }
}
