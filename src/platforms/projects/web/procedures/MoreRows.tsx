import { Button, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useLocalText, useT } from '#kernel/ui/web'
import type { ProcedureStep, TemplateBody } from '../../model/procedures/template.ts'
import { TextPair } from './TextPair.tsx'

type Props = {
  step: ProcedureStep
  body: TemplateBody
  onChange: (part: Partial<ProcedureStep>) => void
}

const noText = { 'zh-CN': '', en: '' }

/** What a procedure has several of: conditions, special steps, materials. */
export function MoreRows(props: Props) {
  return (
    <>
      <Conditions {...props} />
      <SpecialSteps {...props} />
      <Materials {...props} />
    </>
  )
}

function Conditions({ step: { appliesWhen }, body, onChange }: Props) {
  const t = useT()
  const text = useLocalText()
  return (
    <Rows
      title={t('projects.part.appliesWhen')}
      add={t('projects.editor.add_condition')}
      rows={appliesWhen}
      blank={{ question: '', is: true }}
      onChange={(rows) => onChange({ appliesWhen: rows })}
      render={(row, set) => (
        <>
          <Select
            aria-label={t('projects.field.template_question')}
            className="procedure-grow"
            value={row.question || null}
            options={body.questions.map((question) => ({
              value: question.code,
              label: text(question.text) || question.code,
            }))}
            onChange={(question) => set({ ...row, question })}
          />
          <Select
            aria-label={t('projects.editor.answer')}
            value={row.is ? 'yes' : 'no'}
            options={(['yes', 'no'] as const).map((value) => ({
              value,
              label: t(`projects.detail.${value}`),
            }))}
            onChange={(value) => set({ ...row, is: value === 'yes' })}
          />
        </>
      )}
    />
  )
}

function SpecialSteps({ step: { specialSteps }, onChange }: Props) {
  const t = useT()
  return (
    <Rows
      title={t('projects.part.specialSteps')}
      add={t('projects.editor.add_special')}
      rows={specialSteps}
      blank={{ code: '', name: noText, daysMax: null, basis: '' }}
      onChange={(rows) => onChange({ specialSteps: rows })}
      render={(row, set, index) => (
        <>
          <Input
            aria-label={t('projects.part.code')}
            className="procedure-code"
            value={row.code}
            onChange={(event) => set({ ...row, code: event.target.value })}
          />
          <TextPair
            id={`special-${index}`}
            label={t('projects.part.name')}
            value={row.name}
            onChange={(name) => set({ ...row, name })}
          />
          <InputNumber
            aria-label={t('projects.part.daysMax')}
            suffix={t('projects.editor.days')}
            precision={0}
            value={row.daysMax}
            onChange={(daysMax) => set({ ...row, daysMax })}
          />
          <Input
            aria-label={t('projects.part.basis')}
            placeholder={t('projects.part.basis')}
            value={row.basis}
            onChange={(event) => set({ ...row, basis: event.target.value })}
          />
        </>
      )}
    />
  )
}

function Materials({ step: { materials }, onChange }: Props) {
  const t = useT()
  return (
    <Rows
      title={t('projects.part.materials')}
      add={t('projects.editor.add_material')}
      rows={materials}
      blank={noText}
      onChange={(rows) => onChange({ materials: rows })}
      render={(row, set, index) => (
        <TextPair
          id={`material-${index}`}
          label={t('projects.approval.field.material')}
          value={row}
          onChange={set}
        />
      )}
    />
  )
}

type RowsProps<Row> = {
  title: string
  add: string
  rows: readonly Row[]
  blank: Row
  onChange: (rows: Row[]) => void
  render: (row: Row, set: (row: Row) => void, index: number) => ReactNode
}

function Rows<Row>({ title, add, rows, blank, onChange, render }: RowsProps<Row>) {
  const t = useT()
  return (
    <fieldset className="procedure-rows-form">
      <legend>{title}</legend>
      {rows.map((row, index) => (
        <div key={index} className="procedure-row-form">
          {render(row, (next) => onChange(rows.map((one, at) => (at === index ? next : one))), index)}
          <Button size="small" onClick={() => onChange(rows.filter((_one, at) => at !== index))}>
            {t('projects.editor.remove')}
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => onChange([...rows, blank])}>
        {add}
      </Button>
    </fieldset>
  )
}
