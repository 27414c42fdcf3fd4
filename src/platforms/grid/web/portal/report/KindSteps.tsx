import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ChoiceField, PlainWaiting, Question, useLocale, useT } from '#kernel/ui/portal'
import { categoriesOf, plainChoiceNames } from '../../../model/portal/plain-choices.ts'
import { proposalsQuery, setupQuery } from '../queries.ts'
import type { StepProps } from './draft.ts'

/**
 * What it is about, in words that people use. What one's own words speak for comes first, to be chosen like the rest;
 * who isn't sure leaves it to the operations centre.
 */
export function KindStep({ draft, change, go, back }: StepProps) {
  const t = useT()
  const { locale } = useLocale()
  const { data: setup } = useQuery(setupQuery)
  const { data: proposed } = useQuery(proposalsQuery(draft.words))
  const [wrong, setWrong] = useState(false)
  const names = new Map(setup?.categories.map(({ code, name }) => [code, name[locale]]))
  const codes = proposed?.codes.filter((code) => names.has(code)) ?? []
  const own = codes.includes(draft.category) && draft.choice === '' ? `category:${draft.category}` : ''
  const value = draft.choice === '' ? own : draft.choice
  const problem = wrong && value === '' ? t('portal.choose') : undefined
  const submit = () => {
    if (value === '') setWrong(true)
    else go(draft.choice === '' || draft.choice === 'unsure' ? 'how' : 'category')
  }
  const choose = (next: string) => {
    const choice = [...plainChoiceNames, 'unsure' as const].find((name) => name === next)
    if (choice) change({ choice, category: '' })
    else change({ choice: '', category: next.slice('category:'.length) })
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
        value={value}
        choices={[
          ...codes.map((code) => ({
            value: `category:${code}`,
            label: names.get(code) ?? code,
            hint: t('portal.report.kind.proposed'),
          })),
          ...[...plainChoiceNames, 'unsure' as const].map((name) => ({
            value: name,
            label: t(`portal.kind.${name}`),
          })),
        ]}
        onChange={choose}
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
  const codes = choice === '' || choice === 'unsure' ? [] : categoriesOf(choice, data.categories)
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
