import '../model/messages.ts'
import { type Locale, translate } from '#kernel/i18n/model'
import { shanghaiDate } from '#kernel/time/model'
import type { Paper, PaperWords } from '../model/paper.ts'

/** What a document says beside its content, in its language. */
export function paperWords(locale: Locale): { words: PaperWords; numerals: string } {
  const t = (key: string) => translate(locale, key)
  return {
    words: {
      attachment: t('reports.paper.attachment'),
      copies: t('reports.paper.copies'),
      colon: t('reports.paper.colon'),
    },
    numerals: locale === 'zh-CN' ? t('reports.numerals') : '',
  }
}

/** A day as a document writes it: 2026年3月2日, without noughts before. */
export function dayWords(locale: Locale, day: string): string {
  const [year = '', month = '', date = ''] = day.slice(0, 10).split('-')
  return translate(locale, 'reports.day', { year, month: String(Number(month)), date: String(Number(date)) })
}

export const dayOf = (instant: string | Date, locale: Locale): string =>
  dayWords(locale, shanghaiDate(new Date(instant)))

/** Where the page of what is printed is found: `origin` is that of the setting, or of the request. */
export function codeTo(origin: string, path: string, locale: Locale): NonNullable<Paper['code']> {
  const address = `${origin}${path}`
  return { address, caption: translate(locale, 'reports.paper.code', { address }) }
}
