import { Button, Input, Select } from 'antd'
import { FormRow, useT } from '#kernel/ui/web'
import { type DutyAnswer, DutyPart, type DutyTemplate, templateDays } from '../../model/cells/duty/duty.ts'

type Part = DutyTemplate['parts'][number]
const partsMax = 6

type TemplateProps = {
  answer: DutyAnswer
  template: DutyTemplate
  onChange: (template: DutyTemplate) => void
  problem: string | undefined
}

/** A division's template: which parts of the day on which days, and whose turn follows whose. */
export function DutyTemplateForm({ answer, template, onChange, problem }: TemplateProps) {
  const t = useT()
  const { parts, people } = template
  const set = (at: number, patch: Partial<Part>) =>
    onChange({ ...template, parts: parts.map((one, index) => (index === at ? { ...one, ...patch } : one)) })
  return (
    <>
      {parts.map((one, index) => (
        <fieldset key={index} className="cells-part">
          <legend>{t('cells.duty.part', { number: index + 1 })}</legend>
          <Select
            aria-label={t('cells.duty.part.which')}
            value={one.part}
            options={DutyPart.options.map((value) => ({ value, label: t(`cells.duty.part.${value}`) }))}
            onChange={(part) => set(index, { part })}
          />
          <Select
            aria-label={t('cells.duty.days')}
            value={one.days}
            options={templateDays.map((value) => ({ value, label: t(`cells.duty.days.${value}`) }))}
            onChange={(days) => set(index, { days })}
          />
          <Input
            type="time"
            aria-label={t('cells.duty.begins')}
            value={one.from}
            onChange={({ target }) => target.value !== '' && set(index, { from: target.value })}
          />
          <Input
            type="time"
            aria-label={t('cells.duty.ends')}
            value={one.to}
            onChange={({ target }) => target.value !== '' && set(index, { to: target.value })}
          />
          {parts.length > 1 && (
            <Button onClick={() => onChange({ ...template, parts: parts.filter((_, at) => at !== index) })}>
              {t('cells.duty.part.remove')}
            </Button>
          )}
        </fieldset>
      ))}
      {parts.length < partsMax && (
        <Button
          onClick={() =>
            onChange({
              ...template,
              parts: [...parts, { part: 'day', from: '08:30', to: '17:30', days: 'holiday' }],
            })
          }
        >
          {t('cells.duty.part.add')}
        </Button>
      )}
      <FormRow id="duty-people" label={t('cells.duty.turn')} problem={problem}>
        <Select
          id="duty-people"
          mode="multiple"
          value={people}
          showSearch={{ optionFilterProp: 'label' }}
          options={answer.people.map(({ accountId, name }) => ({ value: accountId, label: name }))}
          onChange={(chosen: number[]) => onChange({ ...template, people: chosen })}
        />
      </FormRow>
    </>
  )
}
