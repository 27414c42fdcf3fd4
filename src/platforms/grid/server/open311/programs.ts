import { randomBytes } from 'node:crypto'
import { keyedHash, type Keys } from '#kernel/crypto/server'
import { type Database, newId } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import { shanghaiDate } from '#kernel/time/model'
import type { z } from 'zod'
import type { ProgramAsked, ProgramUse } from '../../model/open311/program.ts'
import { findProgram, insertProgram, type ProgramRow, takeOfDay } from './program-store.ts'

export type ProgramDeps = { db: Database; keys: Keys; now: () => Date }

const tokenHash = (keys: Keys, token: string): Buffer =>
  keyedHash(keys, 'grid.program', Buffer.from(token, 'utf8'))

/** Issues a key: 256 bits of chance, of which only the hash is kept. */
export async function issueProgram(
  { db, keys, now }: ProgramDeps,
  { divisionCode, ...asked }: z.output<typeof ProgramAsked>,
  accountId: number,
): Promise<{ id: string; key: string }> {
  const key = `yw_${randomBytes(32).toString('base64url')}`
  const id = newId(now())
  await insertProgram(
    db,
    {
      ...asked,
      id,
      divisionCode,
      tokenHash: tokenHash(keys, key),
      tokenHint: key.slice(-4),
      createdBy: accountId,
    },
    now(),
  )
  return { id, key }
}

const programsMax = 10_000

/** Knows programs by their keys, and holds each to its limits. */
export class ProgramGate {
  readonly #deps: ProgramDeps
  readonly #minute = { at: 0, taken: new Map<string, number>() }

  constructor(deps: ProgramDeps) {
    this.#deps = deps
  }

  /** @throws AppError open311.no_key, open311.bad_key, open311.key_not_for: each 403 */
  async find(key: string, use: ProgramUse): Promise<ProgramRow> {
    if (key === '') throw new AppError('open311.no_key', { status: 403 })
    const { db, keys } = this.#deps
    const program = key.length > 200 ? undefined : await findProgram(db, tokenHash(keys, key))
    if (!program) throw new AppError('open311.bad_key', { status: 403 })
    if (!program.uses.includes(use)) throw new AppError('open311.key_not_for', { status: 403 })
    return program
  }

  /** Counts a write. @throws AppError http.too_many (429) with the seconds to wait */
  async take({ id, perMinute, perDay }: ProgramRow): Promise<void> {
    const now = this.#deps.now()
    const seconds = Math.floor(now.getTime() / 1000)
    const minute = Math.floor(seconds / 60)
    if (this.#minute.at !== minute || this.#minute.taken.size > programsMax) {
      this.#minute.at = minute
      this.#minute.taken.clear()
    }
    const taken = (this.#minute.taken.get(id) ?? 0) + 1
    this.#minute.taken.set(id, taken)
    if (taken > perMinute) tooMany(60 - (seconds % 60))
    // Days are those of Shanghai, eight hours ahead.
    const ofDay = (seconds + 8 * 3600) % 86_400
    if (!(await takeOfDay(this.#deps.db, id, shanghaiDate(now), perDay))) tooMany(86_400 - ofDay)
  }
}

function tooMany(seconds: number): never {
  throw new AppError('http.too_many', { status: 429, params: { seconds } })
}
