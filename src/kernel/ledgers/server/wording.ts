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

/** What is said instead of a value that was erased by law. */
export function describeErased({ $erased: { at, certificate } }: ErasedValue, locale: Locale): string {
  return translate(locale, 'ledgers.erased', { date: shanghaiDate(new Date(at)), certificate })
}
