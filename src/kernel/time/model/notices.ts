import { HolidayCode, type Notice, NoticeSeries } from './notice.ts'

/** Holidays of the paragraph, days off, days of rest on which people work: words apart by a space. */
type Row = readonly [holidays: string, off: string, makeUp?: string]

function words(text: string | undefined): string[] {
  return text ? text.split(' ') : []
}

function notice(kind: Notice['kind'], year: number, issuedOn: string, document: string, rows: Row[]): Notice {
  const [series, documentYear, number] = document.split('/')
  return {
    kind,
    year,
    issuedOn,
    document: { series: NoticeSeries.parse(series), year: Number(documentYear), number: Number(number) },
    arrangements: rows.map(([holidays, off, makeUp]) => ({
      holidays: words(holidays).map((code) => HolidayCode.parse(code)),
      off: words(off),
      makeUp: words(makeUp),
    })),
  }
}

function annual(year: number, issuedOn: string, document: string, rows: Row[]): Notice {
  return notice('annual', year, issuedOn, document, rows)
}

function amendment(year: number, issuedOn: string, document: string, rows: Row[]): Notice {
  return notice('amendment', year, issuedOn, document, rows)
}

/**
 * What the notices say, word for word, and nothing more: where a notice gives one day off "与周末连休" (joined to
 * the weekend), the weekend stays a weekend. A later notice goes before an earlier one, day by day.
 */
export const publishedNotices: readonly Notice[] = [
  // 国办发明电〔2009〕27号
  annual(2010, '2009-12-07', 'general_office_telegram/2009/27', [
    ['new_year', '2010-01-01..2010-01-03'],
    ['spring_festival', '2010-02-13..2010-02-19', '2010-02-20 2010-02-21'],
    ['qingming', '2010-04-03..2010-04-05'],
    ['labour_day', '2010-05-01..2010-05-03'],
    ['dragon_boat', '2010-06-14..2010-06-16', '2010-06-12 2010-06-13'],
    ['mid_autumn', '2010-09-22..2010-09-24', '2010-09-19 2010-09-25'],
    ['national_day', '2010-10-01..2010-10-07', '2010-09-26 2010-10-09'],
  ]),
  // 国办发明电〔2010〕40号
  annual(2011, '2010-12-09', 'general_office_telegram/2010/40', [
    ['new_year', '2011-01-01..2011-01-03'],
    ['spring_festival', '2011-02-02..2011-02-08', '2011-01-30 2011-02-12'],
    ['qingming', '2011-04-03..2011-04-05', '2011-04-02'],
    ['labour_day', '2011-04-30..2011-05-02'],
    ['dragon_boat', '2011-06-04..2011-06-06'],
    ['mid_autumn', '2011-09-10..2011-09-12'],
    ['national_day', '2011-10-01..2011-10-07', '2011-10-08 2011-10-09'],
  ]),
  // 国办发明电〔2011〕45号
  annual(2012, '2011-12-05', 'general_office_telegram/2011/45', [
    ['new_year', '2012-01-01..2012-01-03', '2011-12-31'],
    ['spring_festival', '2012-01-22..2012-01-28', '2012-01-21 2012-01-29'],
    ['qingming', '2012-04-02..2012-04-04', '2012-03-31 2012-04-01'],
    ['labour_day', '2012-04-29..2012-05-01', '2012-04-28'],
    ['dragon_boat', '2012-06-22..2012-06-24'],
    ['mid_autumn national_day', '2012-09-30..2012-10-07', '2012-09-29'],
  ]),
  // 国办发明电〔2012〕33号
  annual(2013, '2012-12-08', 'general_office_telegram/2012/33', [
    ['new_year', '2013-01-01..2013-01-03', '2013-01-05 2013-01-06'],
    ['spring_festival', '2013-02-09..2013-02-15', '2013-02-16 2013-02-17'],
    ['qingming', '2013-04-04..2013-04-06', '2013-04-07'],
    ['labour_day', '2013-04-29..2013-05-01', '2013-04-27 2013-04-28'],
    ['dragon_boat', '2013-06-10..2013-06-12', '2013-06-08 2013-06-09'],
    ['mid_autumn', '2013-09-19..2013-09-21', '2013-09-22'],
    ['national_day', '2013-10-01..2013-10-07', '2013-09-29 2013-10-12'],
  ]),
  // 国办发明电〔2013〕28号
  annual(2014, '2013-12-11', 'general_office_telegram/2013/28', [
    ['new_year', '2014-01-01'],
    ['spring_festival', '2014-01-31..2014-02-06', '2014-01-26 2014-02-08'],
    ['qingming', '2014-04-05 2014-04-07'],
    ['labour_day', '2014-05-01..2014-05-03', '2014-05-04'],
    ['dragon_boat', '2014-06-02'],
    ['mid_autumn', '2014-09-08'],
    ['national_day', '2014-10-01..2014-10-07', '2014-09-28 2014-10-11'],
  ]),
  // 国办发明电〔2014〕28号
  annual(2015, '2014-12-16', 'general_office_telegram/2014/28', [
    ['new_year', '2015-01-01..2015-01-03', '2015-01-04'],
    ['spring_festival', '2015-02-18..2015-02-24', '2015-02-15 2015-02-28'],
    ['qingming', '2015-04-05 2015-04-06'],
    ['labour_day', '2015-05-01'],
    ['dragon_boat', '2015-06-20 2015-06-22'],
    ['mid_autumn', '2015-09-27'],
    ['national_day', '2015-10-01..2015-10-07', '2015-10-10'],
  ]),
  // 国发明电〔2015〕1号, the 70th anniversary of victory
  amendment(2015, '2015-05-13', 'state_council_telegram/2015/1', [
    ['victory_day', '2015-09-03..2015-09-05', '2015-09-06'],
  ]),
  // 国办发明电〔2015〕18号
  annual(2016, '2015-12-10', 'general_office_telegram/2015/18', [
    ['new_year', '2016-01-01'],
    ['spring_festival', '2016-02-07..2016-02-13', '2016-02-06 2016-02-14'],
    ['qingming', '2016-04-04'],
    ['labour_day', '2016-05-01 2016-05-02'],
    ['dragon_boat', '2016-06-09..2016-06-11', '2016-06-12'],
    ['mid_autumn', '2016-09-15..2016-09-17', '2016-09-18'],
    ['national_day', '2016-10-01..2016-10-07', '2016-10-08 2016-10-09'],
  ]),
  // 国办发明电〔2016〕17号
  annual(2017, '2016-12-01', 'general_office_telegram/2016/17', [
    ['new_year', '2017-01-01 2017-01-02'],
    ['spring_festival', '2017-01-27..2017-02-02', '2017-01-22 2017-02-04'],
    ['qingming', '2017-04-02..2017-04-04', '2017-04-01'],
    ['labour_day', '2017-05-01'],
    ['dragon_boat', '2017-05-28..2017-05-30', '2017-05-27'],
    ['mid_autumn national_day', '2017-10-01..2017-10-08', '2017-09-30'],
  ]),
  // 国办发明电〔2017〕12号
  annual(2018, '2017-11-30', 'general_office_telegram/2017/12', [
    ['new_year', '2018-01-01'],
    ['spring_festival', '2018-02-15..2018-02-21', '2018-02-11 2018-02-24'],
    ['qingming', '2018-04-05..2018-04-07', '2018-04-08'],
    ['labour_day', '2018-04-29..2018-05-01', '2018-04-28'],
    ['dragon_boat', '2018-06-18'],
    ['mid_autumn', '2018-09-24'],
    ['national_day', '2018-10-01..2018-10-07', '2018-09-29 2018-09-30'],
  ]),
  // 国办发明电〔2018〕15号
  annual(2019, '2018-12-04', 'general_office_telegram/2018/15', [
    ['new_year', '2018-12-30..2019-01-01', '2018-12-29'],
    ['spring_festival', '2019-02-04..2019-02-10', '2019-02-02 2019-02-03'],
    ['qingming', '2019-04-05'],
    ['labour_day', '2019-05-01'],
    ['dragon_boat', '2019-06-07'],
    ['mid_autumn', '2019-09-13'],
    ['national_day', '2019-10-01..2019-10-07', '2019-09-29 2019-10-12'],
  ]),
  // 国办发明电〔2019〕3号, four days in May instead of one
  amendment(2019, '2019-03-22', 'general_office_telegram/2019/3', [
    ['labour_day', '2019-05-01..2019-05-04', '2019-04-28 2019-05-05'],
  ]),
  // 国办发明电〔2019〕16号
  annual(2020, '2019-11-21', 'general_office_telegram/2019/16', [
    ['new_year', '2020-01-01'],
    ['spring_festival', '2020-01-24..2020-01-30', '2020-01-19 2020-02-01'],
    ['qingming', '2020-04-04..2020-04-06'],
    ['labour_day', '2020-05-01..2020-05-05', '2020-04-26 2020-05-09'],
    ['dragon_boat', '2020-06-25..2020-06-27', '2020-06-28'],
    ['national_day mid_autumn', '2020-10-01..2020-10-08', '2020-09-27 2020-10-10'],
  ]),
  // 国办发明电〔2020〕1号, the epidemic: the make-up day 2020-02-01 became a day off
  amendment(2020, '2020-01-26', 'general_office_telegram/2020/1', [
    ['spring_festival', '2020-01-31..2020-02-02'],
  ]),
  // 国办发明电〔2020〕27号
  annual(2021, '2020-11-25', 'general_office_telegram/2020/27', [
    ['new_year', '2021-01-01..2021-01-03'],
    ['spring_festival', '2021-02-11..2021-02-17', '2021-02-07 2021-02-20'],
    ['qingming', '2021-04-03..2021-04-05'],
    ['labour_day', '2021-05-01..2021-05-05', '2021-04-25 2021-05-08'],
    ['dragon_boat', '2021-06-12..2021-06-14'],
    ['mid_autumn', '2021-09-19..2021-09-21', '2021-09-18'],
    ['national_day', '2021-10-01..2021-10-07', '2021-09-26 2021-10-09'],
  ]),
  // 国办发明电〔2021〕11号
  annual(2022, '2021-10-25', 'general_office_telegram/2021/11', [
    ['new_year', '2022-01-01..2022-01-03'],
    ['spring_festival', '2022-01-31..2022-02-06', '2022-01-29 2022-01-30'],
    ['qingming', '2022-04-03..2022-04-05', '2022-04-02'],
    ['labour_day', '2022-04-30..2022-05-04', '2022-04-24 2022-05-07'],
    ['dragon_boat', '2022-06-03..2022-06-05'],
    ['mid_autumn', '2022-09-10..2022-09-12'],
    ['national_day', '2022-10-01..2022-10-07', '2022-10-08 2022-10-09'],
  ]),
  // 国办发明电〔2022〕16号
  annual(2023, '2022-12-08', 'general_office_telegram/2022/16', [
    ['new_year', '2022-12-31..2023-01-02'],
    ['spring_festival', '2023-01-21..2023-01-27', '2023-01-28 2023-01-29'],
    ['qingming', '2023-04-05'],
    ['labour_day', '2023-04-29..2023-05-03', '2023-04-23 2023-05-06'],
    ['dragon_boat', '2023-06-22..2023-06-24', '2023-06-25'],
    ['mid_autumn national_day', '2023-09-29..2023-10-06', '2023-10-07 2023-10-08'],
  ]),
  // 国办发明电〔2023〕7号
  annual(2024, '2023-10-25', 'general_office_telegram/2023/7', [
    ['new_year', '2024-01-01'],
    ['spring_festival', '2024-02-10..2024-02-17', '2024-02-04 2024-02-18'],
    ['qingming', '2024-04-04..2024-04-06', '2024-04-07'],
    ['labour_day', '2024-05-01..2024-05-05', '2024-04-28 2024-05-11'],
    ['dragon_boat', '2024-06-10'],
    ['mid_autumn', '2024-09-15..2024-09-17', '2024-09-14'],
    ['national_day', '2024-10-01..2024-10-07', '2024-09-29 2024-10-12'],
  ]),
  // 国办发明电〔2024〕12号, the first year with 13 days
  annual(2025, '2024-11-12', 'general_office_telegram/2024/12', [
    ['new_year', '2025-01-01'],
    ['spring_festival', '2025-01-28..2025-02-04', '2025-01-26 2025-02-08'],
    ['qingming', '2025-04-04..2025-04-06'],
    ['labour_day', '2025-05-01..2025-05-05', '2025-04-27'],
    ['dragon_boat', '2025-05-31..2025-06-02'],
    ['national_day mid_autumn', '2025-10-01..2025-10-08', '2025-09-28 2025-10-11'],
  ]),
  // 国办发明电〔2025〕7号
  annual(2026, '2025-11-04', 'general_office_telegram/2025/7', [
    ['new_year', '2026-01-01..2026-01-03', '2026-01-04'],
    ['spring_festival', '2026-02-15..2026-02-23', '2026-02-14 2026-02-28'],
    ['qingming', '2026-04-04..2026-04-06'],
    ['labour_day', '2026-05-01..2026-05-05', '2026-05-09'],
    ['dragon_boat', '2026-06-19..2026-06-21'],
    ['mid_autumn', '2026-09-25..2026-09-27'],
    ['national_day', '2026-10-01..2026-10-07', '2026-09-20 2026-10-10'],
  ]),
]
