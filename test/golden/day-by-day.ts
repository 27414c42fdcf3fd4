import chineseDays from 'chinese-days'

/**
 * A second reckoning of due dates, written from the rules and not from the program: it imports nothing of it, takes
 * the days off from an independent package, and lists the days one by one. Instants are minutes since 1970 in UTC.
 */
export type PlainSpan = { from: number; to: number | null }
export type PlainLimit = { unit: string; count: number }
export type PlainNotice = { off: string[]; makeUp: string[]; withdrawn: string[] }
export type PlainOwnDays = { from: string; to: string | null; weekday?: number | undefined; open: boolean }
export type Schedule = {
  start: number
  /** The limit and then each extension, in the order in which they were granted. */
  limits: PlainLimit[]
  pauses: PlainSpan[]
  /** Office hours in minutes after midnight. */
  hours: readonly { from: number; to: number }[]
  /** What was published after the package: in the order of issue. */
  notices: PlainNotice[]
  ownDays: PlainOwnDays[]
}

const lastYearOfPackage = 2026
const minutesOfDay = 1440
const shanghai = 8 * 60

function dateText(day: number): string {
  const date = new Date(day * 86_400_000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
}

const weekday = (date: string) => new Date(`${date}T12:00:00Z`).getUTCDay()

// Where the notices read otherwise than the package about a Saturday or Sunday. 2011, 2012: "放假公休,共3天" names all
// three days. 2015: "9月3日至5日调休放假". 2014: "4月5日放假,4月7日补休". 2019: one day each, "与周末连休".
const namedByNotice = ['2011-06-05', '2012-06-23', '2015-09-05']
const namedByPackage = '2014-04-06 2019-04-06 2019-04-07 2019-06-08 2019-06-09 2019-09-14 2019-09-15'.split(
  ' ',
)

function kindOf(date: string, notices: readonly PlainNotice[]): 'work' | 'make_up' | 'weekend' | 'holiday' {
  const ordinary = weekday(date) === 0 || weekday(date) === 6 ? 'weekend' : 'work'
  for (const notice of notices.toReversed()) {
    if (notice.off.includes(date)) return 'holiday'
    if (notice.makeUp.includes(date)) return 'make_up'
    if (notice.withdrawn.includes(date)) return ordinary
  }
  if (Number(date.slice(0, 4)) > lastYearOfPackage) return ordinary
  if (chineseDays.isWorkday(date)) return ordinary === 'weekend' ? 'make_up' : 'work'
  if (namedByNotice.includes(date)) return 'holiday'
  if (namedByPackage.includes(date)) return 'weekend'
  return chineseDays.getDayDetail(date).name.includes(',') ? 'holiday' : 'weekend'
}

function statutoryRest(date: string, notices: readonly PlainNotice[]): boolean {
  return ['weekend', 'holiday'].includes(kindOf(date, notices))
}

function closed(date: string, { notices, ownDays }: Schedule): boolean {
  const kind = kindOf(date, notices)
  const within = ownDays.filter((rule) => rule.from <= date && (rule.to === null || date <= rule.to))
  const exact = within.filter((rule) => rule.weekday === undefined).at(-1)
  if (exact) return !exact.open
  const habit = within.filter((rule) => rule.weekday === weekday(date)).at(-1)
  if (habit && kind !== 'make_up' && kind !== 'holiday') return !habit.open
  return statutoryRest(date, notices)
}

const stands = (pauses: readonly PlainSpan[], end: number) =>
  pauses.find((pause) => pause.from < end && (pause.to === null || end <= pause.to))

type Place = { at: number; day: number; whole: boolean }

/** The pieces of a day that count one each. */
function unitsOfDay(unit: string, { hours }: Schedule): readonly { from: number; to: number }[] {
  if (unit === 'calendar_days') return [{ from: 0, to: minutesOfDay }]
  const [opening = 0, closing = 0] = [hours[0]?.from, hours.at(-1)?.to]
  if (unit === 'working_days') return [{ from: opening, to: closing }]
  if (hours.length === 2) return hours
  const middle = (opening + closing) / 2
  return [
    { from: opening, to: middle },
    { from: middle, to: closing },
  ]
}

function afterUnits(schedule: Schedule, place: Place, { unit, count }: PlainLimit): Place | null {
  const ends: Place[] = []
  for (let day = place.day; ends.length < count; day++) {
    const midnight = day * minutesOfDay - shanghai
    if (unit !== 'calendar_days' && closed(dateText(day), schedule)) continue
    for (const piece of unitsOfDay(unit, schedule)) {
      const [from, to] = [midnight + piece.from, midnight + piece.to]
      // The day of the start is left out whole; of half-days, the one that had begun.
      if (unit !== 'working_half_days' && day === place.day) continue
      if (unit === 'working_half_days' && (from < place.at || (from === place.at && !place.whole))) continue
      if (ends.length === count) break
      const pause = stands(schedule.pauses, to)
      if (pause?.to === null) return null
      if (!pause) ends.push({ at: to, day, whole: true })
    }
  }
  return ends.at(-1) ?? null
}

/** Time that runs, cut into pieces by the pauses, laid end to end. */
function afterTime(schedule: Schedule, place: Place, { unit, count }: PlainLimit): Place | null {
  let wanted = count * 60
  const firstDay = Math.floor((place.at + shanghai) / minutesOfDay)
  for (let day = firstDay; ; day++) {
    const midnight = day * minutesOfDay - shanghai
    if (unit === 'working_hours' && closed(dateText(day), schedule)) continue
    const open = unit === 'hours' ? [{ from: 0, to: minutesOfDay }] : schedule.hours
    for (const { from, to } of open) {
      let pieces = [{ from: Math.max(midnight + from, place.at), to: midnight + to }]
      for (const pause of schedule.pauses) {
        const until = pause.to ?? Number.POSITIVE_INFINITY
        pieces = pieces.flatMap((piece) => [
          { from: piece.from, to: Math.min(piece.to, Math.max(piece.from, pause.from)) },
          { from: Math.max(piece.from, Math.min(piece.to, until)), to: piece.to },
        ])
      }
      for (const piece of pieces.filter((item) => item.from < item.to)) {
        const length = piece.to - piece.from
        if (length >= wanted) return { at: piece.from + wanted, day, whole: true }
        wanted -= length
      }
    }
    const opened = schedule.pauses.find((pause) => pause.to === null)
    if (opened && opened.from < midnight + minutesOfDay) return null
  }
}

/** When a schedule is due; null where an open pause stands in the way. */
export function dueByHand(schedule: Schedule): number | null {
  let place: Place = {
    at: schedule.start,
    day: Math.floor((schedule.start + shanghai) / minutesOfDay),
    whole: false,
  }
  for (const limit of schedule.limits) {
    const inTime = limit.unit === 'hours' || limit.unit === 'working_hours'
    const next: Place | null = inTime ? afterTime(schedule, place, limit) : afterUnits(schedule, place, limit)
    if (!next) return null
    place = next
    if (limit.unit === 'hours' || limit.unit === 'working_hours')
      place.day = Math.floor((place.at + shanghai) / minutesOfDay)
  }
  if (schedule.limits.at(-1)?.unit !== 'calendar_days') return place.at
  // 民法典第二百零三条: the last day is one of rest, so the next that is not.
  for (let { day } = place; ; day++) {
    const end = (day + 1) * minutesOfDay - shanghai
    const pause = stands(schedule.pauses, end)
    if (pause?.to === null) return null
    if (!pause && !statutoryRest(dateText(day), schedule.notices)) return end
  }
}
