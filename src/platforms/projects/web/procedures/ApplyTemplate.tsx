import { useQuery } from '@tanstack/react-query'
import { App, Button, Checkbox, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import { asApiError, ErrorState, FormRow, Loading, useLocalText, useT } from '#kernel/ui/web'
import type { ProcedurePanel } from '../../model/procedures/panel-answers.ts'
import { appliesTo, type Lane, lanes, type ProcedureTemplate } from '../../model/procedures/template.ts'
import { diffTemplates } from '../../model/procedures/template-diff.ts'
import { DifferenceList } from './DifferenceList.tsx'
import './procedures.css'
import { templateQuery, templatesQuery, useApply } from './queries.ts'

type Props = { panel: ProcedurePanel; label: string; quiet?: boolean }

/** Chooses the type of project, asks what applies, and sets the project's procedures by it. */
export function ApplyTemplate({ panel, label, quiet = false }: Props) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" type={quiet ? 'default' : 'primary'} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={open}
        width={760}
        title={t('projects.apply.title')}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <Choose panel={panel} onDone={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function Choose({ panel, onDone }: { panel: ProcedurePanel; onDone: () => void }) {
  const t = useT()
  const text = useLocalText()
  const { data, error, refetch } = useQuery(templatesQuery)
  const [chosen, setChosen] = useState<string | undefined>(panel.applied?.template.code)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={3} />
  const known = data.templates.filter(({ current }) => current !== null)
  return (
    <div className="yw-form">
      <FormRow id="apply-template" label={t('projects.apply.template')}>
        <Select
          id="apply-template"
          value={chosen ?? null}
          placeholder={t('projects.apply.choose')}
          options={known.map(({ code, title }) => ({ value: code, label: title ? text(title) : code }))}
          onChange={setChosen}
        />
      </FormRow>
      {chosen !== undefined && <Answer key={chosen} code={chosen} panel={panel} onDone={onDone} />}
    </div>
  )
}

type AnswerProps = { code: string; panel: ProcedurePanel; onDone: () => void }

function Answer({ code, panel, onDone }: AnswerProps) {
  const { data, error, refetch } = useQuery(templateQuery(code))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data?.current) return <Loading lines={6} />
  return <Questions template={data.current} panel={panel} onDone={onDone} />
}

type Switches = Readonly<Record<string, boolean>>

function Questions({ template, panel, onDone }: Omit<AnswerProps, 'code'> & { template: ProcedureTemplate }) {
  const t = useT()
  const text = useLocalText()
  const { message } = App.useApp()
  const before = panel.applied?.template.code === template.code ? panel.applied : null
  const [answers, setAnswers] = useState<Switches>(before?.answers ?? {})
  const [decided, setDecided] = useState<Switches>({})
  const [lane, setLane] = useState<Lane>(panel.applied?.lane ?? 'ordinary')
  const apply = useApply(panel.project.id)
  const send = () =>
    apply.mutate(
      {
        expectedSeq: panel.project.seq,
        template: template.code,
        version: template.version,
        lane,
        answers,
        decided,
      },
      {
        onSuccess: () => {
          void message.success(t('projects.apply.done'))
          onDone()
        },
        onError: (error) => void message.error(asApiError(error).detail),
      },
    )
  return (
    <>
      <FormRow id="apply-lane" label={t('projects.field.lane')}>
        <Segmented
          id="apply-lane"
          value={lane}
          options={lanes.map((value) => ({ value, label: t(`projects.lane.${value}`) }))}
          onChange={setLane}
        />
      </FormRow>
      {before && before.template.version !== template.version && (
        <section>
          <h3>{t('projects.apply.difference', { from: before.template.version, to: template.version })}</h3>
          <DifferenceList differences={diffTemplates(before.template, template)} />
        </section>
      )}
      <fieldset className="procedure-switches">
        <legend>{t('projects.apply.questions')}</legend>
        {template.questions.map((question) => (
          <Checkbox
            key={question.code}
            checked={answers[question.code] ?? false}
            onChange={(event) => setAnswers({ ...answers, [question.code]: event.target.checked })}
          >
            {text(question.text)}
          </Checkbox>
        ))}
      </fieldset>
      <Applies template={template} panel={panel} answers={answers} decided={decided} onDecide={setDecided} />
      <div className="yw-form-buttons">
        <Button type="primary" loading={apply.isPending} onClick={send}>
          {t('projects.apply.send')}
        </Button>
      </div>
    </>
  )
}

type AppliesProps = {
  template: ProcedureTemplate
  panel: ProcedurePanel
  answers: Switches
  decided: Switches
  onDecide: (decided: Switches) => void
}

/** Which procedures apply by the answers; a person may decide otherwise. What is done stays. */
function Applies({ template, panel, answers, decided, onDecide }: AppliesProps) {
  const t = useT()
  const text = useLocalText()
  const standing = new Map(panel.procedures.map(({ code, state }) => [code, state]))
  const doneBefore = new Set(panel.others.filter(({ done }) => done).map(({ code }) => code))
  const kept = (code: string) =>
    standing.get(code) === 'done' || standing.get(code) === 'running' || doneBefore.has(code)
  const applies = template.procedures.map((step) => ({
    step,
    on: kept(step.code) || (decided[step.code] ?? appliesTo(step, answers)),
  }))
  return (
    <fieldset className="procedure-switches">
      <legend>
        {t('projects.apply.applies', {
          count: applies.filter(({ on }) => on).length,
          total: template.procedures.length,
        })}
      </legend>
      {applies.map(({ step, on }) => (
        <Checkbox
          key={step.code}
          checked={on}
          disabled={kept(step.code)}
          onChange={(event) => onDecide({ ...decided, [step.code]: event.target.checked })}
        >
          {text(step.name)}
          <span className="project-quiet"> {t(`projects.phase.${step.phase}`)}</span>
        </Checkbox>
      ))}
    </fieldset>
  )
}
