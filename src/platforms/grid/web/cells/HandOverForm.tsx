import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import {
  DateInput,
  ErrorSummary,
  FormRow,
  type Translate,
  useLocalText,
  useProblems,
  useT,
} from '#kernel/ui/web'
import type { CellDuty } from '../../model/cells/people/people.ts'
import { DutySelect, PersonSelect } from './PersonSelect.tsx'
import { cellsQuery, useHandOver } from './queries.ts'
import { today } from './today.ts'

type Said = { from: number | null; to: number | null; on: string | null; reason: string }

const lacking = (t: Translate, { from, to, on, reason }: Said) => [
  ...(from === null ? [{ field: 'from-person', text: t('cells.form.choose_person') }] : []),
  ...(to === null ? [{ field: 'to-person', text: t('cells.form.choose_person') }] : []),
  ...(on === null ? [{ field: 'on', text: t('cells.form.choose_day') }] : []),
  ...(reason.trim() === '' ? [{ field: 'why', text: t('cells.form.say_why') }] : []),
]

/** All cells of one go to another on a day, in one act. */
export function HandOverForm({ division }: { division: string }) {
  const t = useT()
  const text = useLocalText()
  const { data: list } = useQuery(cellsQuery(division))
  const handOver = useHandOver()
  const problems = useProblems()
  const [duty, setDuty] = useState<CellDuty>('worker')
  const [from, setFrom] = useState<number | null>(null)
  const [to, setTo] = useState<number | null>(null)
  const [on, setOn] = useState<string | null>(today())
  const [reason, setReason] = useState('')
  const served = (list?.cells ?? []).filter((cell) =>
    (duty === 'worker' ? cell.workers : cell.leaders).some(({ accountId }) => accountId === from),
  )
  const send = () => {
    if (!problems.check(lacking(t, { from, to, on, reason })) || from === null || to === null || on === null)
      return
    const cells = served.map(({ code }) => code)
    handOver.mutate(
      { fromAccountId: from, toAccountId: to, duty, cells, on, reason: reason.trim() },
      { onError: problems.refuse, onSuccess: () => setReason('') },
    )
  }
  const person = (id: string, label: string, value: number | null, choose: (next: number) => void) => (
    <FormRow id={id} label={label} problem={problems.problemOf(id)}>
      <PersonSelect id={id} duty={duty} value={value} onChange={choose} />
    </FormRow>
  )
  return (
    <form
      className="cells-form cells-handover"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <p>{t('cells.hand_over.text')}</p>
      <ErrorSummary problems={problems.problems} general={problems.general} idOf={(field) => field} />
      <FormRow id="hand-duty" label={t('cells.form.duty')}>
        <DutySelect id="hand-duty" value={duty} onChange={setDuty} />
      </FormRow>
      {person('from-person', t('cells.hand_over.from'), from, setFrom)}
      <p className="yw-quiet">
        {t('cells.hand_over.cells', { count: served.length })}{' '}
        {served.map(({ name }) => text(name)).join('、')}
      </p>
      {person('to-person', t('cells.hand_over.to'), to, setTo)}
      <FormRow id="on" label={t('cells.hand_over.on')} problem={problems.problemOf('on')}>
        <DateInput id="on" value={on} onChange={setOn} />
      </FormRow>
      <FormRow id="why" label={t('cells.form.reason')} problem={problems.problemOf('why')}>
        <Input id="why" value={reason} onChange={({ target }) => setReason(target.value)} />
      </FormRow>
      <Button type="primary" htmlType="submit" disabled={served.length === 0} loading={handOver.isPending}>
        {t('cells.hand_over.do', { count: served.length })}
      </Button>
      {handOver.data && (
        <p role="status">
          {t('cells.hand_over.done', { count: handOver.data.changed, work: handOver.data.work })}
        </p>
      )}
    </form>
  )
}
