import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { formatDate } from '#kernel/ui/model'
import { ErrorState, Loading, useT } from '#kernel/ui/web'
import { ChangeList } from './ChangeList.tsx'
import { type VersionLine, versionChangesQuery, versionsQuery, type Which } from './queries.ts'

/** Every version that was published, with what it changed. */
export function Versions({ which }: { which: Which }) {
  const t = useT()
  const { data, error, refetch } = useQuery(versionsQuery(which))
  return (
    <section aria-label={t('rulebooks.screen.versions')}>
      <h2>{t('rulebooks.screen.versions')}</h2>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p className="yw-quiet">{t('rulebooks.screen.versions.none')}</p>}
      <ul className="rulebook-versions">
        {data?.map((line) => (
          <Version key={line.version} which={which} line={line} />
        ))}
      </ul>
    </section>
  )
}

function Version({ which, line: { version, reason, by, inForceFrom } }: { which: Which; line: VersionLine }) {
  const t = useT()
  const [isOpen, setOpen] = useState(false)
  return (
    <li>
      <div className="rulebook-version">
        <strong>{t('rulebooks.screen.version', { version })}</strong>
        <span>{reason}</span>
        <span className="yw-quiet">{by}</span>
        <span className="yw-quiet yw-number">{inForceFrom && formatDate(inForceFrom, true)}</span>
        <Button size="small" type="text" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('rulebooks.screen.changes')}
        </Button>
      </div>
      {isOpen && <VersionChanges which={which} version={version} />}
    </li>
  )
}

function VersionChanges({ which, version }: { which: Which; version: number }) {
  const { data, error, refetch } = useQuery(versionChangesQuery(which, version))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={2} />
  return <ChangeList changes={data.changes} />
}
