import { z } from 'zod'
import { addDays, type Calendar, isWorkingDay } from '#kernel/time/model'

/**
 * When a month must be reported. The day of the month after is the district's own (区定); deadlines of the statistical
 * system differ by survey and are told anew each year, so that none is built in.
 */
export const ReportingRule = z.strictObject({
  dueDay: z.number().int().min(1).max(28),
  /** Whether a due day of rest moves to the next working day. */
  onWorkingDay: z.boolean(),
})
export type ReportingRule = z.infer<typeof ReportingRule>

export const firstReportingRule: ReportingRule = { dueDay: 5, onWorkingDay: true }

const twoDigits = (number: number) => String(number).padStart(2, '0')

/** `2026-12` → `2027-01`. */
export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${twoDigits(number + 1)}`
}

/** The twelve months of a year. */
export function monthsOfYear(year: string): string[] {
  return Array.from({ length: 12 }, (_, index) => `${year}-${twoDigits(index + 1)}`)
}

const restMax = 15

/** The day on which a month must have been reported. */
export function reportDueOn(month: string, rule: ReportingRule, calendar: Calendar): string {
  let day = `${monthAfter(month)}-${twoDigits(rule.dueDay)}`
  if (!rule.onWorkingDay) return day
  // No holiday is longer; a day of which no notice has spoken is taken for one of work.
  for (let rest = 0; rest < restMax && isWorkingDay(calendar, day) === false; rest += 1) day = addDays(day, 1)
  return day
}
