import type { LocalText } from '#kernel/i18n/model'

/** Names of who acts, from the areas that keep them. */
export type Directory = {
  organisations(ids: readonly number[]): Promise<Map<number, LocalText>>
  accounts(ids: readonly number[]): Promise<Map<number, string>>
  /** Position by id: its title and organisation. */
  positions(ids: readonly number[]): Promise<Map<number, { title: LocalText; organisationId: number }>>
}
