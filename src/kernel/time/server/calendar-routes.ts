import { z } from 'zod'
import { hasRight } from '#kernel/http/model'
import { created, defineRoute, type Route } from '#kernel/http/server'
import type { Locale } from '#kernel/i18n/model'
import {
  CalendarAnswer,
  daysBetween,
  describeHolidays,
  describeNotice,
  Notice,
  noticeKey,
  shanghaiDate,
} from '#kernel/time/model'
import type { CalendarBook } from './calendar-book.ts'

type Deps = {
  calendar: CalendarBook
  now: () => Date
  /** Names of the accounts that entered notices. */
  accountNames: (ids: readonly number[]) => Promise<Map<number, string>>
}

export const calendarRight = 'calendar.manage'

/** The statutory calendar for whoever works by it, and taking in next year's notice. */
export function calendarRoutes({ calendar, now, accountNames }: Deps): Route[] {
  const answer = async (year: number, locale: Locale, manage: boolean): Promise<CalendarAnswer> => {
    const days = daysBetween(calendar.current, `${year}-01-01`, `${year}-12-31`)
    const imported = new Map(calendar.imported.map((item) => [noticeKey(item.notice), item]))
    const names = await accountNames([...imported.values()].map(({ accountId }) => accountId))
    const aside = [...imported.values()].filter(({ inForce }) => !inForce).map(({ notice }) => notice)
    const touching = [...calendar.current.notices, ...aside].filter((notice) => notice.year === year)
    return {
      year,
      days: days.map(({ date, class: dayClass, holidays }) => ({
        date,
        class: dayClass,
        name: holidays ? describeHolidays(holidays, locale) : '',
      })),
      notices: touching.map((notice) => {
        const item = imported.get(noticeKey(notice))
        return {
          title: describeNotice(notice, locale),
          notice,
          importedAt: item?.at.toISOString() ?? null,
          importedBy: item ? (names.get(item.accountId) ?? null) : null,
          inForce: item?.inForce ?? true,
        }
      }),
      can: { manage },
    }
  }
  return [
    defineRoute({
      method: 'GET',
      path: '/api/calendar',
      summary: 'The days of a year with holidays and make-up workdays, and the notices they come from',
      access: { kind: 'signed_in', because: 'the State Council publishes it for everyone' },
      query: z.object({ year: z.coerce.number().int().min(2010).max(2199).optional() }),
      response: CalendarAnswer,
      handler: ({ query, actor, locale }) =>
        answer(query.year ?? Number(shanghaiDate(now()).slice(0, 4)), locale, hasRight(actor, calendarRight)),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/calendar/notices',
      summary: 'Takes in holiday notices; due dates move only when a person confirms it',
      access: {
        kind: 'signed_in',
        because: 'a notice is public and names no entry',
        right: calendarRight,
      },
      body: z.strictObject({ notices: z.array(Notice).min(1).max(20) }),
      response: z.strictObject({ taken: z.int(), known: z.int(), year: z.int() }),
      handler: async ({ actor, body }) => {
        const taken = await calendar.take(body.notices, actor.accountId, now())
        return created({
          taken: taken.length,
          known: body.notices.length - taken.length,
          year: body.notices.at(-1)?.year ?? 0,
        })
      },
    }),
  ]
}
