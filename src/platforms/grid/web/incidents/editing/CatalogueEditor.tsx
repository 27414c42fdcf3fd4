import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import type { RuleEditorProps } from '#kernel/rulebooks/web'
import { FormRow, useT } from '#kernel/ui/web'
import { type Catalogue, urgencies } from '../../../model/incidents/catalogue.ts'
import { AreaEditor } from './AreaEditor.tsx'
import { AreaForm } from './AreaForm.tsx'
import { withArea } from './catalogue-draft.ts'
import { LimitRow } from './parts.tsx'
import type { Bodies } from './RuleForm.tsx'
import { RulesEditor } from './RulesEditor.tsx'

type CatalogueEditorProps = RuleEditorProps<Catalogue> & { bodies: Bodies }

/** The catalogue as it is being changed: areas and categories by forms, who is responsible, and what holds for all. */
export function CatalogueEditor({ body: catalogue, bodies, disabled, onChange }: CatalogueEditorProps) {
  const t = useT()
  const [isAdding, setAdding] = useState(false)
  return (
    <div className="incident-catalogue-editor">
      <General catalogue={catalogue} disabled={disabled} onChange={onChange} />
      {catalogue.areas.map((area, at) => (
        <AreaEditor key={area.code} catalogue={catalogue} at={at} disabled={disabled} onChange={onChange} />
      ))}
      {!disabled && <Button onClick={() => setAdding(true)}>{t('incidents.edit.area.add')}</Button>}
      {isAdding && (
        <AreaForm
          catalogue={catalogue}
          area={null}
          onApply={(area) => {
            onChange(withArea(catalogue, area, null))
            setAdding(false)
          }}
          onClose={() => setAdding(false)}
        />
      )}
      <RulesEditor catalogue={catalogue} bodies={bodies} disabled={disabled} onChange={onChange} />
    </div>
  )
}

type GeneralProps = { catalogue: Catalogue; disabled: boolean; onChange: (catalogue: Catalogue) => void }

function General({ catalogue, disabled, onChange }: GeneralProps) {
  const t = useT()
  return (
    <section aria-label={t('incidents.edit.general')} className="catalogue-general">
      <FormRow id="reopenDays" label={t('incidents.catalogue.reopenDays')}>
        <InputNumber
          id="reopenDays"
          min={1}
          max={365}
          precision={0}
          disabled={disabled}
          value={catalogue.reopenDays}
          onChange={(reopenDays) => reopenDays !== null && onChange({ ...catalogue, reopenDays })}
        />
      </FormRow>
      {urgencies.map((urgency) => (
        <LimitRow
          key={urgency}
          id={`sign.${urgency}`}
          label={t(`incidents.edit.sign.${urgency}`)}
          disabled={disabled}
          value={catalogue.sign[urgency]}
          onChange={(limit) => onChange({ ...catalogue, sign: { ...catalogue.sign, [urgency]: limit } })}
        />
      ))}
    </section>
  )
}
