import { type Locale, translate } from '#kernel/i18n/model'
import type { DayClass } from './calendar.ts'
import './messages.ts'
import type { HolidayCode, Notice } from './notice.ts'

export function describeDayClass(dayClass: DayClass, locale: Locale): string {
  return translate(locale, `time.class.${dayClass}`)
}

export function describeHolidays(holidays: readonly HolidayCode[], locale: Locale): string {
  return holidays
    .map((code) => translate(locale, `time.holiday.${code}`))
    .join(translate(locale, 'time.holiday_separator'))
}

/** The number on the notice, as it is cited. Years and numbers stand without thousands separators. */
export function describeNotice(notice: Notice, locale: Locale): string {
  const { series, year, number } = notice.document
  return translate(locale, `time.notice.${series}`, { year: String(year), number: String(number) })
}
