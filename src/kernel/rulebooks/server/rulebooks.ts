import { type DatabaseHandle, follow } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import type { Clock } from '#kernel/time/model'
import type { Rulebook, RuleVersion } from '../model/rulebook.ts'
import { type Place, readVersions, rulebookChannel, type VersionRow } from './rulebook-store.ts'
import { sealTakenOver } from './version-chain.ts'

/** A book with the version that the program brings along. */
export type ShippedRulebook<Body = unknown> = Rulebook<Body> & { first: Body }

/** A rule as whoever goes by it reads it: from memory, which every process brings up to date with each publication. */
export type OpenRulebook<Body = unknown> = {
  readonly declared: ShippedRulebook<Body>
  /** The version in force at a moment. */
  at(moment: Date, district?: string): RuleVersion<Body>
  now(district?: string): RuleVersion<Body>
  /** Every version that was published, the newest first; without the one that the program brings along. */
  published(district?: string): readonly RuleVersion<Body>[]
}

/**
 * The rules that are data: declared by code, kept in versions, told to every process.
 * @example
 * const visits = rulebooks.declare({ ...visitBook, first: { visitDays: 90 } })
 * visits.at(moment, '211302').body.visitDays
 */
export class Rulebooks {
  readonly handle: DatabaseHandle
  readonly clock: Clock
  readonly #open = new Map<string, OpenRulebook>()
  /** By book and district, the newest first. */
  readonly #rows = new Map<string, VersionRow[]>()
  readonly #parsed = new WeakMap<VersionRow, RuleVersion>()
  #lastNo = 0
  #reading: Promise<void> = Promise.resolve()
  #stopListening: () => Promise<void> = async () => undefined

  private constructor(handle: DatabaseHandle, clock: Clock) {
    this.handle = handle
    this.clock = clock
  }

  static async open(handle: DatabaseHandle, clock: Clock): Promise<Rulebooks> {
    await sealTakenOver(handle)
    const books = new Rulebooks(handle, clock)
    books.#stopListening = await follow(handle, rulebookChannel, () => books.reload())
    await books.reload()
    return books
  }

  /** @throws AppError rulebooks.unreadable_version where what was published doesn't fit the declaration */
  declare<Body>(declared: ShippedRulebook<Body>): OpenRulebook<Body> {
    const { id, body, first } = declared
    if (this.#open.has(id)) throw new Error(`the rule ${id} is declared twice`)
    const own: RuleVersion<Body> = {
      version: 0,
      body: body.parse(first),
      reason: '',
      inForceFrom: null,
      accountId: null,
    }
    const published = (district = '') => this.#versions(declared, district)
    const at = (moment: Date, district = '') =>
      published(district).find(({ inForceFrom }) => inForceFrom !== null && inForceFrom <= moment) ?? own
    const book = { declared, published, at, now: (district?: string) => at(this.clock.now(), district) }
    for (const [row] of this.#rows.values()) if (row?.book === id) published(row.district)
    this.#open.set(id, book as unknown as OpenRulebook)
    return book
  }

  find(id: string): OpenRulebook | undefined {
    return this.#open.get(id)
  }

  get(id: string): OpenRulebook {
    const book = this.#open.get(id)
    if (!book) throw new Error(`no rule is called ${id}`)
    return book
  }

  all(): OpenRulebook[] {
    return [...this.#open.values()]
  }

  /** Reads what was published since; what is known is never read again, since no version changes. */
  reload(): Promise<void> {
    this.#reading = this.#reading.catch(() => undefined).then(() => this.#readNew())
    return this.#reading
  }

  async close(): Promise<void> {
    await this.#stopListening()
  }

  async #readNew(): Promise<void> {
    for (const row of await readVersions(this.handle.db, this.#lastNo)) {
      const key = keyOf(row)
      this.#rows.set(key, [row, ...(this.#rows.get(key) ?? [])])
      this.#lastNo = row.no
    }
  }

  #versions<Body>({ id, body }: Rulebook<Body>, district: string): readonly RuleVersion<Body>[] {
    const key = keyOf({ book: id, district })
    return (this.#rows.get(key) ?? []).map((row): RuleVersion<Body> => {
      // Read once: what is made of a version may be kept under it.
      const known = this.#parsed.get(row) as RuleVersion<Body> | undefined
      if (known) return known
      const { version, reason, inForceFrom, accountId } = row
      const parsed = body.safeParse(row.body)
      const params = { book: id, version, reason: parsed.error?.message ?? '' }
      if (!parsed.success) throw new AppError('rulebooks.unreadable_version', { status: 500, params })
      const read = { version, body: parsed.data, reason, inForceFrom, accountId }
      this.#parsed.set(row, read)
      return read
    })
  }
}

const keyOf = ({ book, district }: Place): string => `${book} ${district}`
