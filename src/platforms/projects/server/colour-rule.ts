import type { DatabaseHandle } from '#kernel/db/server'
import type { Clock } from '#kernel/time/model'
import type { ColourSettings } from '../model/colour.ts'
import { defaultColourSettings } from '../model/colour.ts'
import { announceRule, ruleAt, ruleChannel } from './colour-rule-store.ts'

/** The rule of the colours as this process knows it; every process hears of a change. */
export class ColourRule {
  readonly #handle: DatabaseHandle
  readonly #clock: Clock
  #settings: ColourSettings = defaultColourSettings
  #stopListening: () => Promise<void> = async () => undefined

  private constructor(handle: DatabaseHandle, clock: Clock) {
    this.#handle = handle
    this.#clock = clock
  }

  static async open(handle: DatabaseHandle, clock: Clock): Promise<ColourRule> {
    const rule = new ColourRule(handle, clock)
    rule.#stopListening = await handle.listen(ruleChannel, () => void rule.reload())
    await rule.reload()
    return rule
  }

  /** The rule in force now. */
  readonly settings = (): ColourSettings => this.#settings

  async reload(): Promise<void> {
    this.#settings = await ruleAt(this.#handle.db, this.#clock.now())
  }

  async changed(): Promise<void> {
    await this.reload()
    await announceRule(this.#handle.db)
  }

  async close(): Promise<void> {
    await this.#stopListening()
  }
}
