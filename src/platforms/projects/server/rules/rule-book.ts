import { type DatabaseHandle, follow } from '#kernel/db/server'
import type { Clock } from '#kernel/time/model'
import type { ColourSettings } from '../../model/colour.ts'
import { type RuleKind, ruleKinds, type RuleVersion } from '../../model/rules/rules.ts'
import { addRule, announceRule, type NewRule, readRules, ruleChannel } from './rule-store.ts'

/** The rules that the district set, as this process knows them; every process hears of a change. */
export class RuleBook {
  readonly #handle: DatabaseHandle
  readonly #clock: Clock
  #versions: readonly RuleVersion[] = []
  #stopListening: () => Promise<void> = async () => undefined

  private constructor(handle: DatabaseHandle, clock: Clock) {
    this.#handle = handle
    this.#clock = clock
  }

  static async open(handle: DatabaseHandle, clock: Clock): Promise<RuleBook> {
    const book = new RuleBook(handle, clock)
    book.#stopListening = await follow(handle, ruleChannel, () => book.reload())
    await book.reload()
    return book
  }

  /** Every version that was published, the newest first. */
  versions<Kind extends RuleKind>(kind: Kind): RuleVersion<Kind>[] {
    return this.#versions.filter((rule): rule is RuleVersion<Kind> => rule.kind === kind)
  }

  /** The version in force at a moment; the program's own where none was published by then. */
  at<Kind extends RuleKind>(kind: Kind, moment: Date): RuleVersion<Kind> {
    const known = this.versions(kind).find(({ inForceFrom }) => inForceFrom !== null && inForceFrom <= moment)
    return known ?? firstOf(kind)
  }

  now<Kind extends RuleKind>(kind: Kind): RuleVersion<Kind> {
    return this.at(kind, this.#clock.now())
  }

  /** What the colours are computed by now. */
  readonly colours = (): ColourSettings => this.now('colour').body

  /** Publishes a version, which holds from now on. */
  async publish<Kind extends RuleKind>(rule: Omit<NewRule<Kind>, 'at'>): Promise<RuleVersion<Kind>> {
    const at = this.#clock.now()
    await this.#handle.db.transaction().execute((tx) => addRule(tx, { ...rule, at }))
    await this.reload()
    await announceRule(this.#handle.db)
    return this.now(rule.kind)
  }

  async reload(): Promise<void> {
    this.#versions = await readRules(this.#handle.db)
  }

  async close(): Promise<void> {
    await this.#stopListening()
  }
}

function firstOf<Kind extends RuleKind>(kind: Kind): RuleVersion<Kind> {
  const body = ruleKinds[kind].first as RuleVersion<Kind>['body']
  return { kind, version: 0, body, reason: '', inForceFrom: null, accountId: null }
}
