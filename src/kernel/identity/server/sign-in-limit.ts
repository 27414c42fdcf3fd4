import type { Database } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import { addFailure, countFailures, sweepFailures } from './attempt-store.ts'

export type SignInLimitRule = {
  /** Attempts from one address a minute, in one process: they cost 19 MiB and a thread each. */
  attemptsPerMinute: number
  /** Failures from one address in a quarter of an hour, over all processes. A whole office may share an address. */
  failuresPerWindow: number
}

export const defaultSignInLimit: SignInLimitRule = { attemptsPerMinute: 60, failuresPerWindow: 100 }

const windowMs = 15 * 60_000
const addressesMax = 50_000

/** Slows down who tries many accounts from one address, which no lock of an account would notice. */
export class SignInLimit {
  readonly #db: Database
  readonly #rule: SignInLimitRule
  readonly #attempts = new Map<string, number>()
  #minute = 0

  constructor(db: Database, rule: SignInLimitRule) {
    this.#db = db
    this.#rule = rule
  }

  /** @throws AppError http.too_many (429) with the seconds to wait. */
  async check(address: string, now: Date): Promise<void> {
    const key = networkOf(address)
    const minute = Math.floor(now.getTime() / 60_000)
    if (minute !== this.#minute || this.#attempts.size > addressesMax) {
      this.#minute = minute
      this.#attempts.clear()
    }
    const attempts = (this.#attempts.get(key) ?? 0) + 1
    this.#attempts.set(key, attempts)
    if (attempts > this.#rule.attemptsPerMinute) refuse(60 - (Math.floor(now.getTime() / 1000) % 60))
    const windowAt = windowOf(now)
    if ((await countFailures(this.#db, key, windowAt)) >= this.#rule.failuresPerWindow)
      refuse(Math.ceil((windowAt.getTime() + windowMs - now.getTime()) / 1000))
  }

  async fail(address: string, now: Date): Promise<void> {
    const windowAt = windowOf(now)
    await addFailure(this.#db, networkOf(address), windowAt)
    await sweepFailures(this.#db, new Date(windowAt.getTime() - windowMs))
  }
}

function refuse(seconds: number): never {
  throw new AppError('http.too_many', { status: 429, params: { seconds } })
}

function windowOf(now: Date): Date {
  return new Date(Math.floor(now.getTime() / windowMs) * windowMs)
}

/** One subscriber of IPv6 has a whole /64, so that is what counts as one address. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const [head = '', tail] = address.split('::')
  const groups = head.split(':')
  const filled = tail === undefined ? groups : [...groups, '0', '0', '0', '0']
  return `${filled
    .slice(0, 4)
    .map((group) => group || '0')
    .join(':')}::/64`
}
