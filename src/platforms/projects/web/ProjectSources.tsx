import { useQuery } from '@tanstack/react-query'
import type { LogItem } from '#kernel/ledgers/model'
import { formatDate } from '#kernel/ui/model'
import { api, AppLink, useT } from '#kernel/ui/web'
import { projectAddress } from './addresses.ts'

/** What each source said of the project, by the month that it speaks of: earlier statements stay as they were. */
export function ProjectSources({ entryId, asOf }: { entryId: string; asOf: string | null }) {
  const t = useT()
  const log = useQuery({
    queryKey: ['entry', entryId, 'log'],
    queryFn: ({ signal }) => api.get<LogItem[]>(`/api/entries/${entryId}/actions`, { signal }),
  })
  const said = (log.data ?? [])
    .filter((item) => item.source !== null && (asOf === null || item.effectiveAt <= asOf))
    .toSorted((a, b) => (a.effectiveAt < b.effectiveAt ? -1 : 1))
  if (said.length === 0) return null
  return (
    <section className="entry-section">
      <h2>{t('projects.page.sources')}</h2>
      <ol className="project-sources">
        {said.map((item) => (
          <li key={item.seq}>
            <AppLink to={projectAddress(entryId, formatDate(item.effectiveAt))} className="yw-number">
              {formatDate(item.effectiveAt).slice(0, 7)}
            </AppLink>
            <strong>{item.stage === null ? '' : t(`projects.stage.${item.stage}`)}</strong>
            <span>{text(item.values['stageText'])}</span>
            <span className="project-quiet">{item.source}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
