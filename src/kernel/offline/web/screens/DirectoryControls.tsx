import { useQuery } from '@tanstack/react-query'
import type { LocalText } from '#kernel/i18n/model'
import { api, useLocale, useLocalText, useT } from '#kernel/ui/web'
import { useFieldSession, useOfflineCells } from './phone.ts'
import type { ControlProps } from './control-props.ts'

/** A place, of the villages and communities that the phone carries. */
export function DivisionControl({ id, value, onChange, faulty }: ControlProps) {
  const t = useT()
  const { locale } = useLocale()
  const villages = useOfflineCells().filter(({ layer }) => layer === 'division:village')
  return (
    <select
      id={id}
      className="field-input"
      aria-invalid={faulty}
      value={typeof value === 'string' ? value : ''}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    >
      <option value="">{t('offline.screen.choose')}</option>
      {villages.map(({ code, name, nameEn }) => (
        <option key={code} value={code}>
          {locale === 'en' ? nameEn : name}
        </option>
      ))}
    </select>
  )
}

type Organisation = { id: number; name: LocalText }

/** Organisations are not carried: they are read when there is a line, and it is said where there is none. */
export function OrganisationControl({ id, labelId, field, value, onChange, faulty }: ControlProps) {
  const t = useT()
  const text = useLocalText()
  const { online } = useFieldSession()
  const { data = [] } = useQuery({
    queryKey: ['organisations'],
    queryFn: ({ signal }) => api.get<Organisation[]>('/api/organisations', { signal, stayOn401: true }),
    enabled: online,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const several = field.kind === 'organisations'
  const chosen = several ? ((value ?? []) as number[]) : typeof value === 'number' ? [value] : []
  if (data.length === 0) return <p className="field-quiet">{t('offline.screen.needs_line')}</p>
  return (
    <select
      id={id}
      className="field-input"
      aria-labelledby={labelId}
      aria-invalid={faulty}
      multiple={several}
      value={several ? chosen.map(String) : String(chosen[0] ?? '')}
      onChange={({ target }) => {
        const ids = [...target.selectedOptions].map((option) => Number(option.value)).filter((one) => one > 0)
        onChange(several ? ids : (ids[0] ?? null))
      }}
    >
      {!several && <option value="">{t('offline.screen.choose')}</option>}
      {data.map((organisation) => (
        <option key={organisation.id} value={organisation.id}>
          {text(organisation.name)}
        </option>
      ))}
    </select>
  )
}

/** Oneself: nobody else's account is on the phone. */
export function AccountControl({ id, labelId, value, onChange }: ControlProps) {
  const t = useT()
  const { worker } = useFieldSession()
  if (typeof value === 'number' && value !== worker?.accountId)
    return <p className="field-quiet">{t('offline.screen.another_account')}</p>
  return (
    <label className="field-choice">
      <input
        id={id}
        type="checkbox"
        aria-labelledby={labelId}
        checked={value === worker?.accountId}
        onChange={({ target }) => onChange(target.checked ? (worker?.accountId ?? null) : null)}
      />
      {worker?.name}
    </label>
  )
}
