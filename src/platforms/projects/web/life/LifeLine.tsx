import { useQuery } from '@tanstack/react-query'
import type { EntryAnswer, LogItem } from '#kernel/ledgers/model'
import { api, useT } from '#kernel/ui/web'
import { type LivedPhase, lifeLine } from '../../model/life/life-line.ts'
import { isStage } from '../../model/stages.ts'
import './life.css'

/** 全生命周期: each phase of a project with its day and what proves it. */
export function LifeLine({ entry }: { entry: EntryAnswer }) {
  const t = useT()
  const { id, asOf, fields, stage } = entry
  const log = useQuery({
    queryKey: ['entry', id, 'log'],
    queryFn: ({ signal }) => api.get<LogItem[]>(`/api/entries/${id}/actions`, { signal }),
  })
  if (!log.data || !isStage(stage)) return null
  const told = log.data.filter(({ effectiveAt }) => asOf === null || effectiveAt <= asOf)
  const code = fields['statisticalEntryCode']?.value
  return (
    <section className="entry-section" aria-label={t('projects.life.title')}>
      <h2>{t('projects.life.title')}</h2>
      <ol className="life-line">
        {lifeLine(told, fields, stage).map((lived) => (
          <Phase
            key={lived.phase}
            lived={lived}
            code={lived.phase === 'statistics' && typeof code === 'string' ? code : null}
          />
        ))}
      </ol>
    </section>
  )
}

function Phase({ lived, code }: { lived: LivedPhase; code: string | null }) {
  const t = useT()
  const { phase, state, on, by, source, seq, files, contradicts } = lived
  return (
    <li data-state={state}>
      <strong>{t(`projects.life.phase.${phase}`)}</strong>
      <span>{on === null ? t(`projects.life.state.${state}`) : <time dateTime={on}>{on}</time>}</span>
      {state === 'not_provable' && (
        <small>{by === null ? t('projects.life.no_day') : t('projects.life.by', { day: by })}</small>
      )}
      {code !== null && <small>{t('projects.life.code', { code })}</small>}
      {contradicts !== null && (
        <small className="life-wrong">
          {t('projects.life.contradicts', { phase: t(`projects.life.phase.${contradicts}`) })}
        </small>
      )}
      {state !== 'open' && (
        <small>
          {[
            seq === null ? '' : t('projects.life.step', { seq }),
            source ?? '',
            files.length > 0 ? t('projects.life.files', { count: files.length }) : '',
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </small>
      )}
    </li>
  )
}
