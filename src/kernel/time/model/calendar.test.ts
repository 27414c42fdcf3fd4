import assert from 'node:assert/strict'
import { test } from 'node:test'
import chineseDays from 'chinese-days'
import { isAppError } from '#kernel/errors/model'
import { locales } from '#kernel/i18n/model'
import {
  type CalendarDay,
  dayOf,
  daysBetween,
  isWorkingDay,
  statutoryCalendar,
  withNotice,
} from './calendar.ts'
import { Notice, type Notice as NoticeType } from './notice.ts'
import { publishedNotices } from './notices.ts'
import { describeDayClass, describeHolidays, describeNotice } from './wording.ts'

const calendar = statutoryCalendar
const all = daysBetween(calendar, '2010-01-01', '2026-12-31')

function datesOf(year: number, dayClass: CalendarDay['class']): string {
  const days = daysBetween(calendar, `${year}-01-01`, `${year}-12-31`)
  return days
    .filter((day) => day.class === dayClass)
    .map((day) => day.date.slice(5))
    .join(' ')
}

test('on every day of 2010–2026 offices work or rest as an independent calendar says', () => {
  const differing = all.filter((day) => isWorkingDay(calendar, day.date) !== chineseDays.isWorkday(day.date))
  assert.equal(all.length, 6209)
  assert.deepEqual(differing, [])
})

test('the make-up workdays of 2010–2026 are those of an independent calendar', () => {
  const ours = all.filter((day) => day.class === 'makeup_workday').map((day) => day.date)
  const theirs = all
    .map((day) => day.date)
    .filter(
      (date) => chineseDays.isWorkday(date) && [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()),
    )
  assert.deepEqual(ours, theirs)
})

test('holidays differ from the independent calendar only where a notice says otherwise', () => {
  const nameless = (date: string) => !chineseDays.getDayDetail(date).name.includes(',')
  const rest = all.filter((day) => !isWorkingDay(calendar, day.date))
  const onlyOurs = rest.filter((day) => day.class === 'holiday' && nameless(day.date)).map((day) => day.date)
  const onlyTheirs = rest
    .filter((day) => day.class === 'weekend' && !nameless(day.date))
    .map((day) => day.date)
  // 2011, 2012: "放假公休,共3天" names all three days. 2015: "9月3日至5日调休放假,共3天".
  assert.deepEqual(onlyOurs, ['2011-06-05', '2012-06-23', '2015-09-05'])
  // 2014: "4月5日放假,4月7日补休". 2019: one day each, "与周末连休": the weekend stays a weekend.
  assert.deepEqual(onlyTheirs, [
    '2014-04-06',
    '2019-04-06',
    '2019-04-07',
    '2019-06-08',
    '2019-06-09',
    '2019-09-14',
    '2019-09-15',
  ])
})

test('years with a second notice follow the later one', () => {
  assert.equal(dayOf(calendar, '2015-09-03').class, 'holiday')
  assert.equal(dayOf(calendar, '2015-09-04').class, 'holiday')
  assert.equal(dayOf(calendar, '2015-09-06').class, 'makeup_workday')
  assert.deepEqual(dayOf(calendar, '2015-09-03').holidays, ['victory_day'])
  assert.deepEqual(
    ['2019-04-28', '2019-05-01', '2019-05-02', '2019-05-03', '2019-05-04', '2019-05-05'].map(
      (date) => dayOf(calendar, date).class,
    ),
    ['makeup_workday', 'holiday', 'holiday', 'holiday', 'holiday', 'makeup_workday'],
  )
  // 国办发明电〔2020〕1号: the holiday lasts to 2 February, and the make-up workday of 1 February is gone.
  assert.deepEqual(
    ['2020-01-31', '2020-02-01', '2020-02-02', '2020-02-03'].map((date) => dayOf(calendar, date).class),
    ['holiday', 'holiday', 'holiday', 'workday'],
  )
  assert.equal(dayOf(calendar, '2020-02-01').notice?.document.number, 1)
})

test('the days of a December that next year’s notice speaks of are its days', () => {
  assert.equal(dayOf(calendar, '2011-12-31').class, 'makeup_workday')
  assert.equal(dayOf(calendar, '2018-12-29').class, 'makeup_workday')
  assert.equal(dayOf(calendar, '2018-12-31').class, 'holiday')
  assert.equal(dayOf(calendar, '2022-12-31').class, 'holiday')
  assert.equal(dayOf(calendar, '2022-12-31').notice?.year, 2023)
})

test('2024, 2025 and 2026 read as published', () => {
  assert.equal(datesOf(2024, 'makeup_workday'), '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12')
  assert.equal(datesOf(2025, 'makeup_workday'), '01-26 02-08 04-27 09-28 10-11')
  assert.equal(datesOf(2026, 'makeup_workday'), '01-04 02-14 02-28 05-09 09-20 10-10')
  assert.equal(datesOf(2024, 'holiday').split(' ').length, 28)
  assert.equal(datesOf(2025, 'holiday').split(' ').length, 28)
  assert.equal(datesOf(2026, 'holiday').split(' ').length, 33)
})

test('a year without a notice is unknown, its weekends too', () => {
  for (const date of [
    '2009-12-31',
    '2009-10-01',
    '2027-01-01',
    '2027-01-02',
    '2027-03-01',
    '1999-05-01',
    '2400-01-01',
  ]) {
    assert.deepEqual(dayOf(calendar, date), { date, class: 'unknown' })
    assert.equal(isWorkingDay(calendar, date), undefined)
  }
  assert.equal(dayOf(calendar, '2026-12-31').class, 'workday')
})

test('every published notice is well formed, and the days of rest it takes are weekends', () => {
  for (const notice of publishedNotices)
    assert.equal(Notice.safeParse(notice).success, true, String(notice.year))
  for (const day of all.filter((each) => each.class === 'makeup_workday')) {
    assert.ok([0, 6].includes(new Date(`${day.date}T00:00:00Z`).getUTCDay()), day.date)
  }
})

// An invented notice: the real one for 2027 isn't published.
const next: NoticeType = {
  kind: 'annual',
  year: 2027,
  issuedOn: '2026-11-05',
  document: { series: 'general_office_telegram', year: 2026, number: 99 },
  arrangements: [
    { holidays: ['new_year'], off: ['2026-12-31..2027-01-02'], makeUp: ['2026-12-27'] },
    { holidays: ['spring_festival'], off: ['2027-02-05..2027-02-12'], makeUp: ['2027-01-31', '2027-02-14'] },
  ],
}

test('a notice can be added, and the calendar it was added to stays as it was', () => {
  const later = withNotice(calendar, next)
  assert.equal(dayOf(later, '2027-02-08').class, 'holiday')
  assert.equal(dayOf(later, '2027-02-14').class, 'makeup_workday')
  assert.equal(dayOf(later, '2027-02-15').class, 'workday')
  assert.equal(dayOf(later, '2027-02-20').class, 'weekend')
  assert.equal(dayOf(later, '2026-12-31').class, 'holiday')
  assert.equal(dayOf(calendar, '2026-12-31').class, 'workday')
  assert.equal(dayOf(calendar, '2027-02-08').class, 'unknown')
  assert.equal(dayOf(later, '2028-01-01').class, 'unknown')
})

test('adding the same notice twice changes nothing', () => {
  const later = withNotice(calendar, next)
  assert.equal(withNotice(later, structuredClone(next)), later)
})

test('an amendment may give days back to their weekday', () => {
  const later = withNotice(withNotice(calendar, next), {
    kind: 'amendment',
    year: 2027,
    issuedOn: '2027-01-10',
    document: { series: 'general_office_telegram', year: 2027, number: 1 },
    arrangements: [
      { holidays: ['spring_festival'], off: [], makeUp: [], withdrawn: ['2027-02-12', '2027-02-14'] },
    ],
  })
  assert.equal(dayOf(later, '2027-02-12').class, 'workday')
  assert.equal(dayOf(later, '2027-02-14').class, 'weekend')
  assert.deepEqual(dayOf(later, '2027-02-12').notice?.kind, 'annual')
})

test('a notice that contradicts what is known is refused', () => {
  const refused = (notice: NoticeType, code: string) =>
    assert.throws(
      () => withNotice(withNotice(calendar, next), notice),
      (error) => isAppError(error) && error.code === code,
    )
  refused({ ...next, arrangements: next.arrangements.slice(0, 1) }, 'time.notice_differs')
  refused({ ...next, document: { ...next.document, number: 100 } }, 'time.year_is_settled')
  refused(
    {
      ...next,
      kind: 'amendment',
      year: 2028,
      document: { ...next.document, number: 101 },
      arrangements: [{ holidays: ['new_year'], off: ['2028-01-01'], makeUp: [] }],
    },
    'time.year_is_not_settled',
  )
})

test('a malformed notice names what is wrong', () => {
  const issues = (change: Partial<NoticeType>) =>
    Notice.safeParse({ ...next, ...change }).error?.issues.map((issue) => issue.message)
  const paragraph = (off: string[], makeUp: string[]) => [{ holidays: ['new_year' as const], off, makeUp }]
  assert.deepEqual(issues({ arrangements: paragraph(['2027-02-30'], []) }), ['time.bad_day_span'])
  assert.deepEqual(issues({ arrangements: paragraph(['2027-01-03..2027-01-01'], []) }), ['time.bad_day_span'])
  assert.deepEqual(issues({ arrangements: paragraph(['2027-01-01'], ['2027-01-04']) }), [
    'time.make_up_day_on_weekday',
  ])
  assert.deepEqual(issues({ arrangements: paragraph(['2028-01-01'], []) }), ['time.day_of_another_year'])
  assert.deepEqual(issues({ arrangements: paragraph(['2027-01-02'], ['2027-01-02']) }), [
    'time.day_named_twice',
  ])
})

test('days, holidays and notices have words in both languages', () => {
  const day = dayOf(calendar, '2025-10-06')
  assert.ok(day.notice && day.holidays)
  assert.equal(describeHolidays(day.holidays, 'zh-CN'), '国庆节、中秋节')
  assert.equal(describeHolidays(day.holidays, 'en'), 'National Day and Mid-Autumn Festival')
  assert.equal(describeNotice(day.notice, 'zh-CN'), '国办发明电〔2024〕12号')
  assert.equal(
    describeNotice(day.notice, 'en'),
    'General Office of the State Council, telegram [2024] No. 12',
  )
  for (const locale of locales) assert.doesNotMatch(describeDayClass(day.class, locale), /^time\./)
})
