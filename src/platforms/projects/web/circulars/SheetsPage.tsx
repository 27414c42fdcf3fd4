import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { EntryRow } from '#kernel/ledgers/model'
import { entriesQuery } from '#kernel/ledgers/web'
import {
  type DataColumn,
  DataTable,
  ErrorState,
  ExportMenu,
  Loading,
  PageHeader,
  useDocumentTitle,
  useT,
} from '#kernel/ui/web'
import { sheetItems } from './sheet-items.ts'
import './circulars.css'

const sizeMax = 200

/** 一项目一页 for a selection: one file, a page for each project. */
export default function SheetsPage() {
  const t = useT()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { data, error, refetch } = useQuery(entriesQuery('project', { size: sizeMax, sort: 'no' }))
  useDocumentTitle(t('circulars.sheet.title'))
  const columns: DataColumn<EntryRow>[] = [
    { key: 'no', title: t('circulars.order.entry'), width: 140, render: ({ no }) => no },
    { key: 'title', title: t('circulars.column.project'), width: 320, render: ({ title }) => title },
  ]
  return (
    <>
      <PageHeader title={t('circulars.sheet.title')} text={t('circulars.sheet.text')} />
      <div className="circular circular-desk">
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Loading lines={8} />}
        {data && (
          <>
            <div className="circular-watch">
              <span role="status">{t('circulars.sheet.chosen', { count: chosen.size })}</span>
              {chosen.size > 0 && <ExportMenu print={false} items={sheetItems([...chosen])} />}
            </div>
            <div className="circular-scroll">
              <DataTable
                caption={t('circulars.sheet.title')}
                columns={columns}
                rows={data.rows}
                rowKey={({ id }) => id}
                choosing={{ chosen, onChoose: setChosen, nameOf: ({ title }) => title }}
              />
            </div>
          </>
        )}
      </div>
    </>
  )
}
