import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
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
import type { HouseholdResidence } from '../../model/cells/people/people.ts'
import { Changes } from './Changes.tsx'
import './cells.css'
import { buildingChoicesQuery, residenceQuery, useSetResidence } from './queries.ts'
import { today } from './today.ts'

/** On the page of a household: in which building of its cell it lives, and the form that says so. */
export default function HouseholdBuilding({ kind, id }: { kind: string; id: string }) {
  return kind === 'household' ? <Residence id={id} /> : null
}

function Residence({ id }: { id: string }) {
  const t = useT()
  const text = useLocalText()
  const [isOpen, setOpen] = useState(false)
  const { data, error, refetch } = useQuery(residenceQuery(id))
  const home = data?.residence
  return (
    <section aria-label={t('cells.home.title')}>
      <h3>{t('cells.home.title')}</h3>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={2} />}
      {data && !home && <p className="yw-quiet">{t('cells.home.none')}</p>}
      {home && (
        <p>
          {home.name === null ? (
            t('cells.building.unseen')
          ) : (
            <AppLink to={`/grid/cells?view=buildings&building=${home.placeId}`}>{home.name}</AppLink>
          )}{' '}
          {t('cells.building.door', { unit: home.unit, room: home.room })} ·{' '}
          {home.cellName && home.cell ? (
            <AppLink to={`/grid/cells?cell=${home.cell}`}>{text(home.cellName)}</AppLink>
          ) : (
            t('cells.building.no_cell')
          )}{' '}
          <span className="yw-quiet">{t('cells.cell.since', { from: home.from })}</span>
        </p>
      )}
      {data?.can.manage && !isOpen && (
        <Button onClick={() => setOpen(true)}>{t(home ? 'cells.home.change' : 'cells.home.choose')}</Button>
      )}
      {data && isOpen && <ResidenceForm id={id} known={data} onDone={() => setOpen(false)} />}
      {data && <Changes changes={data.changes} />}
    </section>
  )
}

type FormProps = { id: string; known: HouseholdResidence; onDone: () => void }

/** A building of the household's own community; one in no building that is known is possible too. */
function ResidenceForm({ id, known, onDone }: FormProps) {
  const t = useT()
  const set = useSetResidence()
  const problems = useProblems()
  const { residence } = known
  const [placeId, setPlaceId] = useState<string | null>(residence?.placeId ?? null)
  const [unit, setUnit] = useState(residence?.unit ?? '')
  const [room, setRoom] = useState(residence?.room ?? '')
  const [from, setFrom] = useState<string | null>(today())
  const [reason, setReason] = useState('')
  const send = (chosen: string | null) => {
    const missing = [
      ...(from === null ? [{ field: 'from', text: t('cells.form.choose_day') }] : []),
      ...(reason.trim() === '' ? [{ field: 'reason', text: t('cells.form.say_why') }] : []),
    ]
    if (!problems.check(missing) || from === null) return
    set.mutate(
      { household: id, placeId: chosen, unit: unit.trim(), room: room.trim(), from, reason: reason.trim() },
      { onError: problems.refuse, onSuccess: onDone },
    )
  }
  const idOf = (field: string) => `home-${field}`
  return (
    <form
      className="cells-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (placeId !== null) send(placeId)
      }}
    >
      <ErrorSummary problems={problems.problems} general={problems.general} idOf={idOf} />
      <FormRow id="home-placeId" label={t('cells.column.building')} problem={problems.problemOf('placeId')}>
        <BuildingSelect id="home-placeId" known={known} value={placeId} onChange={setPlaceId} />
      </FormRow>
      <FormRow id="home-unit" label={t('cells.home.unit')} optional>
        <Input id="home-unit" maxLength={20} value={unit} onChange={({ target }) => setUnit(target.value)} />
      </FormRow>
      <FormRow id="home-room" label={t('cells.home.room')} optional>
        <Input id="home-room" maxLength={20} value={room} onChange={({ target }) => setRoom(target.value)} />
      </FormRow>
      <FormRow id="home-from" label={t('cells.form.from')} problem={problems.problemOf('from')}>
        <DateInput id="home-from" value={from} onChange={setFrom} />
      </FormRow>
      <FormRow id="home-reason" label={t('cells.form.reason')} problem={problems.problemOf('reason')}>
        <Input
          id="home-reason"
          maxLength={400}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </FormRow>
      <div className="cells-upload">
        <Button type="primary" htmlType="submit" disabled={placeId === null} loading={set.isPending}>
          {t('cells.home.save')}
        </Button>
        {residence && <Button onClick={() => send(null)}>{t('cells.home.end')}</Button>}
      </div>
    </form>
  )
}

type SelectProps = {
  id: string
  known: HouseholdResidence
  value: string | null
  onChange: (placeId: string) => void
}

/** Buildings of the household's own community, by what their name holds, each with its cell. */
function BuildingSelect({ id, known: { divisionCode, residence }, value, onChange }: SelectProps) {
  const text = useLocalText()
  const [q, setQ] = useState('')
  const { data } = useQuery(buildingChoicesQuery(divisionCode, q))
  const found = (data?.rows ?? []).map(({ id: place, name, cellName }) => ({
    value: place,
    label: cellName ? `${name} · ${text(cellName)}` : name,
  }))
  const named = residence?.name ? [{ value: residence.placeId, label: residence.name }] : []
  return (
    <Select
      id={id}
      value={value}
      options={found.length > 0 ? found : named}
      showSearch={{ filterOption: false, onSearch: setQ }}
      onChange={onChange}
    />
  )
}
