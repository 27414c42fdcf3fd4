import { Button, Input, Modal, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { OwnCalendar } from '#kernel/orgs/model'
import { todayInShanghai } from '#kernel/ui/model'
import { DateInput, ErrorSummary, FormRow, useLocale, useProblems, useT } from '#kernel/ui/web'
import { useKeeping } from '../queries.ts'

type Props = { id: number; calendar: OwnCalendar; onClose: () => void }

const everyDay = -1

type Rule = { from: string; to: string | null; weekday: number; open: boolean }

/** Days on which the organisation works, or rests, otherwise than the calendar says. */
export function OwnDaysForm({ id, calendar, onClose }: Props) {
  const t = useT()
  const element = useId()
  const today = todayInShanghai(new Date())
  const [rule, setRule] = useState<Rule>({ from: today, to: today, weekday: everyDay, open: true })
  const [reason, setReason] = useState('')
  const keeping = useKeeping()
  const found = useProblems()
  const idOf = (field: string) => `${element}-${field.split('.').at(-1)}`
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing = { field: 'reason', text: t('identity.screen.own_days.reason.missing') }
    const { from, to, weekday, open } = rule
    if (!found.check(reason.trim() === '' ? [missing] : [])) return
    const days = { from, to, ...(weekday !== everyDay && { weekday }), open, reason: reason.trim() }
    keeping.mutate(
      {
        method: 'put',
        path: `/api/organisations/${id}/calendar`,
        body: { ...calendar, days: [...calendar.days, days] },
      },
      { onSuccess: onClose, onError: (error) => void found.refuse(error) },
    )
  }
  return (
    <Modal open footer={null} onCancel={onClose} title={t('identity.screen.own_days.add')}>
      <form className="yw-form" onSubmit={submit} noValidate>
        <ErrorSummary problems={found.problems} general={found.general} idOf={idOf} />
        <RuleFields rule={rule} onChange={setRule} idOf={idOf} />
        <FormRow
          id={idOf('reason')}
          label={t('identity.screen.own_days.reason')}
          problem={found.problemOf('reason')}
        >
          <Input
            id={idOf('reason')}
            maxLength={100}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </FormRow>
        <div className="yw-form-buttons">
          <Button type="primary" htmlType="submit" loading={keeping.isPending}>
            {t('identity.screen.hours.submit')}
          </Button>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </Modal>
  )
}

type FieldsProps = { rule: Rule; onChange: (rule: Rule) => void; idOf: (field: string) => string }

function RuleFields({ rule, onChange, idOf }: FieldsProps) {
  const t = useT()
  const { locale } = useLocale()
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  // 2024-01-07 was a Sunday, day 0.
  const weekdays = [1, 2, 3, 4, 5, 6, 0].map((value) => ({
    value,
    label: format.format(new Date(Date.UTC(2024, 0, 7 + value))),
  }))
  return (
    <>
      <FormRow id={idOf('from')} label={t('identity.screen.own_days.from')}>
        <DateInput
          id={idOf('from')}
          value={rule.from}
          onChange={(from) => from && onChange({ ...rule, from })}
        />
      </FormRow>
      <FormRow id={idOf('to')} label={t('identity.screen.own_days.to')}>
        <DateInput id={idOf('to')} value={rule.to} onChange={(to) => onChange({ ...rule, to })} />
      </FormRow>
      <FormRow id={idOf('weekday')} label={t('identity.screen.own_days.weekday')}>
        <Select
          id={idOf('weekday')}
          value={rule.weekday}
          onChange={(weekday) => onChange({ ...rule, weekday })}
          options={[{ value: everyDay, label: t('identity.screen.own_days.every_day') }, ...weekdays]}
        />
      </FormRow>
      <FormRow id={idOf('open')} label={t('identity.screen.own_days.what')}>
        <Select
          id={idOf('open')}
          value={rule.open}
          onChange={(open) => onChange({ ...rule, open })}
          options={[
            { value: true, label: t('identity.screen.own_days.works') },
            { value: false, label: t('identity.screen.own_days.rests') },
          ]}
        />
      </FormRow>
    </>
  )
}
