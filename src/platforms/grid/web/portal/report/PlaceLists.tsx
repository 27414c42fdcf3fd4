import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ChoiceField, PlainFailure, PlainWaiting, Question, useLocale, useT } from '#kernel/ui/portal'
import { placesQuery } from '../queries.ts'
import type { StepProps } from './draft.ts'

type ListStepProps = {
  id: string
  title: string
  parent: string | undefined
  value: string
  onChoose: (code: string, name: string) => void
  onNext: () => void
  back: StepProps['back']
}

function ListStep({ id, title, parent, value, onChoose, onNext, back }: ListStepProps) {
  const t = useT()
  const { locale } = useLocale()
  const { data, error, refetch } = useQuery(placesQuery(parent))
  const [wrong, setWrong] = useState(false)
  if (error) return <PlainFailure error={error} onRetry={() => void refetch()} />
  if (!data) return <PlainWaiting />
  const known = data.rows.some(({ code }) => code === value)
  const problem = wrong && !known ? t('portal.choose') : undefined
  const nameOf = (row: (typeof data.rows)[number]) => (locale === 'en' ? row.nameEn : row.name)
  return (
    <Question
      title={title}
      back={back}
      problems={problem ? [{ field: id, text: problem }] : []}
      onSubmit={() => (known ? onNext() : setWrong(true))}
    >
      <ChoiceField
        id={id}
        label={t(`portal.list.${id}`)}
        problem={problem}
        value={known ? value : ''}
        choices={data.rows.map((row) => ({ value: row.code, label: nameOf(row) }))}
        onChange={(code) => {
          const row = data.rows.find((one) => one.code === code)
          if (row) onChoose(code, nameOf(row))
        }}
      />
    </Question>
  )
}

export function StreetStep({ draft, change, go, back }: StepProps) {
  const t = useT()
  return (
    <ListStep
      id="street"
      title={t('portal.report.street')}
      parent={undefined}
      value={draft.divisionCode.slice(0, 9)}
      onChoose={(divisionCode, placeName) => change({ divisionCode, placeName, spot: null, accuracyM: null })}
      onNext={() => go('community')}
      back={back}
    />
  )
}

export function CommunityStep({ draft, change, go, back }: StepProps) {
  const t = useT()
  const { locale } = useLocale()
  const township = draft.divisionCode.slice(0, 9)
  const { data } = useQuery(placesQuery(undefined))
  const street = data?.rows.find(({ code }) => code === township)
  const streetName = street ? (locale === 'en' ? street.nameEn : street.name) : ''
  return (
    <ListStep
      id="community"
      title={t('portal.report.community')}
      parent={township}
      value={draft.divisionCode}
      onChoose={(divisionCode, name) =>
        change({
          divisionCode,
          placeName: locale === 'en' ? `${streetName}, ${name}` : `${streetName}${name}`,
        })
      }
      onNext={() => go('address')}
      back={back}
    />
  )
}
