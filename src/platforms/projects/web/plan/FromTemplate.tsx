import { useQuery } from '@tanstack/react-query'
import { App, Button, Checkbox, Select } from 'antd'
import { useId, useState } from 'react'
import { api, asApiError, DateInput, ErrorState, Loading, useLocalText, useT } from '#kernel/ui/web'
import { type TargetKind, targetKinds } from '../../model/plan/plan.ts'
import { type Lane, lanes, type ProcedureTemplate } from '../../model/procedures/template.ts'
import type { TemplateAnswer, TemplateList } from '../../model/procedures/template-answers.ts'
import type { NewPlanPart } from './NewPlan.tsx'
import { usePropose } from './queries.ts'

const templatesPath = '/api/projects/procedure-templates'

/** The steps of a template, counted back from a target date. */
export function FromTemplate(props: NewPlanPart) {
  const t = useT()
  const text = useLocalText()
  const [code, setCode] = useState<string | null>(props.answer.applied?.template ?? null)
  const { data, error, refetch } = useQuery({
    queryKey: ['projects', 'procedure-templates'],
    queryFn: ({ signal }) => api.get<TemplateList>(templatesPath, { signal }),
  })
  const template = useQuery({
    queryKey: ['projects', 'procedure-templates', code],
    queryFn: ({ signal }) => api.get<TemplateAnswer>(`${templatesPath}/${code}`, { signal }),
    enabled: code !== null,
  })
  const id = useId()
  return (
    <section className="plan-new-part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('projects.plan.from_template')}</h2>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={2} />}
      {data && (
        <div className="plan-field">
          <label htmlFor={id}>{t('projects.plan.template')}</label>
          <Select
            id={id}
            value={code}
            placeholder={t('projects.plan.template.choose')}
            options={data.templates.flatMap((one) =>
              one.title && one.current ? [{ value: one.code, label: text(one.title) }] : [],
            )}
            onChange={setCode}
          />
        </div>
      )}
      {template.data?.current && (
        <TemplateForm key={template.data.code} {...props} template={template.data.current} />
      )}
    </section>
  )
}

function TemplateForm({ answer, onProposal, template }: NewPlanPart & { template: ProcedureTemplate }) {
  const t = useT()
  const { message } = App.useApp()
  const propose = usePropose(answer.entryId)
  const applied = answer.applied?.template === template.code ? answer.applied : null
  const id = useId()
  const [kind, setKind] = useState<TargetKind>('production')
  const [date, setDate] = useState<string | null>(null)
  const [lane, setLane] = useState<Lane>(applied?.lane ?? 'ordinary')
  const [yes, setYes] = useState<readonly string[]>(() =>
    Object.entries(applied?.answers ?? {}).flatMap(([code, is]) => (is ? [code] : [])),
  )
  const submit = () =>
    date !== null &&
    propose
      .mutateAsync({
        template: template.code,
        lane,
        target: { kind, date },
        answers: Object.fromEntries(template.questions.map(({ code }) => [code, yes.includes(code)])),
      })
      .then(onProposal, (error: unknown) => void message.error(asApiError(error).detail))
  return (
    <>
      <div className="plan-new-row">
        <div className="plan-field">
          <label htmlFor={`${id}-kind`}>{t('projects.plan.target')}</label>
          <Select
            id={`${id}-kind`}
            value={kind}
            options={targetKinds.map((value) => ({ value, label: t(`projects.plan.target.${value}`) }))}
            onChange={setKind}
          />
        </div>
        <div className="plan-field">
          <label htmlFor={`${id}-date`}>{t('projects.plan.target_date')}</label>
          <DateInput id={`${id}-date`} value={date} onChange={setDate} width={160} />
        </div>
        <div className="plan-field">
          <label htmlFor={`${id}-lane`}>{t('projects.plan.lane')}</label>
          <Select
            id={`${id}-lane`}
            value={lane}
            options={lanes.map((value) => ({ value, label: t(`projects.lane.${value}`) }))}
            onChange={setLane}
          />
        </div>
      </div>
      <Questions template={template} yes={yes} onChange={setYes} />
      <Button
        type="primary"
        disabled={date === null}
        loading={propose.isPending}
        onClick={() => void submit()}
      >
        {t('projects.plan.count_back')}
      </Button>
    </>
  )
}

type QuestionsProps = {
  template: ProcedureTemplate
  /** Codes of the questions that are answered with yes. */
  yes: readonly string[]
  onChange: (yes: readonly string[]) => void
}

/** What decides which procedures the project goes through. */
function Questions({ template: { questions }, yes, onChange }: QuestionsProps) {
  const t = useT()
  const text = useLocalText()
  if (questions.length === 0) return null
  return (
    <fieldset className="plan-questions">
      <legend>{t('projects.plan.questions')}</legend>
      {questions.map(({ code, text: question }) => (
        <Checkbox
          key={code}
          checked={yes.includes(code)}
          onChange={({ target }) =>
            onChange(target.checked ? [...yes, code] : yes.filter((one) => one !== code))
          }
        >
          {text(question)}
        </Checkbox>
      ))}
    </fieldset>
  )
}
