import type { Locale } from '#kernel/i18n/model'
import { formatFen, formatNumber } from '#kernel/ui/model'

type Kind = 'count' | 'fen' | 'share' | 'fraction'

/** A derived number in words: a count, money in 万元 or 亿元, a share in percent, a fraction in four places. */
export function figureText(kind: Kind, value: number, locale: Locale): string {
  if (kind === 'fen') return formatFen(value, locale)
  if (kind === 'share') return `${formatNumber(value / 100, locale)}%`
  return formatNumber(kind === 'fraction' ? value / 10_000 : value, locale)
}
