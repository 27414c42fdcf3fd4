import type { ReactNode } from 'react'
import { AppLink, useLocalText, useT } from '#kernel/ui/web'
import type { Progress, Wait } from '../../model/procedures/progress.ts'
import { ApprovalClock } from './ApprovalClock.tsx'
import { limitText } from './limit-text.ts'

type RowProps = { progress: Progress; choice?: ReactNode; more?: ReactNode }

/** One procedure: its name, how it stands and what proves that. */
export function ProgressRow({ progress, choice, more }: RowProps) {
  const t = useT()
  const text = useLocalText()
  const { name, phase, limit, state, basis } = progress
  return (
    <li data-state={state}>
      {choice}
      <span className="procedure-name">
        <span>{text(name)}</span>
        <span className="project-quiet" title={basis}>
          {t(`projects.phase.${phase}`)} · {limitText(t, limit)}
        </span>
      </span>
      <span className="procedure-standing">
        <Standing progress={progress} />
      </span>
      {more}
    </li>
  )
}

function Standing({ progress }: { progress: Progress }) {
  const t = useT()
  const { state, waits, doneOn, documentNo, approval, evidence, byHand } = progress
  const entryId = approval?.entryId ?? evidence?.entryId
  const link = entryId && (
    <AppLink to={`/entries/${entryId}`} className="yw-number">
      {approval?.no || evidence?.no || t('projects.panel.entry')}
    </AppLink>
  )
  switch (state) {
    case 'done':
      return (
        <>
          <span className="yw-number">{doneOn}</span>
          {documentNo && <span>{documentNo}</span>}
          {byHand ? <span className="project-quiet">{t('projects.panel.by_hand')}</span> : link}
        </>
      )
    case 'running':
      return (
        <>
          {link}
          {approval && <ApprovalClock approval={approval} />}
          {approval && <span className="project-quiet">{approval.organisation}</span>}
        </>
      )
    case 'waiting':
      return <Waits waits={waits} />
    case 'ready':
      return approval ? (
        <>
          {link}
          <span className="project-quiet">{t(`projects.approval.stage.${approval.stage}`)}</span>
        </>
      ) : null
  }
}

function Waits({ waits }: { waits: readonly Wait[] }) {
  const t = useT()
  const text = useLocalText()
  return (
    <span>
      {t('projects.panel.waits_for')}
      {waits.map(({ code, name, kind, until }, index) => (
        <span key={`${code} ${kind}`}>
          {index > 0 && t('projects.panel.and')}
          {text(name)}
          {until && <span className="yw-number">{t('projects.panel.until', { day: until })}</span>}
          {kind === 'SS' && !until && t('projects.panel.begun')}
        </span>
      ))}
    </span>
  )
}
