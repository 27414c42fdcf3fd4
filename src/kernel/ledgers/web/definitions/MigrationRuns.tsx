import { useQuery } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useState } from 'react'
import type { MigrationRun } from '#kernel/ledgers/model'
import { formatDate } from '#kernel/ui/model'
import { AppLink, ErrorState, Loading, useT } from '#kernel/ui/web'
import { reportQuery, runsQuery, useCancelRun } from './definition-queries.ts'

/** Migrations of the ledger: how far each is, and what stayed. */
export function MigrationRuns({ ledger }: { ledger: string }) {
  const t = useT()
  const { data, error, refetch } = useQuery(runsQuery(ledger))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.length === 0) return null
  return (
    <section className="definition-section">
      <h2>{t('ledgers.migrate.runs')}</h2>
      {data.map((run) => (
        <Run key={run.id} ledger={ledger} run={run} />
      ))}
    </section>
  )
}

function Run({ ledger, run }: { ledger: string; run: MigrationRun }) {
  const t = useT()
  const cancel = useCancelRun(ledger)
  const [open, setOpen] = useState(false)
  const { id, to, by, createdAt, endedAt, cancelledAt, total, moved, refused } = run
  const share = total === 0 ? 100 : Math.floor(((moved + refused) / total) * 100)
  const state = endedAt === null ? 'running' : cancelledAt === null ? 'ended' : 'cancelled'
  return (
    <article className="migrate-run">
      <p>
        <strong>{t(`ledgers.migrate.state.${state}`)}</strong>{' '}
        {t('ledgers.definition.version', { version: to })} · {by.name} · {formatDate(createdAt, true)}
      </p>
      {state === 'running' && (
        <div className="definition-bar">
          <Progress percent={share} style={{ width: 320 }} aria-label={t('ledgers.migrate.progress')} />
          <Button loading={cancel.isPending} onClick={() => cancel.mutate(id)}>
            {t('ledgers.migrate.cancel')}
          </Button>
        </div>
      )}
      <p>
        {t('ledgers.migrate.result', { total, moved, refused })}{' '}
        {refused > 0 && (
          <Button size="small" onClick={() => setOpen(!open)} aria-expanded={open}>
            {t('ledgers.migrate.refused')}
          </Button>
        )}
      </p>
      {open && <Refused ledger={ledger} run={id} />}
    </article>
  )
}

function Refused({ ledger, run }: { ledger: string; run: string }) {
  const t = useT()
  const { data, error, refetch } = useQuery(reportQuery(ledger, run))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.refused.length === 0)
    return <p className="definition-quiet">{t('ledgers.migrate.refused.unseen')}</p>
  return (
    <ul className="definition-reasons">
      {data.refused.map(({ id, no, title, texts }) => (
        <li key={id}>
          <AppLink to={`/entries/${id}`}>
            {no} {title}
          </AppLink>{' '}
          {texts.join(' ')}
        </li>
      ))}
    </ul>
  )
}
