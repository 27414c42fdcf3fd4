import { DeleteOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Modal, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { AccountSelect } from '#kernel/identity/web'
import { OrganisationSelect } from '#kernel/orgs/web'
import { DateInput, useT } from '#kernel/ui/web'
import type { PlanAnswer } from '../../model/plan/answers.ts'
import { changeTask, removeTask, setLinksOf } from '../../model/plan/edits.ts'
import { groupIds } from '../../model/plan/outline.ts'
import { constraintKinds, type ConstraintKind, type Plan, type PlanTask } from '../../model/plan/plan.ts'
import type { PlannedTask } from '../../model/plan/schedule-plan.ts'
import { projectStages } from '../../model/stages.ts'
import { LinkRows } from './LinkRows.tsx'

type TaskDialogProps = {
  plan: Plan
  taskId: string
  answer: PlanAnswer
  task: PlannedTask | undefined
  /** Null where nothing can be changed. */
  onApply: ((plan: Plan) => boolean) | null
  onClose: () => void
}

/** All of one step: how long, bound to which day, after which others, by whom, and what was done. */
export function TaskDialog({ plan, taskId, answer, task, onApply, onClose }: TaskDialogProps) {
  const t = useT()
  const found = plan.tasks.find(({ id }) => id === taskId)
  const [step, setStep] = useState<PlanTask | undefined>(found)
  const [links, setLinks] = useState(() =>
    plan.links.filter(({ from, to }) => from === taskId || to === taskId),
  )
  if (!step) return null
  const change = (next: Partial<PlanTask>) => setStep({ ...step, ...next })
  const submit = () => {
    const named = { ...step, name: step.name.trim() === '' ? (found?.name ?? '') : step.name.trim() }
    if (onApply?.(setLinksOf(changeTask(plan, taskId, named), taskId, links)) !== false) onClose()
  }
  const unchanged = JSON.stringify([step, links]) === JSON.stringify([found, linksOf(plan, taskId)])
  return (
    <Modal
      open
      width={640}
      title={found?.name}
      okText={t('projects.plan.step.take')}
      cancelText={t(onApply ? 'ui.cancel' : 'ui.close')}
      okButtonProps={onApply ? {} : { style: { display: 'none' } }}
      onOk={() => (unchanged ? onClose() : submit())}
      onCancel={onClose}
    >
      <fieldset className="plan-step" disabled={onApply === null}>
        <Dates task={task} />
        <StepFields step={step} isGroup={groupIds(plan).has(taskId)} answer={answer} onChange={change} />
        <LinkRows plan={plan} taskId={taskId} links={links} onChange={setLinks} />
        {onApply && (
          <Button
            danger
            icon={<DeleteOutlined aria-hidden="true" />}
            onClick={() => {
              onApply(removeTask(plan, taskId))
              onClose()
            }}
          >
            {t('projects.plan.remove')}
          </Button>
        )}
      </fieldset>
    </Modal>
  )
}

const linksOf = (plan: Plan, id: string) => plan.links.filter(({ from, to }) => from === id || to === id)

/** What comes of it: forecast, latest dates, float, and where an actual date comes from. */
function Dates({ task }: { task: PlannedTask | undefined }) {
  const t = useT()
  if (!task) return null
  const { actuals } = task
  const facts = [
    [t('projects.plan.dates.forecast'), `${task.start} – ${task.finish}`],
    [t('projects.plan.dates.latest'), `${task.lateStart} – ${task.lateFinish}`],
    [t('projects.plan.column.float'), t('projects.plan.days', { days: task.totalFloat })],
    [t('projects.plan.free_float'), t('projects.plan.days', { days: task.freeFloat })],
    ...(['start', 'finish'] as const).flatMap((end) => {
      const actual = actuals[end]
      return actual
        ? [
            [
              t(`projects.plan.actual_${end}`),
              `${actual.date} · ${t(`projects.plan.source.${actual.source}`)}`,
            ],
          ]
        : []
    }),
  ]
  return (
    <dl className="plan-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="yw-number">{value}</dd>
        </div>
      ))}
      {task.critical && <div className="plan-critical">{t('projects.plan.is_critical')}</div>}
    </dl>
  )
}

type FieldsProps = {
  step: PlanTask
  isGroup: boolean
  answer: PlanAnswer
  onChange: (next: Partial<PlanTask>) => void
}

function Row({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="plan-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

function StepFields({ step, isGroup, answer, onChange }: FieldsProps) {
  const t = useT()
  const proven = step.procedure !== null && answer.evidence.procedures[step.procedure]?.finish
  return (
    <div className="plan-fields">
      <Row label={t('projects.plan.field.name')}>
        {(id) => (
          <Input
            id={id}
            value={step.name}
            maxLength={200}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Row>
      {!isGroup && (
        <Row label={t('projects.plan.field.workingDays')}>
          {(id) => (
            <span className="plan-inline">
              <InputNumber
                id={id}
                min={0}
                max={10_000}
                precision={0}
                value={step.workingDays}
                onChange={(days) => days !== null && onChange({ workingDays: days, isMilestone: days === 0 })}
              />
              <span className="yw-quiet">{t('projects.plan.unit')}</span>
            </span>
          )}
        </Row>
      )}
      <Row label={t('projects.plan.field.constraint')}>
        {(id) => <ConstraintInput id={id} step={step} onChange={onChange} />}
      </Row>
      {step.workingDays === 0 && !isGroup && (
        <Row label={t('projects.plan.field.stage')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              value={step.stage}
              options={projectStages.map((value) => ({ value, label: t(`projects.stage.${value}`) }))}
              onChange={(stage) => onChange({ stage: stage ?? null })}
            />
          )}
        </Row>
      )}
      <Row label={t('projects.plan.field.organisationId')}>
        {(id) => (
          <OrganisationSelect
            id={id}
            allowClear
            value={step.organisationId}
            onChange={(organisationId) => onChange({ organisationId })}
          />
        )}
      </Row>
      <Row label={t('projects.plan.field.accountId')}>
        {(id) => (
          <AccountSelect id={id} value={step.accountId} onChange={(accountId) => onChange({ accountId })} />
        )}
      </Row>
      {!isGroup && !proven && <Reported step={step} today={answer.today} onChange={onChange} />}
    </div>
  )
}

function Reported({ step, today, onChange }: Pick<FieldsProps, 'step' | 'onChange'> & { today: string }) {
  const t = useT()
  return (['actualStart', 'actualFinish'] as const).map((field) => (
    <Row key={field} label={t(`projects.plan.field.${field}`)}>
      {(id) => (
        <DateInput id={id} max={today} value={step[field]} onChange={(date) => onChange({ [field]: date })} />
      )}
    </Row>
  ))
}

function ConstraintInput({ id, step, onChange }: Pick<FieldsProps, 'step' | 'onChange'> & { id: string }) {
  const t = useT()
  // A kind without its day yet stays here until the day is said.
  const [kind, setKind] = useState<ConstraintKind | null>(step.constraint?.kind ?? null)
  return (
    <span className="plan-inline">
      <Select
        id={id}
        value={kind ?? 'none'}
        options={['none' as const, ...constraintKinds].map((value) => ({
          value,
          label: t(`projects.plan.constraint.${value}`),
        }))}
        onChange={(chosen) => {
          const next = constraintKinds.find((known) => known === chosen) ?? null
          setKind(next)
          const date = step.constraint?.date
          onChange({ constraint: next && date ? { kind: next, date } : null })
        }}
      />
      {kind !== null && (
        <DateInput
          label={t('projects.plan.constraint.date')}
          width={140}
          value={step.constraint?.date ?? null}
          onChange={(date) => onChange({ constraint: date === null ? null : { kind, date } })}
        />
      )}
    </span>
  )
}
