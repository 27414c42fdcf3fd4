import { isDeepStrictEqual } from 'node:util'
import type { ImportRow } from './import-store.ts'
import type { HouseholdHead } from './seal.ts'
import type { SealPool } from './seal-pool.ts'
import type { FoundSheet } from './sheet.ts'

/** A list as it was read, in parts that their threads hold. */
export type ReadList = { sheet: FoundSheet; heads: HouseholdHead[]; pool: SealPool }

type Read = { row: Pick<ImportRow, 'id' | 'mapping' | 'options'>; today: string; list: ReadList }

/** For so long what was read stands in memory: as long as somebody looks at what the check says of it. */
const keptMs = 5 * 60_000

/**
 * Holds the list that was checked last, so that its run need not open and read it again, which takes as long as half
 * of the writing. A run that comes later, in another process or with other settings reads it anew.
 */
export class CheckedList {
  #held: Read | undefined
  #timer: NodeJS.Timeout | undefined

  async hold(row: ImportRow, today: string, list: ReadList): Promise<void> {
    await this.release()
    this.#held = { row: { id: row.id, mapping: row.mapping, options: row.options }, today, list }
    this.#timer = setTimeout(() => void this.release(), keptMs).unref()
  }

  /** What was read of the list, once; whoever takes it closes its threads. */
  take({ id, mapping, options }: ImportRow, today: string): ReadList | undefined {
    const held = this.#held
    if (!held || held.today !== today || !isDeepStrictEqual(held.row, { id, mapping, options }))
      return undefined
    clearTimeout(this.#timer)
    this.#held = undefined
    return held.list
  }

  async release(): Promise<void> {
    clearTimeout(this.#timer)
    const held = this.#held
    this.#held = undefined
    await held?.list.pool.close()
  }
}
