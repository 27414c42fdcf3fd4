import { Checkbox, Select } from 'antd'
import { useState } from 'react'
import { FormRow, useProblems, useT } from '#kernel/ui/web'
import type { Area, Catalogue, Category } from '../../../model/incidents/catalogue.ts'
import { urgencies } from '../../../model/incidents/catalogue.ts'
import { plainChoiceNames } from '../../../model/portal/plain-choices.ts'
import { isFreeCode, nextNumber } from './catalogue-draft.ts'
import { EditDrawer } from './EditDrawer.tsx'
import { CodeRows, LimitRow, missingOf, TextRows } from './parts.tsx'

const blank = (area: Area): Category => ({
  code: '',
  number: nextNumber(area),
  name: { 'zh-CN': '', en: '' },
  closing: { 'zh-CN': '', en: '' },
  limits: { ordinary: { unit: 'working_days', count: 3 }, urgent: { unit: 'hours', count: 4 } },
  urgency: 'ordinary',
  active: true,
})

type CategoryFormProps = {
  catalogue: Catalogue
  area: Area
  /** Null for a new one. */
  category: Category | null
  onApply: (category: Category) => void
  onClose: () => void
}

/** A category (小类): its number and names, when it may be closed, how long it may take, whether it is in use. */
export function CategoryForm({ catalogue, area, category, onApply, onClose }: CategoryFormProps) {
  const t = useT()
  const found = useProblems()
  const [typed, setTyped] = useState<Category>(category ?? blank(area))
  const change = (part: Partial<Category>) => setTyped((before) => ({ ...before, ...part }))
  const others = area.categories.filter(({ code }) => code !== category?.code)
  const apply = () => {
    const isNumber = new RegExp(`^${area.number}\\d{2}$`).test(typed.number)
    const isTaken = others.some(({ number }) => number === typed.number)
    const missing = [
      ...(category || isFreeCode(catalogue, typed.code)
        ? []
        : [{ field: 'code', text: t('incidents.edit.code.wrong') }]),
      ...(isNumber && !isTaken
        ? []
        : [{ field: 'number', text: t('incidents.edit.number.wrong', { area: area.number }) }]),
      ...missingOf('name', typed.name, t('incidents.edit.name.missing')),
      ...missingOf('closing', typed.closing, t('incidents.edit.closing.missing')),
    ]
    if (found.check(missing)) onApply(typed)
  }
  const title = t(category ? 'incidents.edit.category' : 'incidents.edit.category.new')
  return (
    <EditDrawer title={title} found={found} onApply={apply} onClose={onClose}>
      {(id) => (
        <>
          <CodeRows
            id={id}
            digits={4}
            value={typed}
            isNew={category === null}
            found={found}
            onChange={change}
          />
          <TextRows
            id={id}
            label="name"
            value={typed.name}
            problemOf={found.problemOf}
            onChange={(name) => change({ name })}
          />
          <TextRows
            id={id}
            label="closing"
            value={typed.closing}
            problemOf={found.problemOf}
            onChange={(closing) => change({ closing })}
          />
          {urgencies.map((urgency) => (
            <LimitRow
              key={urgency}
              id={`${id}-limit-${urgency}`}
              label={t(`incidents.screen.catalogue.${urgency}`)}
              value={typed.limits[urgency]}
              onChange={(limit) => change({ limits: { ...typed.limits, [urgency]: limit } })}
            />
          ))}
          <UseRows id={id} typed={typed} change={change} />
        </>
      )}
    </EditDrawer>
  )
}

type RowsProps = { id: string; typed: Category; change: (part: Partial<Category>) => void }

function UseRows({ id, typed, change }: RowsProps) {
  const t = useT()
  return (
    <>
      <FormRow id={`${id}-urgency`} label={t('incidents.catalogue.urgency')}>
        <Select
          id={`${id}-urgency`}
          value={typed.urgency}
          options={urgencies.map((value) => ({ value, label: t(`incidents.urgency.${value}`) }))}
          onChange={(urgency) => change({ urgency })}
        />
      </FormRow>
      <FormRow
        id={`${id}-choice`}
        label={t('incidents.catalogue.choice')}
        hint={t('incidents.edit.choice.hint')}
        optional
      >
        <Select
          id={`${id}-choice`}
          allowClear
          value={typed.choice ?? null}
          options={plainChoiceNames.map((value) => ({ value, label: t(`portal.kind.${value}`) }))}
          onChange={(choice) => {
            const { choice: _, ...rest } = typed
            change(choice ? { ...rest, choice } : { ...rest, choice: undefined })
          }}
        />
      </FormRow>
      <Checkbox checked={typed.active} onChange={({ target }) => change({ active: target.checked })}>
        {t('incidents.edit.active')}
      </Checkbox>
    </>
  )
}
