import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import type { AdapterSecret } from '#kernel/notices/model'
import { Empty, ErrorState, Loading, PageHeader, useT } from '#kernel/ui/web'
import { adaptersQuery } from './adapter-queries.ts'
import { AdapterCard } from './AdapterCard.tsx'
import { AdapterEvents } from './AdapterEvents.tsx'
import { AdapterForm } from './AdapterForm.tsx'
import { DeliveryTable } from './DeliveryTable.tsx'
import { OutgoingTexts } from './OutgoingTexts.tsx'
import './messages.ts'
import './notices.css'

/** Where notices go beside the inbox, and what left. */
export function NoticeAdaptersPage() {
  const t = useT()
  const { modal } = App.useApp()
  const { data, error, refetch } = useQuery(adaptersQuery)
  const [edited, setEdited] = useState<number | 'new' | null>(null)
  const showSecret = ({ secret }: AdapterSecret) =>
    void modal.info({
      title: t('notices.screen.secret'),
      content: (
        <>
          <p>{t('notices.screen.secret.text')}</p>
          <code className="notice-secret">{secret}</code>
        </>
      ),
    })
  const one = data?.rows.find(({ id }) => id === edited)
  return (
    <>
      <PageHeader
        title={t('notices.screen.adapters')}
        actions={<Button onClick={() => setEdited('new')}>{t('notices.screen.adapter.new')}</Button>}
      />
      <div className="notices notice-adapters">
        <p className="notice-quiet">{t('notices.screen.adapters.text')}</p>
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {edited !== null && (
          <AdapterForm key={edited} known={one} onClose={() => setEdited(null)} onSecret={showSecret} />
        )}
        {data?.rows.length === 0 && edited === null && <Empty title={t('notices.screen.adapters.none')} />}
        <ul>
          {data?.rows.map((adapter) => (
            <AdapterCard
              key={adapter.id}
              adapter={adapter}
              onEdit={() => setEdited(adapter.id)}
              onSecret={showSecret}
            />
          ))}
        </ul>
        {data && data.rows.length > 0 && (
          <>
            <DeliveryTable />
            <OutgoingTexts />
            <AdapterEvents />
          </>
        )}
      </div>
    </>
  )
}
