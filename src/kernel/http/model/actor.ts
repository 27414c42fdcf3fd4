import type { Locale } from '#kernel/i18n/model'

/** Who acts: an account through one of its positions. Made by the identity area at every request. */
export type Actor = {
  readonly accountId: number
  readonly positionId: number
  readonly organisationId: number
  readonly name: string
  /** The position's role, as ledgers declare who may do what. */
  readonly role: string
  /** Codes of 6, 9 or 12 digits; the position acts over these divisions and all below them. */
  readonly divisions: readonly string[]
  readonly ledgers: 'all' | readonly string[]
  /** The highest sensitivity class (GB/T 43697) that the position may read, 0 to 3. */
  readonly sensitivity: number
  readonly rights: readonly string[]
  readonly locale: Locale
}

export function hasRight(actor: Actor, right: string): boolean {
  return actor.rights.includes(right)
}
