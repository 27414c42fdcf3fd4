import { type Locale, translate } from '#kernel/i18n/model'
import { type Calendar, type CalendarDay, classOfDay, dayOf } from './calendar.ts'
import { type Counting, type Cursor, pauseBefore, type Span, type Visitor } from './counting.ts'
import {
  countingOf,
  countStage,
  type DeadlineTerms,
  endOf,
  type Stage,
  stagesOf,
  startOf,
} from './deadline.ts'
import { defaultOfficeHours, type Limit, type LimitUnit, type OfficeHours } from './limit.ts'
import { dateOfDay, type LocalDate, shanghaiDate, shanghaiDay, startOfDay } from './local-date.ts'
import './messages.ts'
import { type OwnDay, ownDayOf } from './own-days.ts'
import { describeLimit } from './remaining.ts'
import { describeDayClass, describeHolidays } from './wording.ts'

/** A day of the reckoning, with what the organisation's own calendar says of it where it says anything. */
export type ReckonedDay = CalendarDay & { own?: OwnDay }

/** One line of the reckoning; the lines in their order let a person do the count again with a calendar in hand. */
export type DeadlineRow =
  /** The count begins; a limit in days or half-days doesn't count the one in which it begins. */
  | { kind: 'start'; at: Date; limit: Limit; officeHours: OfficeHours }
  /** A day or half-day that counts, with its number. */
  | { kind: 'counted'; unit: LimitUnit; no: number; day: ReckonedDay; from: Date; to: Date }
  /** A run of time that counts, and the minutes counted up to its end. */
  | { kind: 'ran'; from: Date; to: Date; minutes: number; minutesSoFar: number; day?: ReckonedDay }
  /** A day of rest. */
  | { kind: 'rested'; day: ReckonedDay }
  /** A day, half-day or run of time that doesn't count because the deadline stood still; `to` null: it still does. */
  | { kind: 'paused'; from: Date; to: Date | null; reason: string }
  /** The office hours stand here where the lines before did not need them. */
  | { kind: 'extension'; limit: Limit; reason: string; decidedAt: Date; officeHours?: OfficeHours }
  /** The last day is one of rest, so the end moves to the day after. */
  | { kind: 'moved'; day: CalendarDay }
  | { kind: 'due'; at: Date; on: LocalDate; provisional: boolean }

function reckonedDay(calendar: Calendar, counting: Counting, day: number): ReckonedDay {
  const plain = dayOf(calendar, dateOfDay(day))
  const own = ownDayOf(counting.ownDays, day, classOfDay(calendar, day))
  return own ? { ...plain, own: { open: own.open, reason: own.reason } } : plain
}

/** Working days end with the office hours, so a person must know these; the other units bear their times. */
function tellsHours(stage: Limit, first: Limit): boolean {
  const roundTheClock = first.unit === 'calendar_days' || first.unit === 'hours'
  return stage.unit === 'working_days' && roundTheClock
}

type Note = { rows: DeadlineRow[]; no: number; minutes: number }

function visitorFor(calendar: Calendar, counting: Counting, stage: Stage, note: Note): Visitor {
  const inTime = stage.unit === 'hours' || stage.unit === 'working_hours'
  return {
    counted(day, span) {
      const [from, to] = [new Date(span.from), new Date(span.to)]
      if (inTime) {
        const minutes = (span.to - span.from) / 60_000
        note.minutes += minutes
        const worked = stage.unit === 'working_hours' && { day: reckonedDay(calendar, counting, day) }
        note.rows.push({ kind: 'ran', from, to, minutes, minutesSoFar: note.minutes, ...worked })
        return
      }
      note.no += 1
      const counted = reckonedDay(calendar, counting, day)
      note.rows.push({ kind: 'counted', unit: stage.unit, no: note.no, day: counted, from, to })
    },
    rested(day) {
      note.rows.push({ kind: 'rested', day: reckonedDay(calendar, counting, day) })
    },
    paused(_day, span) {
      note.rows.push(pausedRow(counting, span, inTime))
    },
  }
}

function visitorAtEnd(
  calendar: Calendar,
  counting: Counting,
  note: Note,
): Pick<Visitor, 'rested' | 'paused'> {
  return {
    rested: (day) => note.rows.push({ kind: 'moved', day: dayOf(calendar, dateOfDay(day)) }),
    paused: (_day, span) => note.rows.push(pausedRow(counting, span, false)),
  }
}

function pausedRow(counting: Counting, span: Span, inTime: boolean): DeadlineRow {
  const pause = pauseBefore(counting, inTime ? Math.min(span.to, span.from + 1) : span.to)
  const open = pause?.to === Number.POSITIVE_INFINITY
  const from = open && pause ? pause.from : span.from
  return {
    kind: 'paused',
    from: new Date(from),
    to: open ? null : new Date(span.to),
    reason: pause?.reason ?? '',
  }
}

/**
 * How a due date comes about, line by line. The last line is `due`, or `paused` without an end where an open pause
 * stops the count.
 */
export function explainDeadline(terms: DeadlineTerms, calendar: Calendar): DeadlineRow[] {
  const counting = countingOf(terms, calendar)
  const { limit, startedAt, officeHours = defaultOfficeHours } = terms
  const note: Note = { rows: [{ kind: 'start', at: startedAt, limit, officeHours }], no: 0, minutes: 0 }
  let cursor: Cursor | null = startOf(terms)
  let before: Stage | undefined
  for (const stage of stagesOf(terms)) {
    if (stage.extension) {
      const { reason, decidedAt } = stage.extension
      note.rows.push({
        kind: 'extension',
        limit: { unit: stage.unit, count: stage.count },
        reason,
        decidedAt,
        ...(tellsHours(stage, limit) && { officeHours }),
      })
    }
    if (before && before.unit !== stage.unit) Object.assign(note, { no: 0, minutes: 0 })
    cursor = countStage(counting, cursor, stage, visitorFor(calendar, counting, stage, note))
    if (!cursor) return note.rows
    before = stage
  }
  const end = before ? endOf(counting, cursor, before.unit, visitorAtEnd(calendar, counting, note)) : cursor
  if (end) {
    const provisional = counting.firstUnknownDay !== Number.POSITIVE_INFINITY
    note.rows.push({ kind: 'due', at: new Date(end.at), on: dateOfDay(end.day), provisional })
  }
  return note.rows
}

/** `HH:mm` in Shanghai; the midnight that ends a day is its 24:00. */
function timeOn(date: LocalDate, instant: Date): string {
  const day = shanghaiDay(instant.getTime())
  if (dateOfDay(day) !== date) return '24:00'
  const minutes = Math.floor((instant.getTime() - startOfDay(day)) / 60_000)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** `YYYY-MM-DD HH:mm` in Shanghai. */
export function describeInstant(instant: Date): string {
  const date = shanghaiDate(instant)
  return `${date} ${timeOn(date, instant)}`
}

/** A span within a day names the day once. */
function describeSpan(from: Date, to: Date): string {
  const date = shanghaiDate(from)
  const sameDay = date === shanghaiDate(new Date(to.getTime() - 1))
  return `${describeInstant(from)}–${sameDay ? timeOn(date, to) : describeInstant(to)}`
}

function describeDay(day: ReckonedDay, locale: Locale): string {
  if (day.own) {
    const { open, reason } = day.own
    return translate(locale, open ? 'time.row.own_open' : 'time.row.own_closed', { reason })
  }
  const names = day.holidays ? describeHolidays(day.holidays, locale) : ''
  if (day.class === 'unknown') return translate(locale, 'time.row.unknown_day')
  return translate(locale, names ? 'time.row.named_day' : 'time.row.plain_day', {
    class: describeDayClass(day.class, locale),
    names,
  })
}

/** @example describeOfficeHours(defaultOfficeHours, 'en') // '08:30–12:00, 13:30–17:30' */
export function describeOfficeHours(hours: OfficeHours, locale: Locale): string {
  const time = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const separator = translate(locale, 'time.hours_separator')
  return hours.map(({ from, to }) => `${time(from)}–${time(to)}`).join(separator)
}

/** A day that is worked for another reason than its weekday says why. */
function withRemark(text: string, day: ReckonedDay, locale: Locale): string {
  const remarkable = day.own !== undefined || day.class === 'makeup_workday' || day.class === 'unknown'
  return remarkable ? translate(locale, 'time.row.remark', { text, remark: describeDay(day, locale) }) : text
}

/** A line of the reckoning as a sentence. */
export function describeRow(row: DeadlineRow, locale: Locale): string {
  const say = (key: string, params: Record<string, string | number> = {}) =>
    translate(locale, `time.row.${key}`, params)
  switch (row.kind) {
    case 'start':
      return say(`start.${row.limit.unit}`, {
        at: describeInstant(row.at),
        limit: describeLimit(row.limit, locale),
        hours: describeOfficeHours(row.officeHours, locale),
      })
    case 'counted': {
      const day = row.unit === 'working_half_days' ? describeSpan(row.from, row.to) : row.day.date
      const counted = say(`counted.${row.unit}`, { day, no: row.no })
      return row.unit === 'calendar_days' ? counted : withRemark(counted, row.day, locale)
    }
    case 'ran': {
      const { from, to, minutes, minutesSoFar: total } = row
      const ran = say('ran', { span: describeSpan(from, to), minutes, total })
      return row.day ? withRemark(ran, row.day, locale) : ran
    }
    case 'rested':
      return say('rested', { date: row.day.date, day: describeDay(row.day, locale) })
    case 'paused':
      return row.to === null
        ? say('stopped', { at: describeInstant(row.from), reason: row.reason })
        : say('paused', { span: describeSpan(row.from, row.to), reason: row.reason })
    case 'extension':
      return say(row.officeHours ? 'extension_in_hours' : 'extension', {
        hours: row.officeHours ? describeOfficeHours(row.officeHours, locale) : '',
        limit: describeLimit(row.limit, locale),
        reason: row.reason,
        at: describeInstant(row.decidedAt),
      })
    case 'moved':
      return say('moved', { date: row.day.date, day: describeDay(row.day, locale) })
    case 'due':
      return say(row.provisional ? 'due_provisional' : 'due', { at: `${row.on} ${timeOn(row.on, row.at)}` })
  }
}
