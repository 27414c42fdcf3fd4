import type { Database } from '#kernel/db/server'
import { OwnCalendar } from '#kernel/orgs/model'
import { termsFrom } from '../model/own-calendar.ts'
import { currentOwnCalendars, insertOwnCalendar } from './own-calendar-store.ts'

const nothing: OwnCalendar = { hours: [], days: [] }

/** Office hours and days that organisations keep of their own, in memory: every task that is opened asks for them. */
export class OwnCalendars {
  readonly #db: Database
  #byOrganisation = new Map<number, OwnCalendar>()
  #last = 0

  private constructor(db: Database) {
    this.#db = db
  }

  static async open(db: Database): Promise<OwnCalendars> {
    const calendars = new OwnCalendars(db)
    await calendars.reload()
    return calendars
  }

  async reload(): Promise<void> {
    const rows = await currentOwnCalendars(this.#db)
    this.#byOrganisation = new Map(
      rows.map(({ organisationId, hours, days }) => [organisationId, OwnCalendar.parse({ hours, days })]),
    )
    this.#last = Math.max(0, ...rows.map(({ no }) => no))
  }

  of(organisationId: number): OwnCalendar {
    return this.#byOrganisation.get(organisationId) ?? nothing
  }

  readonly termsOf = (organisationId: number, startedAt: string): ReturnType<typeof termsFrom> =>
    termsFrom(this.of(organisationId), startedAt)

  /** Changes whenever any organisation's does. */
  readonly version = (): string => String(this.#last)

  async set(organisationId: number, calendar: OwnCalendar, accountId: number, at: Date): Promise<void> {
    await this.#db
      .transaction()
      .execute((tx) => insertOwnCalendar(tx, organisationId, calendar, accountId, at))
    await this.reload()
  }
}
