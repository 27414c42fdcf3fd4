import { useState } from 'react'
import { api, asApiError, ChoiceField, Question, TextField, useLocale, useT } from '#kernel/ui/portal'
import { addressMax, type PortalWhere } from '../../../model/portal/answers.ts'
import { PlaceMap } from '../map/PlaceMap.tsx'
import type { Spot } from '../map/view.ts'
import type { ReportDraft, StepProps } from './draft.ts'

const ways = ['here', 'map', 'street'] as const
type Way = (typeof ways)[number]

/** How to say where it is: by the phone's position, on the map, or by choosing from lists. */
export function HowStep({ draft, go, back }: StepProps) {
  const t = useT()
  const [way, setWay] = useState<Way | 'as_before' | ''>(draft.divisionCode === '' ? '' : 'as_before')
  const [wrong, setWrong] = useState(false)
  const problem = wrong && way === '' ? t('portal.choose') : undefined
  const submit = () => {
    if (way === '') setWrong(true)
    else go(way === 'as_before' ? 'address' : way)
  }
  const before =
    draft.divisionCode === ''
      ? []
      : [{ value: 'as_before' as const, label: t('portal.how.as_before', { place: draft.placeName }) }]
  return (
    <Question
      title={t('portal.report.how')}
      back={back}
      problems={problem ? [{ field: 'how', text: problem }] : []}
      onSubmit={submit}
    >
      <ChoiceField
        id="how"
        label={t('portal.report.how.label')}
        problem={problem}
        value={way}
        choices={[
          ...before,
          ...ways.map((value) => ({
            value,
            label: t(`portal.how.${value}`),
            hint: t(`portal.how.${value}.hint`),
          })),
        ]}
        onChange={setWay}
      />
    </Question>
  )
}

type Found = Pick<ReportDraft, 'divisionCode' | 'placeName' | 'spot'>

/** The community of a spot; null outside of the district. */
async function placeOf(spot: Spot, english: boolean): Promise<Found | null> {
  const { village, township } = await api.get<PortalWhere>('/api/portal/where', { query: { ...spot } })
  const place = village ?? township
  if (!place) return null
  const names = [township, village].flatMap((one) => (one ? [english ? one.nameEn : one.name] : []))
  return { divisionCode: place.code, placeName: names.join(english ? ', ' : ''), spot }
}

function usePlace(change: StepProps['change']) {
  const t = useT()
  const { locale } = useLocale()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const settle = async (spot: Spot, more: Partial<ReportDraft>): Promise<boolean> => {
    setBusy(true)
    try {
      const found = await placeOf(spot, locale === 'en')
      setProblem(found ? undefined : t('portal.how.outside'))
      if (found) change({ ...found, ...more })
      return found !== null
    } catch (error) {
      setProblem(asApiError(error).detail)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { problem, setProblem, busy, setBusy, settle }
}

export function HereStep({ change, go, back }: StepProps) {
  const t = useT()
  const { problem, setProblem, busy, setBusy, settle } = usePlace(change)
  const ask = () => {
    if (!('geolocation' in navigator)) return setProblem(t('portal.here.none'))
    setBusy(true)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const round = (degrees: number) => Number(degrees.toFixed(6))
        const spot = { lng: round(coords.longitude), lat: round(coords.latitude) }
        void settle(spot, { accuracyM: Math.round(coords.accuracy) }).then((found) => found && go('address'))
      },
      () => {
        setBusy(false)
        setProblem(t('portal.here.refused'))
      },
      { enableHighAccuracy: true, timeout: 20_000 },
    )
  }
  return (
    <Question
      title={t('portal.how.here')}
      back={back}
      problems={problem === undefined ? [] : [{ field: 'here', text: problem }]}
      onSubmit={ask}
      busy={busy}
      submit={t('portal.here.ask')}
      other={
        <button type="button" className="plain-link" onClick={() => go('street')}>
          {t('portal.how.street')}
        </button>
      }
    >
      <p id="here" tabIndex={-1}>
        {t('portal.here.text')}
      </p>
    </Question>
  )
}

export function MapStep({ draft, change, go, back }: StepProps) {
  const t = useT()
  const { problem, setProblem, busy, settle } = usePlace(change)
  const [spot, setSpot] = useState<Spot | null>(draft.spot)
  const submit = () => {
    if (!spot) return setProblem(t('portal.map.set'))
    void settle(spot, { accuracyM: null }).then((found) => found && go('address'))
  }
  return (
    <Question
      title={t('portal.report.map')}
      back={back}
      problems={problem === undefined ? [] : [{ field: 'spot', text: problem }]}
      onSubmit={submit}
      busy={busy}
      other={
        <button type="button" className="plain-link" onClick={() => go('street')}>
          {t('portal.how.street')}
        </button>
      }
    >
      <p id="spot" tabIndex={-1}>
        {t('portal.map.how')}
      </p>
      <PlaceMap label={t('portal.report.map')} spot={spot} onSpot={setSpot} />
      <p role="status">{spot ? t('portal.map.at', spot) : t('portal.map.nothing')}</p>
    </Question>
  )
}

/** The place in words: what whoever goes there looks for. */
export function AddressStep({ draft, change, go, back }: StepProps) {
  const t = useT()
  const [wrong, setWrong] = useState(false)
  const missing = draft.address.trim() === '' && draft.spot === null
  const problem = wrong && missing ? t('portal.address.missing') : undefined
  return (
    <Question
      title={t('portal.report.address')}
      back={back}
      problems={problem ? [{ field: 'address', text: problem }] : []}
      onSubmit={() => (missing ? setWrong(true) : go('similar'))}
    >
      <p>{draft.placeName}</p>
      <TextField
        id="address"
        label={t('portal.address.label')}
        hint={t('portal.address.hint')}
        problem={problem}
        maxLength={addressMax}
        value={draft.address}
        input={{ autoComplete: 'off' }}
        onChange={(address) => change({ address })}
      />
    </Question>
  )
}
