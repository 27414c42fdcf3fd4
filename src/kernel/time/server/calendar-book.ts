import type { Database, DatabaseHandle } from '#kernel/db/server'
import { isAppError } from '#kernel/errors/model'
import { type Calendar, Notice, noticeKey, statutoryCalendar, withNotice } from '#kernel/time/model'
import { insertNotice, lockNotices, readNotices, type StoredNotice } from './notice-store.ts'

/** A notice that was entered here, and whether the calendar follows it. */
export type ImportedNotice = { notice: Notice; accountId: number; at: Date; inForce: boolean }

type Read = { calendar: Calendar; imported: ImportedNotice[] }

function built(rows: readonly StoredNotice[]): Read {
  let calendar = statutoryCalendar
  const imported = rows.map((row): ImportedNotice => {
    const notice = Notice.parse(row.notice)
    let inForce = true
    try {
      calendar = withNotice(calendar, notice)
    } catch (error) {
      // A later version of the program may know the year by itself, in other words: what it knows goes first.
      if (!isAppError(error)) throw error
      inForce = false
    }
    return { notice, accountId: row.accountId, at: row.at, inForce }
  })
  return { calendar, imported }
}

/**
 * The calendar as this process knows it: the notices of the program and those kept in the database. A notice taken in
 * by any process is told to all of them through the database, so none needs a start; `reload` reads what is missed.
 */
export class CalendarBook {
  readonly #handle: DatabaseHandle
  #read: Read

  private constructor(handle: DatabaseHandle, read: Read) {
    this.#handle = handle
    this.#read = read
  }

  static async open(handle: DatabaseHandle): Promise<CalendarBook> {
    return new CalendarBook(handle, built(await readNotices(handle.db)))
  }

  get current(): Calendar {
    return this.#read.calendar
  }

  get imported(): readonly ImportedNotice[] {
    return this.#read.imported
  }

  async reload(db: Database = this.#handle.db): Promise<void> {
    this.#read = built(await readNotices(db))
  }

  /**
   * Takes in notices, all or none; those that are known change nothing. Answers those that are new.
   * @throws AppError time.notice_differs, time.year_is_settled, time.year_is_not_settled
   */
  async take(notices: readonly Notice[], accountId: number, at: Date): Promise<Notice[]> {
    const taken = await this.#handle.db.transaction().execute(async (tx) => {
      await lockNotices(tx)
      let { calendar } = built(await readNotices(tx))
      const fresh: Notice[] = []
      for (const input of notices) {
        const notice = Notice.parse(input)
        const next = withNotice(calendar, notice)
        if (next === calendar) continue
        // A thousandth of a second apart: the order of taking in is the order of reading.
        const when = new Date(at.getTime() + fresh.length)
        await insertNotice(tx, { document: noticeKey(notice), notice, accountId, at: when })
        fresh.push(notice)
        calendar = next
      }
      return fresh
    })
    await this.reload()
    return taken
  }
}
