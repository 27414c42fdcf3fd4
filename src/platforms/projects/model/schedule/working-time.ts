import { AppError } from '#kernel/errors/model'
import { dateOf, dayLength, type Moment } from './moment.ts'
import type { DayPeriods, WorkCalendar } from './network.ts'

/** No plan reaches beyond: the years 1900 to 2199. */
const firstDayEver = -25_567
const lastDayEver = 84_006

/** What a calendar says of single days, looked up by day. */
class DayBook {
  private readonly calendar: WorkCalendar
  private readonly exceptions = new Map<number, DayPeriods>()

  constructor(calendar: WorkCalendar) {
    this.calendar = calendar
    for (const { first, last, periods } of calendar.exceptions) {
      const end = Math.min(last, lastDayEver)
      for (let day = Math.max(first, firstDayEver); day <= end; day++)
        if (!this.exceptions.has(day)) this.exceptions.set(day, periods)
    }
  }

  periodsOf(day: number): DayPeriods {
    const exception = this.exceptions.get(day)
    if (exception) return exception
    const weekday = (((day + 4) % 7) + 7) % 7
    const special = this.calendar.workWeeks?.find(({ first, last }) => first <= day && day <= last)
    return special?.week[weekday] ?? this.calendar.week[weekday] ?? []
  }
}

/**
 * A calendar made ready for counting: moments to working time and back in constant time, over a window of days that
 * grows as it is asked for. Work of one day that touches the next day's is one span.
 */
export class WorkingTime {
  private readonly calendar: WorkCalendar
  private readonly book: DayBook
  private firstDay: number
  private endDay: number
  private from = new Float64Array(0)
  private to = new Float64Array(0)
  /** Working time before each span, counted from the window's beginning. */
  private before = new Float64Array(0)
  private count = 0
  private total = 0
  /** For each day of the window, the first span that ends after its beginning. */
  private ofDay = new Int32Array(0)
  /** For each share of working time, the first span that reaches beyond it. */
  private ofWork = new Int32Array(0)
  private share = dayLength

  constructor(calendar: WorkCalendar, around: Moment) {
    this.calendar = calendar
    this.book = new DayBook(calendar)
    const day = Math.min(Math.max(Math.floor(around / dayLength), firstDayEver + 1), lastDayEver - 1)
    this.firstDay = Math.max(firstDayEver, day - 100)
    this.endDay = Math.min(lastDayEver, day + 1000)
    this.build()
  }

  private build(): void {
    const spans: number[] = []
    const days = this.endDay - this.firstDay
    this.ofDay = new Int32Array(days + 1)
    for (let index = 0; index < days; index++) {
      const day = this.firstDay + index
      const midnight = day * dayLength
      const last = spans.length
      // A span that ended at this midnight may grow into this day.
      this.ofDay[index] = last / 2
      for (const [from, to] of this.book.periodsOf(day)) {
        if (from >= to) continue
        if (spans.length > 0 && spans[spans.length - 1] === midnight + from) {
          if (spans.length === last) this.ofDay[index] = last / 2 - 1
          spans[spans.length - 1] = midnight + to
        } else spans.push(midnight + from, midnight + to)
      }
    }
    this.count = spans.length / 2
    this.ofDay[days] = this.count
    this.from = new Float64Array(this.count)
    this.to = new Float64Array(this.count)
    this.before = new Float64Array(this.count + 1)
    for (let index = 0; index < this.count; index++) {
      const [from, to] = [spans[index * 2] as number, spans[index * 2 + 1] as number]
      this.from[index] = from
      this.to[index] = to
      this.before[index + 1] = (this.before[index] as number) + to - from
    }
    this.total = this.before[this.count] as number
    this.share = Math.max(60, Math.ceil(this.total / Math.max(1, this.count)))
    this.indexWork()
  }

  private indexWork(): void {
    const shares = Math.floor(this.total / this.share) + 1
    this.ofWork = new Int32Array(shares)
    let span = 0
    for (let index = 0; index < shares; index++) {
      while (span < this.count - 1 && (this.before[span + 1] as number) <= index * this.share) span++
      this.ofWork[index] = span
    }
  }

  private growBack(): void {
    if (this.firstDay <= firstDayEver) throw this.noTime(this.firstDay * dayLength)
    this.firstDay = Math.max(firstDayEver, this.firstDay - (this.endDay - this.firstDay))
    this.build()
  }

  private growOn(): void {
    if (this.endDay >= lastDayEver) throw this.noTime(this.endDay * dayLength)
    this.endDay = Math.min(lastDayEver, this.endDay + (this.endDay - this.firstDay))
    this.build()
  }

  private noTime(at: Moment): AppError {
    return new AppError('schedule.no_working_time', {
      params: { calendar: this.calendar.name || this.calendar.id, date: dateOf(at) },
    })
  }

  private cover(at: Moment): void {
    const day = Math.floor(at / dayLength)
    while (day < this.firstDay) this.growBack()
    while (day >= this.endDay) this.growOn()
  }

  /** The first span that ends after a moment of the window; `count` where there is none. */
  private spanAfter(at: Moment): number {
    let span = this.ofDay[Math.floor(at / dayLength) - this.firstDay] as number
    while (span < this.count && (this.to[span] as number) <= at) span++
    return span
  }

  /** The working time of the window before a moment. */
  private workBefore(at: Moment): number {
    const span = this.spanAfter(at)
    if (span >= this.count) return this.total
    const from = this.from[span] as number
    return (this.before[span] as number) + (at > from ? at - from : 0)
  }

  /** The span at or before whose end the working time `work` of the window is done. */
  private spanEnding(work: number): number {
    let span = this.ofWork[Math.floor(work / this.share)] as number
    // The table answers the span after one that ends exactly there.
    while (span > 0 && (this.before[span] as number) >= work) span--
    while ((this.before[span + 1] as number) < work) span++
    return span
  }

  /** The span in which work goes on after the working time `work` of the window. */
  private spanBeginning(work: number): number {
    let span = this.ofWork[Math.floor(work / this.share)] as number
    while ((this.before[span + 1] as number) <= work) span++
    return span
  }

  /** The moment at which `work` more is done (at the end of a span, not the next one's beginning); or less, before. */
  add(at: Moment, work: number): Moment {
    if (work === 0) return at
    this.cover(at)
    if (work > 0) {
      while (this.workBefore(at) + work > this.total) this.growOn()
      const target = this.workBefore(at) + work
      const span = this.spanEnding(target)
      return (this.from[span] as number) + target - (this.before[span] as number)
    }
    while (this.workBefore(at) + work < 0) this.growBack()
    const target = this.workBefore(at) + work
    const span = this.spanBeginning(target)
    return (this.from[span] as number) + target - (this.before[span] as number)
  }

  /** The first moment from this one on at which work can begin. */
  next(at: Moment): Moment {
    this.cover(at)
    let span = this.spanAfter(at)
    while (span >= this.count) {
      this.growOn()
      span = this.spanAfter(at)
    }
    return Math.max(at, this.from[span] as number)
  }

  /** The last moment up to this one at which work can have ended. */
  previous(at: Moment): Moment {
    this.cover(at)
    let span = this.spanAfter(at)
    while (span === 0 && !(this.count > 0 && (this.from[0] as number) < at)) {
      this.growBack()
      span = this.spanAfter(at)
    }
    if (span < this.count && (this.from[span] as number) < at) return at
    return this.to[span - 1] as number
  }

  /** Working time from one moment to another; negative where the other is earlier. */
  between(from: Moment, to: Moment): number {
    if (from === to) return 0
    this.cover(from)
    this.cover(to)
    return this.workBefore(to) - this.workBefore(from)
  }
}
