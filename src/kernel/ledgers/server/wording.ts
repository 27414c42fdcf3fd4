import { type Locale, translate } from '#kernel/i18n/model'
import { shanghaiDate } from '#kernel/time/model'
import type { ErasedValue } from '../model/secrets.ts'

const shanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** `2026-11-20 09:30`, in Shanghai. */
export function describeDate(instant: string): string {
  return shanghai.format(new Date(instant))
}

/** When something is due: what ends with a day ends at its 24:00, not at the next day's 0:00. */
export function describeDue(instant: string): string {
  const text = describeDate(instant)
  if (!text.endsWith('00:00')) return text
  return describeDate(new Date(Date.parse(instant) - 60_000).toISOString()).replace('23:59', '24:00')
}

/** What is said instead of a value that was erased by law. */
export function describeErased({ $erased: { at, certificate } }: ErasedValue, locale: Locale): string {
  return translate(locale, 'ledgers.erased', { date: shanghaiDate(new Date(at)), certificate })
}
