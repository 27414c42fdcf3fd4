import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import type { VersionSummary } from '#kernel/ledgers/model'
import { formatDate } from '#kernel/ui/model'
import { ErrorState, Loading, useT } from '#kernel/ui/web'
import { diffQuery } from './definition-queries.ts'
import { DiffView } from './DiffView.tsx'

type VersionsPanelProps = { ledger: string; versions: readonly VersionSummary[] }

/** A ledger's versions, with how many entries stand under each, and what differs between two of them. */
export function VersionsPanel({ ledger, versions }: VersionsPanelProps) {
  const t = useT()
  const [chosen, setChosen] = useState<{ from: number; to: number } | null>(null)
  const newest = versions[0]?.version ?? 1
  const { from, to } = chosen ?? { from: Math.max(1, newest - 1), to: newest }
  const options = versions.map(({ version }) => ({
    value: version,
    label: t('ledgers.definition.version', { version }),
  }))
  return (
    <>
      <table className="yw-table">
        <thead>
          <tr>
            <th scope="col">{t('ledgers.definition.column.version')}</th>
            <th scope="col">{t('ledgers.definition.column.at')}</th>
            <th scope="col">{t('ledgers.definition.column.by')}</th>
            <th scope="col" data-align="end">
              {t('ledgers.definition.column.entries')}
            </th>
            <th scope="col" data-align="end">
              {t('ledgers.definition.column.open')}
            </th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ version, at, by, current, entries, open }) => (
            <tr key={version}>
              <td>
                {t('ledgers.definition.version', { version })}
                {current && ` · ${t('ledgers.definition.current')}`}
              </td>
              <td>{formatDate(at, true)}</td>
              <td>{by.name}</td>
              <td data-align="end">{entries}</td>
              <td data-align="end">{open}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {versions.length > 1 && (
        <section className="definition-section">
          <h2>{t('ledgers.definition.diff')}</h2>
          <div className="definition-bar">
            <Select
              aria-label={t('ledgers.definition.diff.from')}
              value={from}
              options={options}
              onChange={(next: number) => setChosen({ from: next, to })}
            />
            →
            <Select
              aria-label={t('ledgers.definition.diff.to')}
              value={to}
              options={options}
              onChange={(next: number) => setChosen({ from, to: next })}
            />
          </div>
          <Difference ledger={ledger} from={from} to={to} />
        </section>
      )}
    </>
  )
}

function Difference({ ledger, from, to }: { ledger: string; from: number; to: number }) {
  const { data, error, refetch } = useQuery(diffQuery(ledger, from, to))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return data ? <DiffView diff={data} /> : <Loading />
}
