import { useMemo } from 'react'
import type { Field } from '#kernel/ledgers/model'
import { FieldRow, useOfflineReference } from '#kernel/offline/web'
import { useLocale, useLocalText, useT } from '#kernel/ui/web'
import { type Classifier, propose } from '../../model/incidents/classify/classifier.ts'

const proposedMax = 3
const wordsMin = 2

type CategoryChoiceProps = {
  id: string
  categories: NonNullable<Field['options']>
  words: string
  value: string | null
  onChange: (category: string | null) => void
}

/** What the words speak for, worked out on the phone with the words that speak for it; a person decides, or nobody. */
export function CategoryChoice({ id, categories, words, value, onChange }: CategoryChoiceProps) {
  const t = useT()
  const text = useLocalText()
  const { locale } = useLocale()
  const classifier = useOfflineReference('incident_classifier') as Classifier | undefined
  const proposals = useMemo(() => {
    if (!classifier || words.trim().length < wordsMin) return []
    const known = new Set(categories.map((one) => one.value))
    return propose(classifier, words, (category) => known.has(category)).slice(0, proposedMax)
  }, [classifier, categories, words])
  return (
    <FieldRow id={id} labelId={`${id}-label`} label={t('grid.field.report.category')}>
      {proposals.length > 0 && (
        <div
          className="field-choices field-section-tight"
          role="group"
          aria-label={t('grid.field.report.proposed')}
        >
          {proposals.map(({ category, reasons }) => {
            const label = categories.find((one) => one.value === category)?.label
            const because = reasons.map((reason) => reason.words).join(locale === 'en' ? ', ' : '、')
            return (
              <button
                key={category}
                type="button"
                className="field-choice"
                aria-pressed={value === category}
                onClick={() => onChange(value === category ? null : category)}
              >
                <span>
                  {label && text(label)}{' '}
                  {because !== '' && (
                    <span className="field-quiet">{t('grid.field.report.because', { words: because })}</span>
                  )}
                </span>
              </button>
            )
          })}
        </div>
      )}
      <select
        id={id}
        className="field-input"
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      >
        <option value="">{t('grid.field.report.category.later')}</option>
        {categories.map((one) => (
          <option key={one.value} value={one.value}>
            {text(one.label)}
          </option>
        ))}
      </select>
    </FieldRow>
  )
}
