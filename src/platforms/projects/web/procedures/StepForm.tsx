import { Button, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { FormRow, useT } from '#kernel/ui/web'
import {
  type MilestoneStep,
  phases,
  type ProcedureStep,
  type TemplateBody,
} from '../../model/procedures/template.ts'
import { LinkRows } from './LinkRows.tsx'
import { MoreRows } from './MoreRows.tsx'
import { TextPair } from './TextPair.tsx'

type Props<Step> = {
  step: Step
  body: TemplateBody
  onChange: (step: Step) => void
  onRemove: () => void
}

/** The form of one procedure. */
export function ProcedureForm({ step, body, onChange, onRemove }: Props<ProcedureStep>) {
  const t = useT()
  const set = (part: Partial<ProcedureStep>) => onChange({ ...step, ...part })
  return (
    <div className="yw-form procedure-form">
      <Names step={step} onChange={set} />
      <FormRow id="step-phase" label={t('projects.part.phase')}>
        <Select
          id="step-phase"
          value={step.phase}
          options={phases.map((phase) => ({ value: phase, label: t(`projects.phase.${phase}`) }))}
          onChange={(phase) => set({ phase })}
        />
      </FormRow>
      <AllDays step={step} onChange={set} />
      <Charge step={step} onChange={set} />
      <LinkRows own={step.code} links={step.after} body={body} onChange={(after) => set({ after })} />
      <FormRow id="step-basis" label={t('projects.part.basis')}>
        <Input.TextArea
          id="step-basis"
          autoSize={{ minRows: 2 }}
          maxLength={600}
          value={step.basis}
          onChange={(event) => set({ basis: event.target.value })}
        />
      </FormRow>
      <MoreRows step={step} body={body} onChange={set} />
      <Remove onRemove={onRemove} />
    </div>
  )
}

type PartProps = { step: ProcedureStep; onChange: (part: Partial<ProcedureStep>) => void }

const dayParts = ['workingDays', 'calendarDays', 'extensionDaysMax', 'usualDays'] as const

function AllDays({ step, onChange }: PartProps) {
  const t = useT()
  const setLane = (lane: 'green' | 'direct', days: number | null) => {
    const { [lane]: _old, ...others } = step.lanes
    onChange({ lanes: days === null ? others : { ...others, [lane]: days } })
  }
  return (
    <div className="procedure-days">
      {dayParts.map((part) => (
        <DaysRow
          key={part}
          id={`step-${part}`}
          label={t(`projects.part.${part}`)}
          value={step[part]}
          onChange={(days) => onChange({ [part]: days })}
        />
      ))}
      {(['green', 'direct'] as const).map((lane) => (
        <DaysRow
          key={lane}
          id={`step-${lane}`}
          label={t(`projects.lane.${lane}`)}
          value={step.lanes[lane] ?? null}
          onChange={(days) => setLane(lane, days)}
        />
      ))}
    </div>
  )
}

function Charge({ step, onChange: set }: PartProps) {
  const t = useT()
  const { inCharge } = step
  return (
    <FormRow id="step-charge" label={t('projects.part.inCharge')} hint={t('projects.editor.in_charge')}>
      <div className="procedure-row-form">
        <Select
          aria-label={t('projects.editor.charge_by')}
          value={'body' in inCharge ? 'body' : 'role'}
          options={(['body', 'role'] as const).map((by) => ({
            value: by,
            label: t(`projects.editor.charge_${by}`),
          }))}
          onChange={(by) => set({ inCharge: by === 'body' ? { body: '' } : { role: '' } })}
        />
        <Input
          id="step-charge"
          value={'body' in inCharge ? inCharge.body : inCharge.role}
          onChange={({ target }) =>
            set({ inCharge: 'body' in inCharge ? { body: target.value } : { role: target.value } })
          }
        />
      </div>
    </FormRow>
  )
}

/** The form of one step of building. */
export function MilestoneForm({ step, body, onChange, onRemove }: Props<MilestoneStep>) {
  const t = useT()
  const set = (part: Partial<MilestoneStep>) => onChange({ ...step, ...part })
  return (
    <div className="yw-form procedure-form">
      <Names step={step} onChange={set} />
      <DaysRow
        id="step-workingDays"
        label={t('projects.part.usualDays')}
        value={step.workingDays}
        onChange={(workingDays) => set({ workingDays: workingDays ?? 0 })}
      />
      <LinkRows own={step.code} links={step.after} body={body} onChange={(after) => set({ after })} />
      <Remove onRemove={onRemove} />
    </div>
  )
}

type Named = Pick<MilestoneStep, 'code' | 'name'>

function Names({ step, onChange }: { step: Named; onChange: (part: Partial<Named>) => void }): ReactNode {
  const t = useT()
  return (
    <>
      <FormRow id="step-code" label={t('projects.part.code')} hint={t('projects.editor.code_hint')}>
        <Input
          id="step-code"
          value={step.code}
          maxLength={40}
          onChange={(event) => onChange({ code: event.target.value })}
        />
      </FormRow>
      <FormRow id="step-name" label={t('projects.part.name')}>
        <TextPair
          id="step-name"
          label={t('projects.part.name')}
          value={step.name}
          onChange={(name) => onChange({ name })}
        />
      </FormRow>
    </>
  )
}

type DaysProps = {
  id: string
  label: string
  value: number | null
  onChange: (value: number | null) => void
}

/** Days, or none. What is wrong with them is told above, not mended silently. */
function DaysRow({ id, label, value, onChange }: DaysProps) {
  const t = useT()
  return (
    <FormRow id={id} label={label}>
      <InputNumber
        id={id}
        precision={0}
        suffix={t('projects.editor.days')}
        value={value}
        onChange={onChange}
      />
    </FormRow>
  )
}

function Remove({ onRemove }: { onRemove: () => void }) {
  const t = useT()
  return (
    <div className="yw-form-buttons">
      <Button danger onClick={onRemove}>
        {t('projects.editor.remove_step')}
      </Button>
    </div>
  )
}
