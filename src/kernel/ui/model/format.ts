import { type Locale, translate } from '#kernel/i18n/model'

const fenPerWan = 1_000_000
const wanPerYi = 10_000

/** At most two decimals, none that say nothing: 12.50 is 12.5, and 12.00 is 12. */
function short(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value)
}

/**
 * Money in the words of the offices: 万元 below ten thousand of them, 亿元 from there; in English, million and
 * billion yuan. At most two decimals.
 * @param wan the amount in units of 10,000 yuan
 * @example formatWan(128500, 'zh-CN') // 12.85 亿元
 */
export function formatWan(wan: number, locale: Locale): string {
  if (locale === 'zh-CN') {
    const large = Math.abs(wan) >= wanPerYi
    return translate(locale, large ? 'ui.amount.yi' : 'ui.amount.wan', {
      value: short(large ? wan / wanPerYi : wan, locale),
    })
  }
  const large = Math.abs(wan) >= 10 * wanPerYi
  const value = short(wan / (large ? 10 * wanPerYi : 100), locale)
  return translate(locale, large ? 'ui.amount.yi' : 'ui.amount.wan', { value })
}

/** Money is stored as integer fen (分); it is shown like `formatWan`. */
export function formatFen(fen: number, locale: Locale): string {
  return formatWan(fen / fenPerWan, locale)
}

export function formatNumber(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }).format(value)
}

const stamp = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** `2026-11-20`, or `2026-11-20 14:30` with its time, on the wall clock of the offices whatever the browser's zone. */
export function formatDate(value: string | Date, withTime = false): string {
  if (typeof value === 'string' && /^\d{4}(-\d{2}){0,2}$/.test(value)) return value
  const date = typeof value === 'string' ? new Date(value) : value
  if (Number.isNaN(date.getTime())) return String(value)
  const text = stamp.format(date)
  return withTime ? text : text.slice(0, 10)
}

/**
 * When something is due. What ends with a day ends at its 24:00, not at the 0:00 of a day on which it is late already.
 */
export function formatDue(instant: string, withTime = false): string {
  const text = formatDate(instant, true)
  if (!text.endsWith(' 00:00')) return withTime ? text : text.slice(0, 10)
  const day = formatDate(new Date(new Date(instant).getTime() - 60_000))
  return withTime ? `${day} 24:00` : day
}

/** Today's date where the offices are. */
export function todayInShanghai(now: Date): string {
  return stamp.format(now).slice(0, 10)
}

/** How long ago or until, in the largest unit that says something: “3 分钟”, “2 小时”, “5 天”. */
export function formatSpan(milliseconds: number, locale: Locale): string {
  const minutes = Math.max(0, Math.round(Math.abs(milliseconds) / 60_000))
  if (minutes < 60) return translate(locale, 'ui.span.minutes', { count: minutes })
  const hours = Math.round(minutes / 60)
  if (hours < 48) return translate(locale, 'ui.span.hours', { count: hours })
  return translate(locale, 'ui.span.days', { count: Math.round(hours / 24) })
}

/** File sizes as people read them, in steps of 1024. */
export function formatSize(bytes: number, locale: Locale): string {
  const units = ['B', 'KB', 'MB', 'GB']
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: unit === 0 ? 0 : 1 }).format(value)} ${units[unit]}`
}
