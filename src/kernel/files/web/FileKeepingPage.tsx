import { useQuery } from '@tanstack/react-query'
import { ErrorState, Loading, PageHeader, useT } from '#kernel/ui/web'
import './files.css'
import { keepingQuery } from './keeping-queries.ts'
import { KeepingEvents } from './KeepingEvents.tsx'
import './messages.ts'
import { QuotaTable } from './QuotaTable.tsx'
import { RemovalList } from './RemovalList.tsx'
import { ScannerForm } from './ScannerForm.tsx'

/** How much is kept, limits, the virus scanner, and what has been kept long enough. */
export function FileKeepingPage() {
  const t = useT()
  const { data, error, refetch } = useQuery(keepingQuery)
  return (
    <>
      <PageHeader title={t('files.screen.keeping')} />
      <div className="files-keeping">
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {data && (
          <>
            <QuotaTable keeping={data} />
            <ScannerForm key={JSON.stringify(data.scanner)} keeping={data} />
            <RemovalList />
            <KeepingEvents events={data.events} />
          </>
        )}
      </div>
    </>
  )
}
