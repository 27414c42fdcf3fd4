import { formatDate, formatDue, formatFen, formatWan } from '../model/format.ts'
import { useLocale, useT } from './locale.ts'

type AmountProps = { wan: number | null | undefined } | { fen: number | null | undefined }

/** Money in 万元 or 亿元 with at most two decimals; an amount that isn't known says so. */
export function Amount(props: AmountProps) {
  const { locale } = useLocale()
  const t = useT()
  const value = 'wan' in props ? props.wan : props.fen
  if (value === null || value === undefined) return <span>{t('ui.unknown')}</span>
  return (
    <span className="yw-number">{'wan' in props ? formatWan(value, locale) : formatFen(value, locale)}</span>
  )
}

type DateTextProps = { value: string | null | undefined; withTime?: boolean }

/** A date as `2026-11-20`, to the precision it is known to (`2019-06` stays so). */
export function DateText({ value, withTime = false }: DateTextProps) {
  const t = useT()
  if (!value) return <span>{t('ui.unknown')}</span>
  return <time dateTime={value}>{formatDate(value, withTime)}</time>
}

/** When something is due, to the minute: what ends with a day is due at its 24:00, not on the next day. */
export function DueText({ value }: { value: string | null | undefined }) {
  const t = useT()
  if (!value) return <span>{t('ui.unknown')}</span>
  return <time dateTime={value}>{formatDue(value, true)}</time>
}
