import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import {
  AppLink,
  DateInput,
  ErrorState,
  ErrorSummary,
  FormRow,
  Loading,
  useLocalText,
  useProblems,
  useT,
} from '#kernel/ui/web'
import type { Assignment, CellDetail, CellDuty } from '../../model/cells/people/people.ts'
import { Changes } from './Changes.tsx'
import { DutySelect, PersonSelect } from './PersonSelect.tsx'
import { cellQuery, useAssign, useEndAssignment } from './queries.ts'
import { today } from './today.ts'

/** One cell: who serves it and served it, and the form that gives it to somebody. */
export function CellPanel({ code }: { code: string }) {
  const t = useT()
  const text = useLocalText()
  const { data, error, refetch } = useQuery(cellQuery(code))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={6} />
  return (
    <section className="cells-panel" aria-label={text(data.name)}>
      <h2>{text(data.name)}</h2>
      <p className="yw-quiet">
        {data.code} · {t('cells.cell.counts', { buildings: data.buildings, households: data.households })}
      </p>
      <p>
        <AppLink to={`/map?layers=cell:community&panel=open:cell:community/${data.code}`}>
          {t('cells.cell.on_map')}
        </AppLink>
      </p>
      <People title={t('cells.column.workers')} people={data.workers} manage={data.can.manage} />
      <People title={t('cells.column.leaders')} people={data.leaders} manage={data.can.manage} />
      {data.can.manage && !data.ended && <AssignForm key={data.code} cell={data} />}
      {data.past.length > 0 && <People title={t('cells.cell.past')} people={data.past} manage={false} />}
      <Changes changes={data.changes} />
    </section>
  )
}

type PeopleProps = { title: string; people: readonly Assignment[]; manage: boolean }

function People({ title, people, manage }: PeopleProps) {
  const t = useT()
  return (
    <>
      <h3>{title}</h3>
      {people.length === 0 && <p className="cells-lacking">{t('cells.page.nobody')}</p>}
      <ul className="cells-people">
        {people.map((one) => (
          <li key={one.id}>
            <span>
              {one.name} <span className="yw-quiet">{t('cells.cell.since', { from: one.from })}</span>
              {one.to !== null && <span className="yw-quiet"> {t('cells.cell.until', { to: one.to })}</span>}
            </span>
            {manage && one.to === null && <EndForm assignment={one} />}
          </li>
        ))}
      </ul>
    </>
  )
}

function EndForm({ assignment }: { assignment: Assignment }) {
  const t = useT()
  const end = useEndAssignment()
  const problems = useProblems()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  if (!open)
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        {t('cells.cell.end')}
      </Button>
    )
  const send = () =>
    end.mutate({ id: assignment.id, to: today(), reason: reason.trim() }, { onError: problems.refuse })
  return (
    <span className="cells-inline">
      <Input
        size="small"
        aria-label={t('cells.form.reason')}
        placeholder={t('cells.form.reason')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button size="small" danger disabled={reason.trim() === ''} loading={end.isPending} onClick={send}>
        {t('cells.cell.end_today')}
      </Button>
      {problems.general !== undefined && <span role="alert">{problems.general}</span>}
    </span>
  )
}

function AssignForm({ cell }: { cell: CellDetail }) {
  const t = useT()
  const assign = useAssign()
  const problems = useProblems()
  const [duty, setDuty] = useState<CellDuty>('worker')
  const [accountId, setAccountId] = useState<number | null>(null)
  const [from, setFrom] = useState<string | null>(today())
  const [reason, setReason] = useState('')
  const send = () => {
    const missing = [
      ...(accountId === null ? [{ field: 'accountId', text: t('cells.form.choose_person') }] : []),
      ...(from === null ? [{ field: 'from', text: t('cells.form.choose_day') }] : []),
      ...(reason.trim() === '' ? [{ field: 'reason', text: t('cells.form.say_why') }] : []),
    ]
    if (!problems.check(missing) || accountId === null || from === null) return
    assign.mutate(
      { cells: [cell.code], duty, accountId, from, reason: reason.trim() },
      { onError: problems.refuse, onSuccess: () => setReason('') },
    )
  }
  return (
    <form
      className="cells-form"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <h3>{t('cells.cell.assign')}</h3>
      <ErrorSummary problems={problems.problems} general={problems.general} idOf={(field) => field} />
      <FormRow id="duty" label={t('cells.form.duty')}>
        <DutySelect
          id="duty"
          value={duty}
          onChange={(next) => {
            setDuty(next)
            setAccountId(null)
          }}
        />
      </FormRow>
      <FormRow id="accountId" label={t('cells.form.person')} problem={problems.problemOf('accountId')}>
        <PersonSelect id="accountId" duty={duty} value={accountId} onChange={setAccountId} />
      </FormRow>
      <FormRow id="from" label={t('cells.form.from')} problem={problems.problemOf('from')}>
        <DateInput id="from" value={from} onChange={setFrom} />
      </FormRow>
      <FormRow id="reason" label={t('cells.form.reason')} problem={problems.problemOf('reason')}>
        <Input id="reason" value={reason} onChange={({ target }) => setReason(target.value)} />
      </FormRow>
      <Button type="primary" htmlType="submit" loading={assign.isPending}>
        {t('cells.cell.assign')}
      </Button>
    </form>
  )
}
