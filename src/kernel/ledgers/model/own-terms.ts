import type { OfficeHours, OwnDays } from '#kernel/time/model'
import type { TaskClock } from './state.ts'

/** What an organisation keeps of its own that clocks go by: office hours, and days that it works or rests otherwise. */
export type OwnTerms = { officeHours?: OfficeHours; ownDays?: OwnDays[] }

/** Answers the terms of an organisation for a clock that starts at an instant (ISO 8601). */
export type OwnTermsOf = (organisationId: number, startedAt: string) => OwnTerms

/** The clock by the terms that its organisation keeps now; they are stored in it, so that replay looks nothing up. */
export function withOwnTerms(
  clock: TaskClock,
  organisationId: number,
  termsOf: OwnTermsOf | undefined,
): TaskClock {
  if (!termsOf || (clock.limit === null && clock.extensions === undefined)) return clock
  const { officeHours: _hours, ownDays: _days, ...rest } = clock
  return { ...rest, ...termsOf(organisationId, clock.startedAt) }
}
