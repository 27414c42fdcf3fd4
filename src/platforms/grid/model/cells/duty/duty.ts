import { z } from 'zod'
import {
  addDays,
  type Calendar,
  type CalendarDay,
  dayOf,
  daysBetween,
  shanghaiInstant,
} from '#kernel/time/model'
import { Day, DivisionScope, Reason } from '../people/people.ts'

export const DutyPart = z.enum(['day', 'night'])
export type DutyPart = z.infer<typeof DutyPart>
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/**
 * By the statutory calendar. `rest`: weekends and holidays; `holiday`: holidays alone; `weekend`: rest that is no holiday;
 * `working`: all others.
 */
export const templateDays = ['all', 'working', 'rest', 'weekend', 'holiday'] as const
const Days = z.enum(templateDays)
type Days = z.infer<typeof Days>

export const DutyTemplate = z.strictObject({
  parts: z
    .array(z.strictObject({ part: DutyPart, from: ClockTime, to: ClockTime, days: Days }))
    .min(1)
    .max(6),
  /** Whose turn follows whose. */
  people: z
    .array(z.int().positive())
    .min(1)
    .max(60)
    .refine((people) => new Set(people).size === people.length),
})
export type DutyTemplate = z.infer<typeof DutyTemplate>

export type PlannedShift = { day: string; part: DutyPart; startsAt: Date; endsAt: Date; accountId: number }

export function daysOfMonth(calendar: Calendar, month: string): CalendarDay[] {
  const first = `${month}-01`
  const next = addDays(first, 31)
  return daysBetween(calendar, first, addDays(`${next.slice(0, 7)}-01`, -1))
}

/** Rest or work by the statutory calendar; undefined where no notice has spoken of the year. */
export function isRest({ class: kind }: CalendarDay): boolean | undefined {
  return kind === 'unknown' ? undefined : kind === 'weekend' || kind === 'holiday'
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Whether a part is for the day; on days that the calendar does not know, only one of all days is. */
function isFor(days: Days, day: CalendarDay): boolean {
  const rest = isRest(day)
  if (days === 'all' || rest === undefined) return days === 'all'
  if (days === 'rest' || days === 'working') return (days === 'rest') === rest
  return day.class === days
}

/**
 * Duty by the template: day after day, part after part, the next in turn. A part that ends before it begins ends on the
 * next day.
 * @param last who was on duty last before, after whom the turn goes on; null: it begins with the first
 */
export function planRange(
  calendar: Calendar,
  { from, to }: { from: string; to: string },
  template: DutyTemplate,
  last: number | null = null,
): PlannedShift[] {
  let turn = last === null ? 0 : template.people.indexOf(last) + 1
  return daysBetween(calendar, from, to).flatMap((day) =>
    template.parts
      .filter(({ days }) => isFor(days, day))
      .map(({ part, from, to }) => {
        const accountId = template.people[turn % template.people.length] as number
        turn += 1
        const ends = minutesOf(to) > minutesOf(from) ? day.date : addDays(day.date, 1)
        return {
          day: day.date,
          part,
          startsAt: shanghaiInstant(day.date, minutesOf(from)),
          endsAt: shanghaiInstant(ends, minutesOf(to)),
          accountId,
        }
      }),
  )
}

/** So many days are planned at once. */
const rangeDaysMax = 92
/** What is no day is told as that; only days are reckoned with. */
const inOrder = ({ from, to }: { from: string; to: string }) =>
  !Day.safeParse(from).success || (from <= to && addDays(from, rangeDaysMax) > to)

export const DutyGap = z.strictObject({ day: Day, part: DutyPart, why: z.enum(['night', 'rest_day']) })
export type DutyGap = z.infer<typeof DutyGap>

/**
 * 全天候: nights without anybody on duty, and rest days without anybody by day. Whether an unknown day is one of rest
 * is not guessed: its night counts, its day doesn't.
 */
export function dutyGaps(
  calendar: Calendar,
  from: string,
  to: string,
  shifts: readonly { day: string; part: DutyPart }[],
): DutyGap[] {
  const held = new Set(shifts.map(({ day, part }) => `${day} ${part}`))
  const gaps: DutyGap[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) {
    if (isRest(dayOf(calendar, date)) === true && !held.has(`${date} day`))
      gaps.push({ day: date, part: 'day', why: 'rest_day' })
    if (!held.has(`${date} night`)) gaps.push({ day: date, part: 'night', why: 'night' })
  }
  return gaps
}

export const Shift = z.strictObject({
  id: z.uuid(),
  divisionCode: DivisionScope,
  day: Day,
  part: DutyPart,
  startsAt: z.string(),
  endsAt: z.string(),
  accountId: z.int(),
  name: z.string(),
})
export type Shift = z.infer<typeof Shift>

const DutyDay = z.strictObject({
  date: Day,
  class: z.enum(['unknown', 'workday', 'makeup_workday', 'weekend', 'holiday']),
  shifts: z.array(Shift),
})

export const DutyAnswer = z.strictObject({
  division: DivisionScope,
  month: Month,
  days: z.array(DutyDay),
  gaps: z.array(DutyGap),
  now: z.array(Shift),
  template: DutyTemplate.nullable(),
  people: z.array(z.strictObject({ accountId: z.int(), name: z.string() })),
  can: z.strictObject({ manage: z.boolean() }),
})
export type DutyAnswer = z.infer<typeof DutyAnswer>

const Range = { division: DivisionScope, from: Day, to: Day, template: DutyTemplate }
export const PreviewBody = z.strictObject(Range).refine(inOrder, { path: ['to'] })
export type PreviewBody = z.infer<typeof PreviewBody>
export const PlanBody = z.strictObject({ ...Range, reason: Reason }).refine(inOrder, { path: ['to'] })
export const TemplateBody = z.strictObject({ template: DutyTemplate, reason: Reason })
export type TemplateBody = z.infer<typeof TemplateBody>

/** What a plan would make: `kept` is what somebody has already. */
export const DutyPreview = z.strictObject({
  days: z.array(
    z.strictObject({
      date: Day,
      class: DutyDay.shape.class,
      shifts: z.array(z.strictObject({ part: DutyPart, name: z.string(), kept: z.boolean() })),
    }),
  ),
  added: z.int(),
  gaps: z.array(DutyGap),
})
export type DutyPreview = z.infer<typeof DutyPreview>

export type PlanBody = z.infer<typeof PlanBody>

export const SwapBody = z.strictObject({ otherShiftId: z.uuid(), reason: Reason })
export type SwapBody = z.infer<typeof SwapBody>
