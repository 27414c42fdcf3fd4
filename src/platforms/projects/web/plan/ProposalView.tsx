import { Alert, App, Button } from 'antd'
import { asApiError, useT } from '#kernel/ui/web'
import type { PlanAnswer, PlanProposal } from '../../model/plan/answers.ts'
import { outlineOf } from '../../model/plan/outline.ts'
import { PlanVerdict } from './PlanVerdict.tsx'
import { useSavePlan } from './queries.ts'
import { usePlanSchedule, useSurroundings } from './use-plan-schedule.ts'

type ProposalViewProps = { answer: PlanAnswer; proposal: PlanProposal; onBack: () => void }

/** A plan that isn't saved yet: what it would come to, and what its file says that is left out. */
export function ProposalView({ answer, proposal, onBack }: ProposalViewProps) {
  const t = useT()
  const { message } = App.useApp()
  const save = useSavePlan(answer.entryId)
  const { plan, source, left } = proposal
  const { schedule } = usePlanSchedule(plan, useSurroundings(answer))
  const reason = t(`projects.plan.made_from.${source.kind}`, { name: source.name ?? '' })
  const submit = () =>
    save.mutateAsync({ expectedRevision: answer.revision, plan, reason, source }).then(
      () => void message.success(t('projects.plan.made')),
      (error: unknown) => void message.error(asApiError(error).detail),
    )
  return (
    <div className="plan-proposal">
      {schedule && <PlanVerdict plan={plan} schedule={schedule} editor={null} onOpen={() => undefined} />}
      {left.length > 0 && (
        <Alert
          type="info"
          title={t('projects.plan.left')}
          description={
            <ul>
              {left.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          }
        />
      )}
      <div className="plan-new-row">
        <Button type="primary" loading={save.isPending} onClick={() => void submit()}>
          {t('projects.plan.make')}
        </Button>
        <Button onClick={onBack}>{t('ui.back')}</Button>
      </div>
      <table className="plan-proposed">
        <thead>
          <tr>
            {(['number', 'name', 'days', 'start', 'finish', 'late_finish', 'float'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`projects.plan.column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {outlineOf(plan).map(({ task, number, isGroup, depth }) => {
            const planned = schedule?.tasks.get(task.id)
            return (
              <tr
                key={task.id}
                data-group={isGroup || undefined}
                data-critical={planned?.critical || undefined}
              >
                <td>{number}</td>
                <td style={{ paddingInlineStart: 8 + depth * 14 }}>{task.name}</td>
                <td className="yw-number">{isGroup ? '' : task.workingDays}</td>
                <td className="yw-number">{planned?.start}</td>
                <td className="yw-number">{planned?.finish}</td>
                <td className="yw-number">{planned?.lateFinish}</td>
                <td className="yw-number">{planned?.totalFloat}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
