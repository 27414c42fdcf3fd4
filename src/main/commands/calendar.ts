import { readFile } from 'node:fs/promises'
import { AppError } from '#kernel/errors/model'
import { type Locale, translate } from '#kernel/i18n/model'
import {
  type Calendar,
  type CalendarDay,
  daysBetween,
  describeDayClass,
  describeHolidays,
  describeNotice,
  isLocalDate,
  Notice,
  shanghaiDate,
  statutoryCalendar,
  systemClock,
  withNotice,
} from '#kernel/time/model'
import type { CalendarBook } from '#kernel/time/server'
import '../safekeeping/messages.ts'
import { type Command, type CommandIo, parseCommandLine } from './command.ts'
import { houseOptions, placeOf } from './house-options.ts'
import { textTable } from './text-table.ts'

const yearsMax = 100

type Range = { from: string; to: string }

/** A day, a month, a year, or two of these with dots between: from the first day of the one to the last of the other. */
function readRange(text: string): Range {
  const ends = text.split('..')
  const [from = '', to = from] = ends
  const first = readPeriod(from, text)
  const last = readPeriod(to, text)
  if (ends.length > 2) throw badDate(text)
  if (first.from > last.to)
    throw new AppError('cli.reversed_range', { params: { from: first.from, to: last.to } })
  if (Number(last.to.slice(0, 4)) - Number(first.from.slice(0, 4)) >= yearsMax) {
    throw new AppError('cli.range_too_long', { params: { years: yearsMax } })
  }
  return { from: first.from, to: last.to }
}

function readPeriod(text: string, whole: string): Range {
  if (isLocalDate(text)) return { from: text, to: text }
  if (/^\d{4}$/.test(text)) return { from: `${text}-01-01`, to: `${text}-12-31` }
  const lastOfMonth = ['31', '30', '29', '28'].map((day) => `${text}-${day}`).find(isLocalDate)
  if (lastOfMonth) return { from: `${text}-01`, to: lastOfMonth }
  throw badDate(whole)
}

function badDate(text: string): AppError {
  return new AppError('cli.bad_date', { params: { date: text } })
}

async function readNotices(file: string): Promise<Notice[]> {
  let data: unknown
  try {
    data = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new AppError('cli.unreadable_file', { params: { file, reason }, cause: error })
  }
  const list: unknown[] = Array.isArray(data) ? data : [data]
  return list.map((item) => {
    const parsed = Notice.safeParse(item)
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    const path = issue?.path.join('.') ?? ''
    throw new AppError('cli.bad_notice', { params: { file, path, reason: issue?.message ?? '' } })
  })
}

function asJson(days: CalendarDay[], locale: Locale): string {
  const rows = days.map(({ date, class: dayClass, holidays, notice }) =>
    JSON.stringify({
      date,
      class: dayClass,
      ...(holidays && { name: describeHolidays(holidays, locale) }),
      ...(notice && { notice: describeNotice(notice, locale) }),
    }),
  )
  return `[\n${rows.map((row) => `  ${row}`).join(',\n')}\n]`
}

function asText(days: CalendarDay[], locale: Locale): string[] {
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  return textTable(
    days.map(({ date, class: dayClass, holidays, notice }) => [
      date,
      weekday.format(new Date(`${date}T00:00:00Z`)),
      describeDayClass(dayClass, locale),
      holidays ? describeHolidays(holidays, locale) : '',
      holidays && notice ? describeNotice(notice, locale) : '',
    ]),
  )
}

function unknownYears(days: CalendarDay[]): string[] {
  return [...new Set(days.filter((day) => day.class === 'unknown').map((day) => day.date.slice(0, 4)))]
}

type Place = ReturnType<typeof placeOf>

/** The calendar that a house keeps: the program's notices and those that were entered there. */
async function inHouse<T>(place: Place, ask: (calendar: CalendarBook) => Promise<T> | T): Promise<T> {
  const { openExisting } = await import('../safekeeping/place.ts')
  const { CalendarBook } = await import('#kernel/time/server')
  const { isFresh, migrate } = await import('#kernel/db/server')
  const handle = await openExisting(place.dataDir, place.databaseUrl)
  try {
    // Tables made before the keys are would keep the house from making any.
    if (await isFresh(handle)) throw new AppError('verify.no_data', { params: { folder: place.dataDir } })
    await migrate(handle)
    return await ask(await CalendarBook.open(handle))
  } finally {
    await handle.close()
  }
}

/** Keeps notices in the database of the house, so that every process of it counts by them. */
async function importNotices(files: string[], place: Place, io: CommandIo): Promise<number> {
  if (files.length === 0) throw new AppError('cli.no_notice_file')
  const notices = (await Promise.all(files.map(readNotices))).flat()
  const taken = await inHouse(place, (calendar) => calendar.take(notices, 0, systemClock.now()))
  for (const notice of taken)
    io.out(translate(io.locale, 'cli.calendar.taken', { notice: describeNotice(notice, io.locale) }))
  const known = notices.length - taken.length
  if (known > 0) io.out(translate(io.locale, 'cli.calendar.known', { count: known }))
  if (taken.length > 0) io.out(translate(io.locale, 'cli.calendar.confirm'))
  return 0
}

async function run(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseCommandLine(args, {
    ...houseOptions,
    json: { type: 'boolean', default: false },
    notice: { type: 'string', multiple: true, default: [] },
  })
  if (positionals[0] === 'import') return importNotices(positionals.slice(1), placeOf(values, io), io)
  if (positionals.length > 1) throw badDate(positionals.join(' '))
  const range = readRange(positionals[0] ?? shanghaiDate(systemClock.now()))

  const named = values.data !== undefined || values.database !== undefined
  let calendar: Calendar = named
    ? await inHouse(placeOf(values, io), ({ current }) => current)
    : statutoryCalendar
  for (const file of values.notice) {
    for (const notice of await readNotices(file)) calendar = withNotice(calendar, notice)
  }
  const days = daysBetween(calendar, range.from, range.to)
  if (values.json) io.out(asJson(days, io.locale))
  else for (const line of asText(days, io.locale)) io.out(line)
  for (const year of unknownYears(days)) io.err(translate(io.locale, 'cli.calendar.unknown_year', { year }))
  return 0
}

export const calendarCommand: Command = {
  name: 'calendar',
  summary: 'cli.calendar.summary',
  usage: 'cli.calendar.usage',
  run,
}
