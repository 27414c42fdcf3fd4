import { Button, InputNumber, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { LedgerAnswer } from '#kernel/ledgers/model'
import { describeLimit, type Limit, limitUnits } from '#kernel/time/model'
import {
  asApiError,
  DateInput,
  Empty,
  ErrorSummary,
  problemsOf,
  useLocale,
  useLocalText,
  useT,
} from '#kernel/ui/web'
import type { Tried } from './WhatIfPage.tsx'

type Task = LedgerAnswer['tasks'][number]
type Props = {
  tasks: readonly Task[]
  period: { from: string; to: string }
  error: unknown
  busy: boolean
  onTry: (tried: Tried) => void
}

/** A period and, for each kind of task that has a time limit, another one; it starts with those that hold. */
export function WhatIfForm({ tasks, period, error, busy, onTry }: Props) {
  const t = useT()
  const id = useId()
  const limited = tasks.flatMap((task) => (task.limit ? [{ ...task, limit: task.limit }] : []))
  const [dates, setDates] = useState(period)
  const [limits, setLimits] = useState<Record<string, Limit>>(() =>
    Object.fromEntries(limited.map(({ kind, limit }) => [kind, limit])),
  )
  if (limited.length === 0) return <Empty title={t('ledgers.screen.what_if.none')} />
  const fault = error ? asApiError(error) : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onTry({ ...dates, limits })
  }
  const day = (name: 'from' | 'to') => (
    <DateInput
      id={`${id}-${name}`}
      label={t(`ledgers.screen.what_if.${name}`)}
      width={150}
      value={dates[name]}
      onChange={(value) => value && setDates({ ...dates, [name]: value })}
    />
  )
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary
        problems={fault ? problemsOf(fault) : []}
        general={fault?.detail}
        idOf={(field) => `${id}-${field}`}
      />
      <div className="what-if-period">
        <strong>{t('ledgers.screen.what_if.period')}</strong>
        {day('from')} – {day('to')}
      </div>
      <strong>{t('ledgers.screen.what_if.limits')}</strong>
      {limited.map((task) => (
        <LimitLine
          key={task.kind}
          task={task}
          value={limits[task.kind] ?? task.limit}
          onChange={(limit) => setLimits({ ...limits, [task.kind]: limit })}
        />
      ))}
      <Button type="primary" htmlType="submit" loading={busy} className="what-if-submit">
        {t('ledgers.screen.what_if.submit')}
      </Button>
    </form>
  )
}

type LineProps = { task: Task & { limit: Limit }; value: Limit; onChange: (limit: Limit) => void }

function LimitLine({ task, value, onChange }: LineProps) {
  const t = useT()
  const text = useLocalText()
  const { locale } = useLocale()
  const name = text(task.label)
  return (
    <div className="what-if-limit">
      <span>{name}</span>
      <InputNumber
        aria-label={t('ledgers.screen.what_if.count', { task: name })}
        min={1}
        max={10_000}
        precision={0}
        value={value.count}
        onChange={(count) => count !== null && onChange({ ...value, count })}
      />
      <Select
        aria-label={t('ledgers.screen.what_if.unit', { task: name })}
        value={value.unit}
        style={{ width: 150 }}
        options={limitUnits.map((unit) => ({ value: unit, label: t(`ledgers.screen.what_if.unit.${unit}`) }))}
        onChange={(unit) => onChange({ ...value, unit })}
      />
      <small>{t('ledgers.screen.what_if.now', { limit: describeLimit(task.limit, locale) })}</small>
    </div>
  )
}
