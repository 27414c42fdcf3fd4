import { lastDay } from '../milestones.ts'
import { zhCN } from './messages.zh-CN.ts'

export type Span = { readonly from: string; readonly to: string }

const quarters = ([1, 2, 3, 4] as const).map((number) => zhCN[`projects.figure.quarter.${number}`])
const two = (number: number | string) => String(number).padStart(2, '0')
const months = (year: string, from: number, to: number): Span => ({
  from: `${year}-${two(from)}-01`,
  to: lastDay(`${year}-${two(to)}`) ?? `${year}-12-31`,
})

/**
 * The days that a figure speaks of, from the words of its period: a year, a half, a quarter, a month, a day, or what
 * is until then (截至, 初至). Null where the words name no time (投产后) or only a beginning (2018年以来).
 */
export function spanOf(period: string): Span | null {
  const until = zhCN['projects.figure.period.until']
  const isUntil = period.startsWith(until)
  const text = isUntil ? period.slice(until.length) : period
  const day = /^(\d{4}-\d{2}-\d{2})$/.exec(text)?.[1]
  if (day) return { from: `${day.slice(0, 4)}-01-01`, to: day }
  const [, year = '', rest = ''] = /^(\d{4})\u5e74(.*)$/.exec(text) ?? []
  if (year === '') return null
  if (rest === '') return months(year, 1, 12)
  if (rest === zhCN['projects.figure.period.half']) return months(year, 1, 6)
  const word = /^(.)\u5b63\u5ea6$/.exec(rest)?.[1]
  const quarter = quarters.findIndex((known) => known === word)
  if (quarter >= 0) return months(year, quarter * 3 + 1, quarter * 3 + 3)
  const [, since, month] = /^(\u521d\u81f3)?(\d{1,2})\u6708$/.exec(rest) ?? []
  if (month) return months(year, isUntil || since ? 1 : Number(month), Number(month))
  const before = /^(\d{1,2})\u6708\u524d$/.exec(rest)?.[1]
  return before ? months(year, 1, Number(before) - 1) : null
}
