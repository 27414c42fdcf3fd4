import { useState } from 'react'
import { BatchBar, useLedger } from '#kernel/ledgers/web'
import { AppLink, type DataColumn, DataTable, useLocalText, useT } from '#kernel/ui/web'
import type { OverdueRow } from '../../model/circulars/content.ts'
import { problemAddress } from '../addresses.ts'

/** Overdue matters by their ledger, to be reminded, ordered or circulated together; the bar asks before it does. */
export function DeskOverdue({ rows }: { rows: readonly OverdueRow[] }) {
  const t = useT()
  const ledgers = [...new Set(rows.map(({ ledger }) => ledger))]
  return (
    <section aria-labelledby="circular-overdue">
      <h3 id="circular-overdue">
        {t('circulars.desk.overdue')} <span className="yw-number">{rows.length}</span>
      </h3>
      {rows.length === 0 && <p className="yw-quiet">{t('circulars.desk.none')}</p>}
      {ledgers.map((ledger) => (
        <OfLedger key={ledger} ledger={ledger} rows={rows.filter((row) => row.ledger === ledger)} />
      ))}
    </section>
  )
}

/** One row for each matter: it is pressed as a whole, whichever of its tasks is late. */
function firstOfEach(rows: readonly OverdueRow[]): OverdueRow[] {
  return [...Map.groupBy(rows, ({ entryId }) => entryId).values()].flatMap(([first]) => first ?? [])
}

function OfLedger({ ledger, rows }: { ledger: string; rows: readonly OverdueRow[] }) {
  const t = useT()
  const text = useLocalText()
  const { data: declaration } = useLedger(ledger)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const matters = firstOfEach(rows)
  const columns: DataColumn<OverdueRow>[] = [
    {
      key: 'matter',
      title: t('circulars.column.matter'),
      width: 280,
      render: (row) => <AppLink to={problemAddress(row.entryId)}>{row.title}</AppLink>,
    },
    { key: 'task', title: t('circulars.column.task'), width: 120, render: (row) => text(row.task) },
    {
      key: 'organisation',
      title: t('circulars.column.organisation'),
      width: 220,
      render: (row) => [text(row.organisation), row.person].filter(Boolean).join(' '),
    },
    { key: 'due', title: t('circulars.column.due'), width: 104, render: (row) => row.dueOn },
    {
      key: 'days',
      title: t('circulars.column.days'),
      width: 88,
      align: 'end',
      render: (row) => t('circulars.days', { days: row.days }),
    },
    { key: 'steps', title: t('circulars.column.steps'), width: 88, align: 'end', render: (row) => row.steps },
  ]
  const name = declaration
    ? t('circulars.desk.overdue_in', { ledger: text(declaration.title), count: matters.length })
    : ''
  const choosing = {
    chosen,
    onChoose: setChosen,
    nameOf: (row: { title: string }) => row.title,
  }
  return (
    <>
      <h4>{name}</h4>
      {declaration && <BatchBar declaration={declaration} choosing={choosing} />}
      <div className="circular-scroll">
        <DataTable
          caption={name}
          columns={columns}
          rows={matters}
          rowKey={(row) => row.entryId}
          choosing={choosing}
        />
      </div>
    </>
  )
}
