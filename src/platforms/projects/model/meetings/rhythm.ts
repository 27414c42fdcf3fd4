import { addDays, type Calendar, type CalendarDay, dayOf } from '#kernel/time/model'
import type { ServiceRule } from './team-rule.ts'

export type RegularKind = 'weekly_district_head' | 'half_monthly_steward'

export type ProposedMeeting = {
  readonly kind: RegularKind
  readonly heldOn: string
  readonly startsAt: string
  /** The day that the rhythm names. */
  readonly regularOn: string
  /** Why it isn't that one: the day off that it fell on. */
  readonly movedFrom: CalendarDay | null
  /** The calendar of the day isn't published yet: it may have to move. */
  readonly provisional: boolean
}

/** 1 is Monday, as the rule counts. */
const weekdayOf = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1

function* regularDays(rule: ServiceRule, kind: RegularKind, from: string): Generator<string> {
  for (let day = from; ; day = addDays(day, 1)) {
    const isRegular =
      kind === 'weekly_district_head'
        ? weekdayOf(day) === rule.weekly.weekday
        : rule.halfMonthly.days.includes(Number(day.slice(8)))
    if (isRegular) yield day
  }
}

const isOff = ({ class: one }: CalendarDay) => one === 'weekend' || one === 'holiday'

/** The first day from there on that isn't a day off; a day of an unpublished year stands as it is. */
function nextOffice(calendar: Calendar, from: string): string {
  let day = from
  while (isOff(dayOf(calendar, day))) day = addDays(day, 1)
  return day
}

/** How far back a regular day may lie that was moved past the day asked for. */
const longestMove = 12

/**
 * The next meeting of a regular kind after a day, by the district's rhythm: a day off moves it to the next working day,
 * and one that would fall on or after the regular day that follows is left out.
 */
export function proposeMeeting(
  rule: ServiceRule,
  kind: RegularKind,
  after: string,
  calendar: Calendar,
): ProposedMeeting {
  const startsAt = kind === 'weekly_district_head' ? rule.weekly.startsAt : rule.halfMonthly.startsAt
  const days = regularDays(rule, kind, addDays(after, -longestMove))
  let regularOn = days.next().value as string
  for (;;) {
    const following = days.next().value as string
    const heldOn = nextOffice(calendar, regularOn)
    if (heldOn > after && heldOn < following) {
      const regular = dayOf(calendar, regularOn)
      return {
        kind,
        heldOn,
        startsAt,
        regularOn,
        movedFrom: heldOn === regularOn ? null : regular,
        provisional: dayOf(calendar, heldOn).class === 'unknown',
      }
    }
    regularOn = following
  }
}
