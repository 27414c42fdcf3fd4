import { DueText, Light, useT } from '#kernel/ui/web'
import type { LiveApproval } from '../../model/procedures/progress.ts'

/** How the clock of an approval stands: its light and date, or why it is stopped. */
export function ApprovalClock({ approval }: { approval: LiveApproval }) {
  const t = useT()
  const { light, dueAt, paused, stage } = approval
  if (paused !== null)
    return <span className="procedure-paused">{t('projects.panel.paused', { reason: paused })}</span>
  if (light === null || dueAt === null)
    return (
      <span className="project-quiet">
        {t(`projects.approval.stage.${stage}`)} · {t('projects.limit.none')}
      </span>
    )
  return (
    <>
      <Light light={light} text={<DueText value={dueAt} />} />
      <span className="project-quiet">{t(`projects.approval.stage.${stage}`)}</span>
    </>
  )
}
