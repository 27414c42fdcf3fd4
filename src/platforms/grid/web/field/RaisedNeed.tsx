import { useId, useState } from 'react'
import type { Field, LedgerAnswer } from '#kernel/ledgers/model'
import { FieldForm, type Form, KeptFiles, type NewFile, type RaisedAction } from '#kernel/offline/web'
import { useLocalText, useT } from '#kernel/ui/web'
import { needFields } from '../../model/field/visit-form.ts'
import { titleOfReport } from '../../model/field/report.ts'
import { CategoryChoice } from './CategoryChoice.tsx'
import { TakePhoto } from './TakePhoto.tsx'
import type { Household } from './VisitPage.tsx'

const photosMax = 9

/** A need that the household voices, to be reported with the visit: whether, of which kind, and what shows it. */
export function useRaisedNeed(household: Household, declaration: LedgerAnswer | undefined) {
  const t = useT()
  const text = useLocalText()
  const [isOn, setOn] = useState(false)
  const [category, setCategory] = useState<string | null>(null)
  const [files, setFiles] = useState<readonly NewFile[]>([])
  const options = declaration?.fields.find(({ name }) => name === 'category')?.options ?? []
  const categories = options.filter(({ ended }) => !ended)
  /** The incident that it becomes, which names the visit. */
  const raised = (said: unknown, gridCell: unknown): readonly RaisedAction[] => {
    if (!isOn || typeof said !== 'string') return []
    const words = said.trim()
    const chosen = categories.find(({ value }) => value === category)
    const title = titleOfReport(words, chosen && text(chosen.label), t('grid.field.visit.need.untitled'))
    const input = {
      title,
      description: words,
      channel: 'visit',
      address: household.address,
      ...(category === null ? {} : { category }),
      ...(typeof gridCell === 'string' ? { gridCell } : {}),
    }
    const photos = files.map((file) => ({ field: 'photos', ...file }))
    const { divisionCode } = household
    return [{ ledger: 'incident', action: 'register', names: 'visit', divisionCode, input, photos }]
  }
  return {
    mayRaise: declaration?.can.register === true,
    isOn,
    setOn,
    category,
    setCategory,
    categories,
    files,
    setFiles,
    raised,
  }
}
type Raising = ReturnType<typeof useRaisedNeed>

/** Whether what the household needs is reported too, and what of it. */
export function RaisedNeed({ form, raising }: { form: Form; raising: Raising }) {
  const t = useT()
  const id = useId()
  const { isOn, setOn, category, setCategory, categories, files, setFiles } = raising
  const words = form.values['needText']
  const asked = mustBeSaid(form.fields.filter(({ name }: Field) => needFields.includes(name)))
  return (
    <section className="field-section" aria-label={t('grid.field.visit.need')}>
      <button type="button" className="field-choice" aria-pressed={isOn} onClick={() => setOn(!isOn)}>
        <span>
          {t('grid.field.visit.need')}
          <span className="field-quiet field-said">{t('grid.field.visit.need.text')}</span>
        </span>
      </button>
      {isOn && (
        <>
          <FieldForm form={form} fields={asked} />
          <CategoryChoice
            id={`${id}-category`}
            categories={categories}
            words={typeof words === 'string' ? words : ''}
            value={category}
            onChange={setCategory}
          />
          <div className="field-row">
            <KeptFiles files={files} onRemove={(file) => setFiles(files.filter((one) => one !== file))} />
            <TakePhoto onTaken={(taken) => setFiles([...files, ...taken].slice(0, photosMax))} />
          </div>
        </>
      )}
    </section>
  )
}

/** What is asked about a need that is reported: in its own words at least. */
export const mustBeSaid = (fields: readonly Field[]): Field[] =>
  fields.map((field) => (field.name === 'needText' ? { ...field, required: true } : field))
