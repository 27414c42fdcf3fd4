import { Button, Input, Modal } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { OwnCalendar } from '#kernel/orgs/model'
import { officeHours } from '#kernel/time/model'
import { todayInShanghai } from '#kernel/ui/model'
import { DateInput, ErrorSummary, FormRow, useProblems, useT } from '#kernel/ui/web'
import { useKeeping } from '../queries.ts'

type Props = { id: number; calendar: OwnCalendar; onClose: () => void }

/** Sessions as people write them: `08:30-12:00 13:30-17:30`. */
function parsed(text: string): OwnCalendar['hours'][number]['hours'] | undefined {
  const sessions = text.trim().split(/[\s,，、]+/)
  if (!sessions.every((session) => /^\d{2}:\d{2}[-–]\d{2}:\d{2}$/.test(session))) return undefined
  try {
    return officeHours(...sessions.map((session) => session.replace('–', '-')))
  } catch {
    return undefined
  }
}

/** Office hours that hold from a day on; those of an earlier day stay for what started before. */
export function OwnHoursForm({ id, calendar, onClose }: Props) {
  const t = useT()
  const element = useId()
  const [from, setFrom] = useState<string | null>(todayInShanghai(new Date()))
  const [text, setText] = useState('08:30-12:00 13:30-17:30')
  const keeping = useKeeping()
  const found = useProblems()
  const idOf = (field: string) => `${element}-${field}`
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const hours = parsed(text)
    const wrong = { field: 'hours', text: t('identity.screen.hours.wrong') }
    if (!found.check(hours ? [] : [wrong]) || !hours || from === null) return
    const others = calendar.hours.filter((one) => one.from !== from)
    keeping.mutate(
      {
        method: 'put',
        path: `/api/organisations/${id}/calendar`,
        body: { ...calendar, hours: [...others, { from, hours }] },
      },
      { onSuccess: onClose, onError: (error) => void found.refuse(error) },
    )
  }
  return (
    <Modal open footer={null} onCancel={onClose} title={t('identity.screen.hours.add')}>
      <form className="yw-form" onSubmit={submit} noValidate>
        <ErrorSummary problems={found.problems} general={found.general} idOf={idOf} />
        <p>{t('identity.screen.hours.text')}</p>
        <FormRow id={idOf('from')} label={t('identity.screen.hours.since')}>
          <DateInput id={idOf('from')} value={from} onChange={setFrom} />
        </FormRow>
        <FormRow
          id={idOf('hours')}
          label={t('identity.screen.hours.sessions')}
          problem={found.problemOf('hours')}
        >
          <Input id={idOf('hours')} value={text} onChange={({ target }) => setText(target.value)} />
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
