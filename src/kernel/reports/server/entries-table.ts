import { localText, translate } from '#kernel/i18n/model'
import type { EntryRow } from '#kernel/ledgers/model'
import { type EntryList, type ListParameters, readEntryList } from '#kernel/ledgers/server'
import { shanghaiDate } from '#kernel/time/model'
import type { CellValue, Row, Table } from '../model/table.ts'
import { maskNumbers } from '../model/mask-numbers.ts'
import { type Maker, type ReportDeps } from './report-deps.ts'
import { tableFrame } from './table-frame.ts'
import { columnKindOf, columnTitleOf, type ValueWords, valueWords } from './value-words.ts'

const dayMs = 86_400_000

/** The day that something is due, or the moment: what ends with a day is due on that day, not at the next one's 0:00. */
export function dueCell(dueAt: string | null): CellValue {
  if (dueAt === null) return null
  const instant = new Date(dueAt)
  const isMidnight = (instant.getTime() + 8 * 3_600_000) % dayMs === 0
  return isMidnight ? shanghaiDate(new Date(instant.getTime() - 1)) : dueAt
}

type Made = { deps: ReportDeps; maker: Maker; list: EntryList }

function rowOf(
  { deps, maker: { locale }, list }: Made,
  row: EntryRow,
  number: number,
  words: ValueWords,
  whole: boolean,
): Row {
  const { definition, fields } = list
  const place = deps.divisionName(row.divisionCode)
  const stage = definition.stages.find(({ id }) => id === row.stage)
  const written = (text: string) => (whole ? text : maskNumbers(text))
  return [
    number,
    row.no,
    ...fields.filter(isColumn).map((field) => words(field, row.fields[field.name])),
    stage ? localText(stage.label, locale) : row.stage,
    place ? localText(place, locale) : row.divisionCode,
    row.organisation ? localText(row.organisation.name, locale) : null,
    row.openedAt,
    dueCell(row.dueAt),
    row.light === null ? null : translate(locale, `reports.light.${row.light}`),
  ].map((value) => (typeof value === 'string' ? written(value) : value))
}

const isColumn = ({ kind }: { kind: string }) => kind !== 'files' && kind !== 'list'

/** The rows of a ledger's list as a table: what was registered, and how it is handled. */
export async function entriesTable(
  deps: ReportDeps,
  maker: Maker,
  ledger: string,
  { purpose, ...query }: ListParameters & { purpose?: string | undefined },
): Promise<{ table: Table; list: EntryList }> {
  const list = await readEntryList(deps, maker.actor, ledger, query)
  const { locale, actor } = maker
  const t = (key: string) => translate(locale, key)
  const columns = list.fields.filter(isColumn)
  const whole = purpose !== undefined
  async function* rows(): AsyncGenerator<Row[]> {
    let number = 0
    for await (const chunk of list.rows()) {
      const words = await valueWords(
        deps,
        { actor, locale, whole },
        columns,
        chunk.map(({ fields }) => fields),
      )
      yield chunk.map((row) => rowOf({ deps, maker, list }, row, (number += 1), words, whole))
    }
  }
  const title = localText(list.definition.title, locale)
  const table: Table = {
    ...tableFrame({
      title,
      maker,
      moment: list.moment,
      axis: query.asOf ? query.axis : undefined,
      query,
      purpose,
    }),
    heads: [
      { title: t('reports.column.number'), kind: 'integer' },
      { title: t('ledgers.column.no'), kind: 'code' },
      {
        title: t('reports.entries.facts'),
        heads: columns.map((field) => ({ title: columnTitleOf(field, locale), kind: columnKindOf(field) })),
      },
      {
        title: t('reports.entries.handling'),
        heads: [
          { title: t('ledgers.column.stage'), kind: 'text' },
          { title: t('ledgers.column.division'), kind: 'text' },
          { title: t('ledgers.column.organisation'), kind: 'text' },
          { title: t('ledgers.column.opened_at'), kind: 'instant' },
          { title: t('ledgers.column.due_at'), kind: 'instant' },
          { title: t('reports.column.light'), kind: 'code' },
        ],
      },
    ],
    rows,
  }
  return { table, list }
}
