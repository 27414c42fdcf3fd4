import { Button, Input } from 'antd'
import { useState } from 'react'
import { DateInput, ErrorSummary, FormRow, useProblems, useT } from '#kernel/ui/web'
import type { DutyAnswer, DutyPreview, DutyTemplate } from '../../model/cells/duty/duty.ts'
import { usePlan, usePreview, useSaveTemplate } from './board-queries.ts'
import { DutyTemplateForm } from './DutyTemplateForm.tsx'

const usual: DutyTemplate = {
  parts: [
    { part: 'day', from: '08:30', to: '17:30', days: 'rest' },
    { part: 'night', from: '17:30', to: '08:30', days: 'all' },
  ],
  people: [],
}

function useDutyPlan(answer: DutyAnswer) {
  const t = useT()
  const [plan, preview, save] = [usePlan(), usePreview(), useSaveTemplate()]
  const problems = useProblems()
  const [template, setTemplate] = useState(answer.template ?? usual)
  const [from, setFrom] = useState<string | null>(answer.days[0]?.date ?? null)
  const [to, setTo] = useState<string | null>(answer.days.at(-1)?.date ?? null)
  const [reason, setReason] = useState('')
  const { division } = answer
  /** What is asked for, where nothing is missing. */
  const asked = (withReason: boolean) => {
    const missing = [
      ...(template.people.length === 0
        ? [{ field: 'duty-people', text: t('cells.form.choose_person') }]
        : []),
      ...(from === null || to === null ? [{ field: 'duty-from', text: t('cells.form.choose_day') }] : []),
      ...(withReason && reason.trim() === ''
        ? [{ field: 'duty-reason', text: t('cells.form.say_why') }]
        : []),
    ]
    if (!problems.check(missing) || from === null || to === null) return undefined
    return { division, from, to, template }
  }
  const answered = { onError: problems.refuse }
  return {
    problems,
    template,
    from,
    to,
    reason,
    plan,
    preview,
    save,
    setReason,
    // What was shown goes for what was asked then.
    change:
      <Value,>(set: (value: Value) => void) =>
      (value: Value) => {
        preview.reset()
        plan.reset()
        set(value)
      },
    setTemplate,
    setFrom,
    setTo,
    look: () => {
      const body = asked(false)
      if (body) preview.mutate(body, answered)
    },
    make: () => {
      const body = asked(true)
      if (body)
        plan.mutate({ ...body, reason: reason.trim() }, { ...answered, onSuccess: () => preview.reset() })
    },
    keep: () => {
      if (asked(true)) save.mutate({ division, template, reason: reason.trim() }, answered)
    },
  }
}

/** Plans days by the division's template, shown before it is done. What somebody has already stays. */
export function DutyPlan({ answer }: { answer: DutyAnswer }) {
  const t = useT()
  const duty = useDutyPlan(answer)
  const { problems, template, plan, preview, save } = duty
  return (
    <form
      className="cells-panel cells-form"
      onSubmit={(event) => {
        event.preventDefault()
        duty.look()
      }}
    >
      <h2>{t('cells.duty.template')}</h2>
      <p className="yw-quiet">{t('cells.duty.plan_text')}</p>
      <ErrorSummary problems={problems.problems} general={problems.general} idOf={(field) => field} />
      <DutyTemplateForm
        answer={answer}
        template={template}
        problem={problems.problemOf('duty-people')}
        onChange={duty.change(duty.setTemplate)}
      />
      <FormRow id="duty-from" label={t('cells.duty.range_from')} problem={problems.problemOf('duty-from')}>
        <DateInput id="duty-from" value={duty.from} onChange={duty.change(duty.setFrom)} />
      </FormRow>
      <FormRow id="duty-to" label={t('cells.duty.range_to')} problem={problems.problemOf('to')}>
        <DateInput id="duty-to" value={duty.to} onChange={duty.change(duty.setTo)} />
      </FormRow>
      <Button htmlType="submit" loading={preview.isPending}>
        {t('cells.duty.preview')}
      </Button>
      {preview.data && <Preview preview={preview.data} />}
      <FormRow id="duty-reason" label={t('cells.form.reason')} problem={problems.problemOf('duty-reason')}>
        <Input id="duty-reason" value={duty.reason} onChange={({ target }) => duty.setReason(target.value)} />
      </FormRow>
      <div className="cells-upload">
        <Button type="primary" disabled={!preview.data} loading={plan.isPending} onClick={duty.make}>
          {t('cells.duty.do_plan')}
        </Button>
        <Button loading={save.isPending} onClick={duty.keep}>
          {t('cells.duty.save_template')}
        </Button>
      </div>
      {plan.data && (
        <p role="status">
          {t('cells.duty.planned', { changed: plan.data.changed, unchanged: plan.data.unchanged })}
        </p>
      )}
      {save.data && <p role="status">{t('cells.duty.template_saved')}</p>}
    </form>
  )
}

function Preview({ preview: { days, added, gaps } }: { preview: DutyPreview }) {
  const t = useT()
  return (
    <section aria-label={t('cells.duty.preview')}>
      <p role="status">{t('cells.duty.would', { added, gaps: gaps.length })}</p>
      <ul className="cells-preview">
        {days.map(({ date, class: kind, shifts }) => (
          <li key={date}>
            <span className="yw-number">{date}</span> {t(`cells.duty.class.${kind}`)}
            {shifts.map(({ part, name, kept }, index) => (
              <span key={index} className={kept ? 'yw-quiet' : ''}>
                {' '}
                {t(`cells.duty.part.${part}`)} {name}
                {kept && t('cells.duty.kept')}
              </span>
            ))}
            {gaps
              .filter(({ day }) => day === date)
              .map(({ part }) => (
                <strong key={part} className="cells-lacking">
                  {' '}
                  {t('cells.duty.gap', { part: t(`cells.duty.part.${part}`) })}
                </strong>
              ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
