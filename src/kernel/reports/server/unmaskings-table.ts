import { localText, translate } from '#kernel/i18n/model'
import type { UnmaskingQuery } from '#kernel/registry/model'
import { readUnmaskings } from '#kernel/registry/server'
import { maskNumbers } from '../model/mask-numbers.ts'
import type { Row, Table } from '../model/table.ts'
import type { Maker, ReportDeps } from './report-deps.ts'
import { tableFrame } from './table-frame.ts'

const pageSize = 200

/** Who had which whole number shown, when and what for. */
export function unmaskingsTable(deps: ReportDeps, maker: Maker, query: UnmaskingQuery): Table {
  const { locale, actor } = maker
  const t = (key: string) => translate(locale, key)
  const { db } = deps.engine.handle
  async function* rows(): AsyncGenerator<Row[]> {
    for (let page = 1; ; page += 1) {
      const found = await readUnmaskings(
        { db, keys: deps.keys },
        actor,
        { ...query, page, size: pageSize },
        locale,
      )
      yield found.rows.map((row) => {
        const place = row.divisionCode === null ? undefined : deps.divisionName(row.divisionCode)
        return [
          row.at,
          row.name,
          row.loginName,
          row.position,
          t(`reports.unmaskings.kind.${row.kind}`),
          row.mark,
          place ? localText(place, locale) : row.divisionCode,
          t(`reports.unmaskings.field.${row.field}`),
          maskNumbers(
            [row.registered && localText(row.registered, locale), row.purpose].filter(Boolean).join(' · '),
          ),
        ]
      })
      if (found.rows.length < pageSize) return
    }
  }
  return {
    ...tableFrame({ title: t('reports.unmaskings.title'), maker, moment: maker.now, query }),
    heads: [
      { title: t('reports.unmaskings.at'), kind: 'instant' },
      {
        title: t('reports.unmaskings.who'),
        heads: [
          { title: t('reports.unmaskings.name'), kind: 'text' },
          { title: t('reports.unmaskings.login'), kind: 'text' },
          { title: t('reports.unmaskings.position'), kind: 'text' },
        ],
      },
      {
        title: t('reports.unmaskings.what'),
        heads: [
          { title: t('reports.unmaskings.kind'), kind: 'code' },
          { title: t('reports.unmaskings.mark'), kind: 'code' },
          { title: t('reports.unmaskings.division'), kind: 'text' },
          { title: t('reports.unmaskings.field'), kind: 'text' },
        ],
      },
      { title: t('reports.unmaskings.purpose'), kind: 'text' },
    ],
    rows,
  }
}
