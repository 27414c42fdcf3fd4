import { z } from 'zod'

const dayMs = 86_400_000

/** Asia/Shanghai is UTC+8 without daylight saving since 1991-09-15, and no entry here is older than that. */
const shanghaiOffsetMs = 8 * 3_600_000

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const LocalDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isLocalDate)
export type LocalDate = z.infer<typeof LocalDate>

export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

/** Days since 1970-01-01: the form in which days are counted and compared. */
export function dayNumber(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs
}

export function dateOfDay(day: number): LocalDate {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** 0 is Sunday, 6 Saturday. */
export function weekdayOfDay(day: number): number {
  return (((day + 4) % 7) + 7) % 7
}

export function isWeekendDay(day: number): boolean {
  const weekday = weekdayOfDay(day)
  return weekday === 0 || weekday === 6
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayNumber(date) + days)
}

/** The day it is in Shanghai at an instant given in milliseconds. */
export function shanghaiDay(ms: number): number {
  return Math.floor((ms + shanghaiOffsetMs) / dayMs)
}

/** Midnight in Shanghai at which a day begins, in milliseconds. */
export function startOfDay(day: number): number {
  return day * dayMs - shanghaiOffsetMs
}

/** @example shanghaiDate(new Date('2026-02-13T16:00:00Z')) // '2026-02-14' */
export function shanghaiDate(instant: Date): LocalDate {
  return dateOfDay(shanghaiDay(instant.getTime()))
}

/**
 * The instant of a wall-clock time in Shanghai, given in minutes after midnight; 1440 is 24:00.
 * @example shanghaiInstant('2026-02-14', 8 * 60 + 30) // 2026-02-14T00:30:00Z
 */
export function shanghaiInstant(date: LocalDate, minutes = 0): Date {
  return new Date(startOfDay(dayNumber(date)) + minutes * 60_000)
}
