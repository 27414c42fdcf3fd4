import { useQuery } from '@tanstack/react-query'
import { ErrorState, Loading, PageHeader, useDocumentTitle, useT } from '#kernel/ui/web'
import { deskQuery } from './queries.ts'
import { Candidates } from './Candidates.tsx'
import { DeskDone, DeskOrders, DeskToday } from './DeskLists.tsx'
import { DeskOverdue } from './DeskOverdue.tsx'
import './circulars.css'

/** 督查: what the rule does today, what is overdue and can be pressed in a batch, what was pressed and what came of it. */
export default function DeskPage() {
  const t = useT()
  const { data, error, refetch } = useQuery(deskQuery)
  useDocumentTitle(t('circulars.desk.title'))
  return (
    <>
      <PageHeader title={t('circulars.desk.title')} text={t('circulars.desk.text')} />
      <div className="circular circular-desk">
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Loading lines={8} />}
        {data && (
          <>
            <DeskToday rows={data.today} />
            <DeskOverdue rows={data.overdue} />
            <DeskDone rows={data.done} />
            <DeskOrders rows={data.orders} />
            {data.can.watch && <Candidates rows={data.candidates} />}
          </>
        )}
      </div>
    </>
  )
}
