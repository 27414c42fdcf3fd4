import type { EntryState } from '#kernel/ledgers/model'
import { Point } from '#kernel/ledgers/model'

/** What anybody may read of a matter: no name, no number of a person, nobody's words. */
export type PublicIncident = {
  no: string
  title: string
  category: string | null
  area: string | null
  stage: string
  isOpen: boolean
  divisionCode: string
  address: string | null
  spot: Point | null
  openedAt: string
  closedAt: string | null
  /** By when it is to be handled; null where no clock runs. */
  dueAt: string | null
  /** When it would have been due without extensions. */
  originalDueAt: string | null
  extensions: { count: number; unit: string; reason: string; decidedAt: string }[]
  /** Since when and why the clock stands still. */
  suspended: { since: string; reason: string } | null
  result: string | null
  ending: string | null
  reopenUntil: string | null
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Whole phone and identity numbers that somebody typed into a free text. */
const numbers = /(?<!\d)(?:1\d{10}|\d{17}[\dXx]|\d{15}|0\d{2,3}-?\d{7,8})(?!\d)/gu
export const withoutNumbers = (text: string): string =>
  text.replace(numbers, (found) => '*'.repeat(found.length))

const publicText = (value: unknown): string | null => {
  const text = textOf(value)
  return text === null ? null : withoutNumbers(text)
}

/** An incident as the public may read it; whether it may be listed at all, its field `isPublic` says. */
export function publicIncident(state: EntryState): PublicIncident {
  const { values } = state
  const handling = state.tasks.find(({ kind }) => kind === 'handle')
  const pause = handling?.clock.pauses.find(({ to }) => to === null)
  return {
    no: state.no,
    title: withoutNumbers(state.title),
    category: textOf(values['category']),
    area: textOf(values['area']),
    stage: state.stage,
    isOpen: state.isOpen,
    divisionCode: state.divisionCode,
    address: publicText(values['address']),
    spot: Point.safeParse(values['spot']).data ?? null,
    openedAt: state.openedAt,
    closedAt: state.closedAt,
    dueAt: handling?.dueAt ?? null,
    originalDueAt: handling?.originalDueAt ?? null,
    extensions: (handling?.clock.extensions ?? []).map(({ count, unit, reason, decidedAt }) => ({
      count,
      unit,
      reason: withoutNumbers(reason),
      decidedAt,
    })),
    suspended: pause ? { since: pause.from, reason: withoutNumbers(pause.reason) } : null,
    result: publicText(values['result']),
    ending: textOf(values['ending']),
    reopenUntil: textOf(values['reopenUntil']),
  }
}

/** A claim as its claimant may read it who has nothing but its number. */
export type PublicClaim = {
  no: string
  stage: string
  openedAt: string
  answer: string | null
  ending: string | null
  reopenUntil: string | null
  incident: PublicIncident
}

export function publicClaim(claim: EntryState, incident: EntryState): PublicClaim {
  return {
    no: claim.no,
    stage: claim.stage,
    openedAt: claim.openedAt,
    answer: publicText(claim.values['answer']),
    ending: textOf(claim.values['ending']),
    reopenUntil: textOf(claim.values['reopenUntil']),
    incident: publicIncident(incident),
  }
}
