import { Select } from 'antd'
import { useState } from 'react'
import { FormRow, useProblems, useT } from '#kernel/ui/web'
import type { Area, Catalogue } from '../../../model/incidents/catalogue.ts'
import { isFreeCode, nextAreaNumber, renumbered } from './catalogue-draft.ts'
import { EditDrawer } from './EditDrawer.tsx'
import { CodeRows, missingOf, TextRows } from './parts.tsx'

type AreaFormProps = {
  catalogue: Catalogue
  /** Null for a new one. */
  area: Area | null
  onApply: (area: Area) => void
  onClose: () => void
}

/** An area (大类): its number, names, and whether it is of what stands in the city or of what happens there. */
export function AreaForm({ catalogue, area, onApply, onClose }: AreaFormProps) {
  const t = useT()
  const found = useProblems()
  const [typed, setTyped] = useState<Area>(
    area ?? {
      code: '',
      kind: 'incident',
      number: nextAreaNumber(catalogue),
      name: { 'zh-CN': '', en: '' },
      categories: [],
    },
  )
  const change = (part: Partial<Area>) => setTyped((before) => ({ ...before, ...part }))
  const apply = () => {
    const isTaken = catalogue.areas.some(({ code, number }) => code !== area?.code && number === typed.number)
    const missing = [
      ...(area || isFreeCode(catalogue, typed.code)
        ? []
        : [{ field: 'code', text: t('incidents.edit.code.wrong') }]),
      ...(/^\d{2}$/.test(typed.number) && !isTaken
        ? []
        : [{ field: 'number', text: t('incidents.edit.area.number.wrong') }]),
      ...missingOf('name', typed.name, t('incidents.edit.name.missing')),
    ]
    if (found.check(missing)) onApply(renumbered(typed, typed.number))
  }
  const title = t(area ? 'incidents.edit.area' : 'incidents.edit.area.new')
  return (
    <EditDrawer title={title} found={found} onApply={apply} onClose={onClose}>
      {(id) => (
        <>
          <CodeRows id={id} digits={2} value={typed} isNew={area === null} found={found} onChange={change} />
          <TextRows
            id={id}
            label="name"
            value={typed.name}
            problemOf={found.problemOf}
            onChange={(name) => change({ name })}
          />
          <FormRow id={`${id}-kind`} label={t('incidents.catalogue.kind')}>
            <Select
              id={`${id}-kind`}
              value={typed.kind}
              options={(['city_asset', 'incident'] as const).map((value) => ({
                value,
                label: t(`incidents.catalogue.kind.${value}`),
              }))}
              onChange={(kind) => change({ kind })}
            />
          </FormRow>
        </>
      )}
    </EditDrawer>
  )
}
