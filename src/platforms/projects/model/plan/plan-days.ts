import { addDays, type Calendar, type Notice, statutoryCalendar, withNotice } from '#kernel/time/model'
import { dateOf, momentAt } from '../schedule/moment.ts'
import type { WorkCalendar } from '../schedule/network.ts'
import { planCalendar, planDay } from '../schedule/plan-calendar.ts'
import { WorkingTime } from '../schedule/working-time.ts'

/** The working days that a plan counts in, made ready for counting. */
export class PlanDays {
  readonly calendar: Calendar
  readonly work: WorkCalendar
  readonly #time: WorkingTime

  constructor(calendar: Calendar, around: string) {
    this.calendar = calendar
    this.work = planCalendar(calendar)
    this.#time = new WorkingTime(this.work, momentAt(around))
  }

  /** The first working day from a day on. */
  onOrAfter(date: string): string {
    return dateOf(this.#time.next(dayStart(date)))
  }

  /** The last day of a piece of work that begins on a day; that day itself where it takes one. */
  finishOf(start: string, workingDays: number): string {
    return dateOf(this.#time.add(this.#time.next(dayStart(start)), Math.max(1, workingDays) * planDay))
  }

  /** The first day of a piece of work that ends on a day. */
  startOf(finish: string, workingDays: number): string {
    return dateOf(this.#time.add(this.#time.previous(dayEnd(finish)), -Math.max(1, workingDays) * planDay))
  }

  /** So many working days on, or back. */
  move(date: string, workingDays: number): string {
    if (workingDays === 0) return date
    if (workingDays > 0) return this.finishOf(addDays(this.#whole(date), 1), workingDays)
    return this.startOf(addDays(this.onOrAfter(date), -1), -workingDays)
  }

  /** Working days from one day to another, the first not counted; negative where the other is earlier. */
  between(from: string, to: string): number {
    return Math.round(this.#time.between(dayEnd(from), dayEnd(to)) / planDay)
  }

  #whole(date: string): string {
    return dateOf(this.#time.previous(dayEnd(date)))
  }
}

/** The calendar with what was published after this version of the program. */
export function calendarWith(notices: readonly Notice[]): Calendar {
  return notices.reduce(withNotice, statutoryCalendar)
}

export const dayStart = (date: string) => momentAt(`${date}T08:00`)
export const dayEnd = (date: string) => momentAt(`${date}T17:00`)
