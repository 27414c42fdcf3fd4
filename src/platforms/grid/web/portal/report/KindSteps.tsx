import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ChoiceField, PlainWaiting, Question, useLocale, useT } from '#kernel/ui/portal'
import { categoriesOf, plainChoiceNames } from '../../../model/portal/plain-choices.ts'
import { setupQuery } from '../queries.ts'
import type { StepProps } from './draft.ts'

/** What it is about, in words that people use; who isn't sure leaves it to the operations centre. */
export function KindStep({ draft, change, go, back }: StepProps) {
  const t = useT()
  const [wrong, setWrong] = useState(false)
  const problem = wrong && draft.choice === '' ? t('portal.choose') : undefined
  const submit = () => {
    if (draft.choice === '') setWrong(true)
    else go(draft.choice === 'unsure' ? 'how' : 'category')
  }
  return (
    <Question
      title={t('portal.report.kind')}
      back={back}
      problems={problem ? [{ field: 'kind', text: problem }] : []}
      onSubmit={submit}
    >
      <ChoiceField
        id="kind"
        label={t('portal.report.kind.label')}
        problem={problem}
        value={draft.choice}
        choices={[...plainChoiceNames, 'unsure' as const].map((value) => ({
          value,
          label: t(`portal.kind.${value}`),
        }))}
        onChange={(choice) => change({ choice, category: '' })}
      />
    </Question>
  )
}

export function CategoryStep({ draft, change, go, back }: StepProps) {
  const t = useT()
  const { locale } = useLocale()
  const { data } = useQuery(setupQuery)
  const [wrong, setWrong] = useState(false)
  const [unsure, setUnsure] = useState(false)
  if (!data) return <PlainWaiting />
  const names = new Map(data.categories.map(({ code, name }) => [code, name[locale]]))
  const { choice } = draft
  const codes = choice === '' || choice === 'unsure' ? [] : categoriesOf(choice, new Set(names.keys()))
  const chosen = unsure ? 'unsure' : draft.category
  const problem = wrong && chosen === '' ? t('portal.choose') : undefined
  return (
    <Question
      title={t('portal.report.category')}
      back={back}
      problems={problem ? [{ field: 'category', text: problem }] : []}
      onSubmit={() => (chosen === '' ? setWrong(true) : go('how'))}
    >
      <ChoiceField
        id="category"
        label={t('portal.report.category.label')}
        problem={problem}
        value={chosen}
        choices={[
          ...codes.map((value) => ({ value, label: names.get(value) ?? value })),
          { value: 'unsure', label: t('portal.kind.unsure') },
        ]}
        onChange={(value) => {
          setUnsure(value === 'unsure')
          change({ category: value === 'unsure' ? '' : value })
        }}
      />
    </Question>
  )
}
