import { type Locale, translate } from '#kernel/i18n/model'
import { type Counting, type Cursor, countUnits, officeTimeBetween, pausedWithin } from './counting.ts'
import type { Limit, LimitUnit } from './limit.ts'
import './messages.ts'
import { shanghaiDay } from './local-date.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/**
 * What is left, or by how much it is over, ready for words: whole units still to come after the present one. Where
 * none is, hours, and below an hour minutes. Over is told in days as people count them, below that in hours (limits in
 * hours: below two days).
 */
export type Remaining =
  | { overdue: false; unit: LimitUnit | 'minutes'; count: number }
  | { overdue: true; unit: 'calendar_days' | 'hours' | 'minutes'; count: number }

export function remainingAt(counting: Counting, moment: number, due: Cursor, unit: LimitUnit): Remaining {
  if (moment > due.at) return overdueBy(moment, due, unit)
  const count = unitsUntil(counting, moment, due, unit)
  if (count > 0) return { overdue: false, unit, count }
  const working = unit === 'working_days' || unit === 'working_half_days' || unit === 'working_hours'
  const officeTime = working ? officeTimeBetween(counting, moment, due.at) : 0
  // Where an extension in hours ends outside office hours, the clock on the wall is what is left.
  const { hours, minutes } = inHours(officeTime > 0 ? officeTime : runningTime(counting, moment, due.at))
  if (hours === 0) return { overdue: false, unit: 'minutes', count: minutes }
  return { overdue: false, unit: officeTime > 0 ? 'working_hours' : 'hours', count: hours }
}

function inHours(ms: number): { hours: number; minutes: number } {
  return { hours: Math.floor(ms / hourMs), minutes: Math.ceil(ms / minuteMs) }
}

function runningTime(counting: Counting, from: number, to: number): number {
  return to - from - pausedWithin(counting, { from, to })
}

function unitsUntil(counting: Counting, moment: number, due: Cursor, unit: LimitUnit): number {
  if (unit === 'hours') return Math.floor(runningTime(counting, moment, due.at) / hourMs)
  if (unit === 'working_hours') return Math.floor(officeTimeBetween(counting, moment, due.at) / hourMs)
  const today = shanghaiDay(moment)
  if (unit === 'calendar_days') return due.day - today
  let count = 0
  let cursor: Cursor | null = { at: moment, day: today, begun: false }
  while (cursor && cursor.at < due.at) {
    cursor = countUnits(counting, cursor, unit, 1)
    if (cursor && cursor.at <= due.at) count += 1
  }
  return count
}

function overdueBy(moment: number, due: Cursor, unit: LimitUnit): Remaining {
  const ms = moment - due.at
  const inTime = unit === 'hours' || unit === 'working_hours'
  const days = inTime ? Math.floor(ms / (24 * hourMs)) : shanghaiDay(moment) - due.day
  if (days >= (inTime ? 2 : 1)) return { overdue: true, unit: 'calendar_days', count: days }
  const { hours, minutes } = inHours(ms)
  if (hours > 0) return { overdue: true, unit: 'hours', count: hours }
  return { overdue: true, unit: 'minutes', count: minutes }
}

/** @example describeRemaining({ overdue: true, unit: 'calendar_days', count: 3 }, 'en') // '3 days over' */
export function describeRemaining(remaining: Remaining, locale: Locale): string {
  const key = remaining.overdue ? 'time.overdue' : 'time.remaining'
  return translate(locale, `${key}.${remaining.unit}`, { count: remaining.count })
}

/** @example describeLimit({ unit: 'working_days', count: 10 }, 'zh-CN') // '10 个工作日' */
export function describeLimit(limit: Limit, locale: Locale): string {
  return translate(locale, `time.limit.${limit.unit}`, { count: limit.count })
}
