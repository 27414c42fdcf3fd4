import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ChoiceField, PlainWaiting, Question, useT } from '#kernel/ui/portal'
import { incidentsQuery } from '../queries.ts'
import type { StepProps } from './draft.ts'

const metresNear = 300
const shownMax = 5

/** What was reported nearby already: who finds it there joins it. Where there is nothing, there is no question. */
export function SimilarStep({ draft, change, go, back }: StepProps) {
  const t = useT()
  const near = draft.spot
    ? { ...draft.spot, metres: metresNear, size: shownMax }
    : { place: draft.divisionCode, size: shownMax }
  const { data, error } = useQuery(incidentsQuery(near))
  const [chosen, setChosen] = useState<string>(draft.joins)
  const [wrong, setWrong] = useState(false)
  const open = data?.rows.filter(({ isOpen }) => isOpen) ?? []
  // What can't be looked up hinders nobody from reporting.
  const none = error !== null || (data !== undefined && open.length === 0)
  useEffect(() => {
    if (none) go('photos')
  })
  if (!data || none) return <PlainWaiting />
  const problem = wrong && chosen === '' ? t('portal.choose') : undefined
  const submit = () => {
    if (chosen === '') return setWrong(true)
    change({ joins: chosen === 'none' ? '' : chosen })
    go('photos')
  }
  return (
    <Question
      title={t('portal.report.similar')}
      back={back}
      problems={problem ? [{ field: 'similar', text: problem }] : []}
      onSubmit={submit}
    >
      <ChoiceField
        id="similar"
        label={t('portal.similar.label')}
        problem={problem}
        value={chosen}
        choices={[
          ...open.map(({ no, title, address, place, metres }) => ({
            value: no,
            label: title,
            hint: [address ?? place, metres === null ? '' : t('portal.metres', { n: metres })]
              .filter((part) => part !== '')
              .join(' · '),
          })),
          { value: 'none', label: t('portal.similar.none') },
        ]}
        onChange={setChosen}
      />
    </Question>
  )
}
