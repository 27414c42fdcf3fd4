import { Button, Segmented } from 'antd'
import { Fragment } from 'react'
import { DateInput, useT } from '#kernel/ui/web'
import { type Plan, targetKinds } from '../../model/plan/plan.ts'
import type { PlanSchedule, TargetVerdict } from '../../model/plan/schedule-plan.ts'

type VerdictProps = {
  plan: Plan
  schedule: PlanSchedule
  /** Null where nothing can be changed. */
  editor: ((plan: Plan) => boolean) | null
  onOpen: (taskId: string) => void
}

/** Whether the target can be kept, by how much, along which chain, and what could be shortened. */
export function PlanVerdict({ plan, schedule, editor, onOpen }: VerdictProps) {
  const t = useT()
  const { target, start, finish, assumed } = schedule
  const missed = target !== null && !target.reachable
  return (
    <section
      className={missed ? 'plan-verdict plan-verdict-missed' : 'plan-verdict'}
      aria-label={t('projects.plan.verdict')}
    >
      <div className="plan-verdict-line">
        <p className="plan-verdict-say" role="status">
          {target === null && t('projects.plan.no_target', { start, finish })}
          {target &&
            (missed
              ? t('projects.plan.missed', wordsOf(t, target))
              : t('projects.plan.kept', wordsOf(t, target)))}
        </p>
        {editor && <TargetInput plan={plan} onChange={editor} />}
      </div>
      {missed && <Shortenings plan={plan} target={target} onOpen={onOpen} />}
      {target && target.chain.length > 0 && <Chain plan={plan} chain={target.chain} onOpen={onOpen} />}
      {assumed && <p className="yw-quiet">{t('projects.plan.assumed', { year: finish.slice(0, 4) })}</p>}
    </section>
  )
}

function wordsOf(t: ReturnType<typeof useT>, { kind, date, forecast, missedBy, spare }: TargetVerdict) {
  return { target: t(`projects.plan.target.${kind}`), date, forecast, missedBy, spare }
}

const nameIn = (plan: Plan, id: string) => plan.tasks.find((task) => task.id === id)?.name ?? id

type PartProps = { plan: Plan; onOpen: (taskId: string) => void }

function Shortenings({ plan, target, onOpen }: PartProps & { target: TargetVerdict }) {
  const t = useT()
  if (target.shortenings.length === 0) return <p>{t('projects.plan.shorten.none')}</p>
  return (
    <p className="plan-shorten">
      {t('projects.plan.shorten')}
      {target.shortenings.slice(0, 6).map(({ id, gain, workingDays }) => (
        <Button key={id} size="small" onClick={() => onOpen(id)}>
          {t('projects.plan.shorten.one', { name: nameIn(plan, id), gain, workingDays })}
        </Button>
      ))}
    </p>
  )
}

const chainMax = 14

function Chain({ plan, chain, onOpen }: PartProps & { chain: readonly string[] }) {
  const t = useT()
  const shown = chain.slice(0, chainMax)
  return (
    <p className="plan-chain" data-chain={chain.join(' ')}>
      <strong>{t('projects.plan.critical_path')}</strong>
      {shown.map((id, at) => (
        <Fragment key={id}>
          {at > 0 && <span aria-hidden="true">→</span>}
          <button type="button" className="plan-chain-step" onClick={() => onOpen(id)}>
            {nameIn(plan, id)}
          </button>
        </Fragment>
      ))}
      {chain.length > chainMax && <span>{t('projects.plan.more', { count: chain.length - chainMax })}</span>}
    </p>
  )
}

/** What the plan is counted back from. */
function TargetInput({ plan, onChange }: { plan: Plan; onChange: (plan: Plan) => boolean }) {
  const t = useT()
  const kind = plan.target?.kind ?? 'production'
  return (
    <div className="plan-target">
      <span>{t('projects.plan.target')}</span>
      <Segmented
        size="small"
        aria-label={t('projects.plan.target_kind')}
        value={kind}
        options={targetKinds.map((value) => ({ value, label: t(`projects.plan.target.${value}`) }))}
        onChange={(value) => plan.target && onChange({ ...plan, target: { ...plan.target, kind: value } })}
      />
      <DateInput
        label={t('projects.plan.target_date')}
        width={136}
        value={plan.target?.date ?? null}
        onChange={(date) => onChange({ ...plan, target: date === null ? null : { kind, date } })}
      />
    </div>
  )
}
