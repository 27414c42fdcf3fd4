import { write } from 'hucre'
import { type LocalText, type Locale, localText, translate } from '#kernel/i18n/model'
import { describeDate, describeDue, describeErased } from './wording.ts'
import type { EntryRow } from '../model/answers.ts'
import { plainCell } from '../model/plain-cell.ts'
import type { Field, LedgerDefinition } from '../model/definition.ts'
import { isErased } from '../model/secrets.ts'

type Export = {
  definition: LedgerDefinition
  rows: readonly EntryRow[]
  locale: Locale
  divisionName: (code: string) => LocalText | undefined
  moment: Date
  by: string
}

type Cell = string | number | null

export const exportRight = 'ledgers.export'

function cellOf(field: Field, value: unknown, locale: Locale): Cell {
  if (value === null || value === undefined) return null
  if (isErased(value)) return describeErased(value, locale)
  if (field.kind === 'money' && typeof value === 'number') return value / 100
  if (field.kind === 'number' && typeof value === 'number') return value
  if (field.kind === 'choice') {
    const option = field.options?.find((item) => item.value === value)
    return option ? localText(option.label, locale) : plainCell(JSON.stringify(value))
  }
  if (field.kind === 'choices' && Array.isArray(value))
    return value.map((item) => cellOf({ ...field, kind: 'choice' }, item, locale)).join('、')
  if (field.kind === 'boolean') return translate(locale, value ? 'ledgers.yes' : 'ledgers.no')
  if (Array.isArray(value)) return value.length
  return plainCell(typeof value === 'string' ? value : JSON.stringify(value))
}

/** The rows of a list as an .xlsx workbook, its head and values in the reader's language. */
export async function exportWorkbook({
  definition,
  rows,
  locale,
  divisionName,
  moment,
  by,
}: Export): Promise<Buffer> {
  const t = (key: string, params?: Record<string, string | number>) => translate(locale, key, params)
  const fields = definition.fields.filter((field) => field.kind !== 'files' && field.kind !== 'list')
  const head = [
    t('ledgers.column.no'),
    ...fields.map(
      (field) =>
        localText(field.label, locale) +
        (field.kind === 'money'
          ? t('ledgers.in_yuan')
          : field.unit
            ? ` (${localText(field.unit, locale)})`
            : ''),
    ),
    t('ledgers.column.stage'),
    t('ledgers.column.division'),
    t('ledgers.column.organisation'),
    t('ledgers.column.opened_at'),
    t('ledgers.column.due_at'),
  ]
  const body = rows.map((row): Cell[] => {
    const place = divisionName(row.divisionCode)
    return [
      row.no,
      ...fields.map((field) => cellOf(field, row.fields[field.name], locale)),
      localText(
        definition.stages.find((stage) => stage.id === row.stage)?.label ?? {
          'zh-CN': row.stage,
          en: row.stage,
        },
        locale,
      ),
      place ? localText(place, locale) : row.divisionCode,
      row.organisation ? localText(row.organisation.name, locale) : null,
      describeDate(row.openedAt),
      row.dueAt === null ? null : describeDue(row.dueAt),
    ]
  })
  const note = t('ledgers.exported', {
    title: localText(definition.title, locale),
    count: rows.length,
    at: describeDate(moment.toISOString()),
    by,
  })
  const sheet = { name: localText(definition.title, locale).slice(0, 31), rows: [[note], head, ...body] }
  return Buffer.from(await write({ sheets: [sheet] }))
}
