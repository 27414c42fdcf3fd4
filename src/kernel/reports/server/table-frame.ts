import { type Locale, localText, translate } from '#kernel/i18n/model'
import type { LocalText } from '#kernel/i18n/model'
import { describeDate } from '#kernel/ledgers/server'
import type { Table } from '../model/table.ts'
import type { Maker } from './report-deps.ts'

type Framed = {
  title: string
  maker: Maker
  /** The moment that the table tells of. */
  moment: Date
  axis?: 'effective' | 'recorded' | undefined
  query: Readonly<Record<string, unknown>>
  purpose?: string | undefined
  more?: readonly (readonly [string, string])[]
}

/** The filter as it was asked, one name and value after the other. */
function filterText(locale: Locale, query: Readonly<Record<string, unknown>>): string {
  const asked = Object.entries(query).filter(
    ([name, value]) => value !== undefined && !['page', 'size', 'purpose', 'axis', 'asOf'].includes(name),
  )
  if (asked.length === 0) return translate(locale, 'reports.made.no_filter')
  return asked
    .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join(',') : String(value)}`)
    .join('; ')
}

/** What every table has beside its rows: title, unit, time, and how it was made. */
export function tableFrame(framed: Framed): Pick<Table, 'title' | 'under' | 'made' | 'sheet' | 'footer'> {
  const { title, maker, moment, axis, query, purpose } = framed
  const { locale, unit, actor, now } = maker
  const t = (key: string, params?: Record<string, string | number>) => translate(locale, key, params)
  const at = describeDate(moment.toISOString())
  const made = describeDate(now.toISOString())
  return {
    title,
    under: {
      left: t('reports.under.unit', { unit, by: actor.name }),
      right: t('reports.under.time', { at, made }),
    },
    sheet: { table: title, made: t('reports.sheet.made') },
    footer: t('reports.footer', { page: '&P', pages: '&N' }),
    made: [
      [t('reports.made.title'), title],
      [t('reports.made.filter'), filterText(locale, query)],
      [t('reports.made.as_of'), at],
      ...(axis ? [[t('reports.made.axis'), t(`reports.axis.${axis}`)] as const] : []),
      [t('reports.made.rows'), '{rows}'],
      [t('reports.made.unit'), unit],
      [t('reports.made.by'), actor.name],
      [t('reports.made.at'), made],
      [
        t('reports.made.numbers'),
        purpose === undefined ? t('reports.made.masked') : t('reports.made.whole', { purpose }),
      ],
      ...(framed.more ?? []),
    ],
  }
}

/** A name in the maker's language, with a word for what it is. */
export function titled(name: LocalText, locale: Locale, key: string): string {
  return translate(locale, key, { title: localText(name, locale) })
}
