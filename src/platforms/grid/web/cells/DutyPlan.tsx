import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { ErrorSummary, FormRow, useProblems, useT } from '#kernel/ui/web'
import type { DutyAnswer, DutyTemplate } from '../../model/cells/duty/duty.ts'
import { usePlan } from './board-queries.ts'

const usual: DutyTemplate['parts'] = [
  { part: 'day', from: '08:30', to: '17:30', days: 'rest' },
  { part: 'night', from: '17:30', to: '08:30', days: 'all' },
]

/** Plans the month by a template: which parts, and whose turn follows whose. What somebody has already stays. */
export function DutyPlan({ answer }: { answer: DutyAnswer }) {
  const t = useT()
  const plan = usePlan()
  const problems = useProblems()
  const [parts, setParts] = useState(answer.template?.parts ?? usual)
  const [people, setPeople] = useState<number[]>(answer.template?.people ?? [])
  const [reason, setReason] = useState('')
  const send = () => {
    const missing = [
      ...(people.length === 0 ? [{ field: 'duty-people', text: t('cells.form.choose_person') }] : []),
      ...(reason.trim() === '' ? [{ field: 'duty-reason', text: t('cells.form.say_why') }] : []),
    ]
    if (!problems.check(missing)) return
    const { division, month } = answer
    plan.mutate(
      { division, month, template: { parts, people }, reason: reason.trim() },
      { onError: problems.refuse },
    )
  }
  const toggle = (one: DutyTemplate['parts'][number], on: boolean) =>
    setParts((before) => (on ? [...before, one] : before.filter(({ part }) => part !== one.part)))
  return (
    <form
      className="cells-panel cells-form"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <h2>{t('cells.duty.plan', { month: answer.month })}</h2>
      <p className="yw-quiet">{t('cells.duty.plan_text')}</p>
      <ErrorSummary problems={problems.problems} general={problems.general} idOf={(field) => field} />
      {usual.map((one) => (
        <Checkbox
          key={one.part}
          checked={parts.some(({ part }) => part === one.part)}
          onChange={({ target }) => toggle(one, target.checked)}
        >
          {t(`cells.duty.usual.${one.part}`, { from: one.from, to: one.to })}
        </Checkbox>
      ))}
      <FormRow id="duty-people" label={t('cells.duty.turn')} problem={problems.problemOf('duty-people')}>
        <Select
          id="duty-people"
          mode="multiple"
          value={people}
          showSearch={{ optionFilterProp: 'label' }}
          options={answer.people.map(({ accountId, name }) => ({ value: accountId, label: name }))}
          onChange={setPeople}
        />
      </FormRow>
      <FormRow id="duty-reason" label={t('cells.form.reason')} problem={problems.problemOf('duty-reason')}>
        <Input id="duty-reason" value={reason} onChange={({ target }) => setReason(target.value)} />
      </FormRow>
      <Button type="primary" htmlType="submit" disabled={parts.length === 0} loading={plan.isPending}>
        {t('cells.duty.do_plan')}
      </Button>
      {plan.data && (
        <p role="status">
          {t('cells.duty.planned', { changed: plan.data.changed, unchanged: plan.data.unchanged })}
        </p>
      )}
    </form>
  )
}
