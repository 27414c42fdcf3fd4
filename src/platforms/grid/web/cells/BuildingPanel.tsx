import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import {
  AppLink,
  ErrorState,
  ErrorSummary,
  FormRow,
  Loading,
  useLocalText,
  useProblems,
  useT,
} from '#kernel/ui/web'
import type { BuildingDetail } from '../../model/cells/people/people.ts'
import { Changes } from './Changes.tsx'
import { buildingQuery, useSetHead } from './queries.ts'
import { today } from './today.ts'

/** One building: its households by unit and room, and who speaks for it. */
export function BuildingPanel({ id }: { id: string }) {
  const t = useT()
  const text = useLocalText()
  const { data, error, refetch } = useQuery(buildingQuery(id))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={6} />
  return (
    <section className="cells-panel" aria-label={data.name}>
      <h2>{data.name}</h2>
      <p className="yw-quiet">
        {data.cellName ? text(data.cellName) : t('cells.building.no_cell')} ·{' '}
        {t('cells.building.counts', { households: data.households, residents: data.residents })}
      </p>
      <h3>{t('cells.column.head')}</h3>
      <p>
        {data.head
          ? `${data.head.name} ${t('cells.cell.since', { from: data.head.from })}`
          : t(data.hasHead ? 'cells.building.unseen' : 'cells.page.nobody')}
      </p>
      {data.can.manage && <HeadForm key={data.id} building={data} />}
      <h3>{t('cells.building.homes')}</h3>
      {data.homes.length === 0 && <p className="yw-quiet">{t('cells.building.no_homes')}</p>}
      <ul className="cells-homes">
        {data.homes.map(({ householdId, unit, room, headName, members }) => (
          <li key={householdId}>
            <AppLink to={`/registry/households/${householdId}`}>
              {t('cells.building.door', { unit, room })}
            </AppLink>{' '}
            {headName ?? t('cells.building.unseen')} · {t('cells.building.members', { count: members })}
          </li>
        ))}
      </ul>
      <Changes changes={data.changes} />
    </section>
  )
}

/** A resident of the building, or nobody. */
function HeadForm({ building }: { building: BuildingDetail }) {
  const t = useT()
  const set = useSetHead()
  const problems = useProblems()
  const [personId, setPersonId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const residents = building.homes.flatMap(({ unit, room, residents: people }) =>
    people.map(({ personId: value, name }) => ({
      value,
      label: `${name} · ${t('cells.building.door', { unit, room })}`,
    })),
  )
  const send = (chosen: string | null) => {
    const missing = reason.trim() === '' ? [{ field: 'head-reason', text: t('cells.form.say_why') }] : []
    if (!problems.check(missing)) return
    set.mutate(
      { building: building.id, personId: chosen, from: today(), reason: reason.trim() },
      { onError: problems.refuse, onSuccess: () => setReason('') },
    )
  }
  return (
    <form
      className="cells-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (personId !== null) send(personId)
      }}
    >
      <ErrorSummary problems={problems.problems} general={problems.general} idOf={(field) => field} />
      <FormRow id="head" label={t('cells.building.choose_head')}>
        <Select
          id="head"
          value={personId}
          options={residents}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={setPersonId}
        />
      </FormRow>
      <FormRow id="head-reason" label={t('cells.form.reason')} problem={problems.problemOf('head-reason')}>
        <Input id="head-reason" value={reason} onChange={({ target }) => setReason(target.value)} />
      </FormRow>
      <Button type="primary" htmlType="submit" disabled={personId === null} loading={set.isPending}>
        {t('cells.building.set_head')}
      </Button>{' '}
      {building.hasHead && <Button onClick={() => send(null)}>{t('cells.building.end_head')}</Button>}
    </form>
  )
}
