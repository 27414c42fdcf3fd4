import { useQuery } from '@tanstack/react-query'
import type { EntryAnswer } from '#kernel/ledgers/model'
import { api, AppLink, useT } from '#kernel/ui/web'
import type { ProjectGateAnswer } from '../../model/gate/answers.ts'
import { isStage, stageRank } from '../../model/stages.ts'
import '../life/life.css'
import { Findings } from './Findings.tsx'

/** A project before the entry gate: what was decided when it was signed, by whom overridden, and what holds now. */
export function GateSection({ entry }: { entry: EntryAnswer }) {
  const t = useT()
  const { data } = useQuery({
    queryKey: ['entry', entry.id, 'gate', entry.seq],
    queryFn: ({ signal }) => api.get<ProjectGateAnswer>(`/api/projects/gate/of/${entry.id}`, { signal }),
    enabled: entry.asOf === null,
  })
  if (!data || !isStage(entry.stage) || (!data.now && !data.state)) return null
  const { state, decided, override, now } = data
  const isThrough = stageRank(entry.stage) >= stageRank('signing')
  return (
    <section className="entry-section" aria-label={t('projects.gate.section')}>
      <h2>
        <AppLink to="/projects/gate">{t('projects.gate.section')}</AppLink>
      </h2>
      {override && (
        <p className="gate-override">
          <strong>{t('projects.gate.state.overridden')}</strong>{' '}
          <time dateTime={override.on}>{override.on}</time>{' '}
          {t('projects.gate.section.overridden', { name: override.by, reason: override.reason })}
        </p>
      )}
      {isThrough && state === 'not_checked' && <p>{t('projects.gate.state.not_checked')}</p>}
      {isThrough && state === null && <p>{t('projects.gate.section.ungated')}</p>}
      {isThrough && decided && (
        <details>
          <summary>
            {t('projects.gate.section.decided', {
              verdict: t(`projects.gate.verdict.${decided.verdict}`),
              version: decided.version,
            })}
          </summary>
          <Findings examination={decided} />
        </details>
      )}
      {now && (
        <details open={!isThrough}>
          <summary>
            {t('projects.gate.section.now', {
              version: now.version,
              verdict: t(`projects.gate.verdict.${now.verdict}`),
            })}
          </summary>
          <Findings examination={now} />
        </details>
      )}
    </section>
  )
}
