import { z } from 'zod'
import { covers } from '#kernel/divisions/model'
import type { ErrorItem } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import type { LocalText } from '#kernel/i18n/model'

export const RulebookId = z.string().regex(/^[a-z][a-z0-9_]{1,59}$/)

/**
 * A rule that is data (规则): code says what it may say, and the district what it says, in versions. Of the words
 * and names that a difference is told by, only what the book has itself must be given.
 * @example
 * defineRulebook({
 *   id: 'grid_visits', title: label('grid.visits.rule'), right: 'rosters.manage', per: 'district',
 *   body: z.strictObject({ visitDays: z.int().min(1) }), words: { visitDays: 'grid.visits.days' },
 * })
 */
export type Rulebook<Body = unknown> = {
  id: string
  title: LocalText
  /** Who may draft and publish. */
  right: string
  /** One for the whole installation, or one for each district. */
  per: 'installation' | 'district'
  body: z.ZodType<Body>
  /** Keys of the texts for the names of its members. */
  words: Readonly<Record<string, string>>
  /** By which of their members the things in its lists are known, as `DiffOptions.lists`. */
  lists?: Readonly<Record<string, string | null>>
  /** A value as a reader knows it; undefined for what is shown as it stands. `body` is the version that it is of. */
  show?: (shown: { value: unknown; member: string; body: Body }) => LocalText | undefined
  /** What a next version may not say after those that were published, the newest first. */
  faultsAfter?: (body: Body, published: readonly Body[]) => readonly ErrorItem[]
}

export function defineRulebook<Body>(declared: Rulebook<Body>): Rulebook<Body> {
  RulebookId.parse(declared.id)
  return declared
}

/** One version. 0 is the one that the program brings along; none is ever changed. */
export type RuleVersion<Body = unknown> = {
  readonly version: number
  readonly body: Body
  readonly reason: string
  readonly inForceFrom: Date | null
  readonly accountId: number | null
}

/** Who may change a book: a rule for everybody is set by who acts over a whole district at least. */
export function mayEdit(
  { right, per }: Pick<Rulebook, 'right' | 'per'>,
  actor: Actor,
  district: string,
): boolean {
  const reaches =
    per === 'district' ? covers(actor.divisions, district) : actor.divisions.some((root) => root.length <= 6)
  return hasRight(actor, right) && reaches
}
