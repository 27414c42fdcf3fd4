import { useState } from 'react'
import { formatDate } from '#kernel/ui/model'
import { useT } from '#kernel/ui/web'
import { useOfflineHouseholds, useOfflinePersons, useOfflinePlaces } from './phone.ts'
import type { ControlProps } from './control-props.ts'

export type Carried = { id: string; name: string; text: string }

/** What the phone carries of a kind of the register, as one finds it: by name, number or address. */
export function useCarried(kind: string): readonly Carried[] {
  const persons = useOfflinePersons()
  const households = useOfflineHouseholds()
  const places = useOfflinePlaces()
  if (kind === 'person')
    return persons.map(({ id, name, birthDate, address }) => ({
      id,
      name,
      text: [birthDate === null ? '' : formatDate(birthDate), address].filter(Boolean).join(' · '),
    }))
  if (kind === 'household')
    return households.map(({ id, headName, number, address }) => ({
      id,
      name: headName ?? number ?? '',
      text: address,
    }))
  return kind === 'place' ? places.map(({ id, name, address }) => ({ id, name, text: address })) : []
}

const shownMax = 20

/** One of the persons, households or places that the phone carries. */
export function ObjectControl({ id, field, value, onChange, faulty }: ControlProps) {
  const t = useT()
  const carried = useCarried(field.kind)
  const [typed, setTyped] = useState('')
  const chosen = carried.find((one) => one.id === value)
  if (typeof value === 'string')
    return (
      <button
        type="button"
        id={id}
        className="field-choice"
        aria-pressed="true"
        onClick={() => onChange(null)}
      >
        <span>
          {chosen?.name ?? t('offline.screen.not_carried')}
          {chosen && <span className="field-quiet"> · {chosen.text}</span>}
        </span>
        <span className="field-quiet">{t('offline.screen.other')}</span>
      </button>
    )
  const words = typed.trim().toLowerCase()
  const found =
    words === '' ? [] : carried.filter((one) => `${one.name} ${one.text}`.toLowerCase().includes(words))
  return (
    <div className="field-list">
      <input
        id={id}
        className="field-input"
        aria-invalid={faulty}
        placeholder={t('offline.screen.object.search')}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {found.slice(0, shownMax).map((one) => (
        <button key={one.id} type="button" className="field-choice" onClick={() => onChange(one.id)}>
          <span>
            {one.name} <span className="field-quiet">{one.text}</span>
          </span>
        </button>
      ))}
      {words !== '' && found.length === 0 && <p className="field-quiet">{t('offline.screen.object.none')}</p>}
    </div>
  )
}
