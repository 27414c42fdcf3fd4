import { useDivisionName } from '#kernel/divisions/web'
import type { EntryRow, Field, LedgerAnswer } from '#kernel/ledgers/model'
import { formatDue } from '#kernel/ui/model'
import { AppLink, type DataColumn, DateText, Light, useLocalText, useT } from '#kernel/ui/web'
import { FieldValue } from './FieldValue.tsx'
import { StageTag } from './StageTag.tsx'

export type ListColumn = DataColumn<EntryRow>

const defaults = ['no', 'title', 'stage', 'due', 'place', 'organisation', 'opened']
const numeric = new Set(['number', 'money'])
const widths: Partial<Record<Field['kind'], number>> = { date: 112, number: 96, money: 112, boolean: 80 }

function fieldColumn(field: Field, title: string): ListColumn {
  return {
    key: `f.${field.name}`,
    title,
    width: widths[field.kind] ?? 140,
    ...(numeric.has(field.kind) ? { align: 'end' as const } : {}),
    ...(field.filter ? { sort: field.name } : {}),
    render: (row) => <FieldValue field={field} value={row.fields[field.name]} brief />,
  }
}

/** Every column that a ledger's list can have, the entry's own first. */
export function useListColumns(
  declaration: LedgerAnswer,
  entryPath: (row: EntryRow) => string,
): ListColumn[] {
  const t = useT()
  const text = useLocalText()
  const nameOf = useDivisionName()
  const own: ListColumn[] = [
    {
      key: 'no',
      title: t('ledgers.screen.column.no'),
      width: 152,
      sort: 'no',
      render: (row) => (
        <AppLink to={entryPath(row)} className="yw-number">
          {row.no}
        </AppLink>
      ),
    },
    {
      key: 'title',
      title: t('ledgers.screen.column.title'),
      width: 240,
      sort: 'title',
      render: (row) => row.title,
    },
    {
      key: 'stage',
      title: t('ledgers.screen.column.stage'),
      width: 120,
      sort: 'stage',
      render: (row) => <StageTag declaration={declaration} stage={row.stage} />,
    },
    {
      key: 'due',
      title: t('ledgers.screen.column.due'),
      width: 136,
      sort: 'dueAt',
      render: (row) => row.light && row.dueAt && <Light light={row.light} text={formatDue(row.dueAt)} />,
    },
  ]
  const fields = declaration.fields
    .filter(
      (field) => field.name !== declaration.titleField && field.kind !== 'list' && field.kind !== 'files',
    )
    .map((field) => fieldColumn(field, text(field.label)))
  const where: ListColumn[] = [
    {
      key: 'place',
      title: t('ledgers.screen.column.place'),
      width: 144,
      render: (row) => nameOf(row.divisionCode),
    },
    {
      key: 'organisation',
      title: t('ledgers.screen.column.organisation'),
      width: 184,
      render: (row) => row.organisation && text(row.organisation.name),
    },
    {
      key: 'opened',
      title: t('ledgers.screen.column.opened'),
      width: 112,
      sort: 'openedAt',
      render: (row) => <DateText value={row.openedAt} />,
    },
  ]
  return [...own, ...fields, ...where]
}

/** The columns of a list where nobody has chosen: the entry's own, and the fields declared as columns. */
export function defaultColumns(declaration: LedgerAnswer): string[] {
  const declared = declaration.fields.filter((field) => field.column).map((field) => `f.${field.name}`)
  const own = declaration.tasks.length > 0 ? defaults : defaults.filter((key) => key !== 'due')
  return [...own, ...declared]
}
