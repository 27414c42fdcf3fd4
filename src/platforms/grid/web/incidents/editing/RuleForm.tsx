import { Select, Tag } from 'antd'
import { useState } from 'react'
import { divisionKinds } from '#kernel/divisions/model'
import { DivisionSelect, useDivisionName } from '#kernel/divisions/web'
import type { LocalText } from '#kernel/i18n/model'
import { FormRow, useLocalText, useProblems, useT } from '#kernel/ui/web'
import type { Catalogue, ResponsibilityRule } from '../../../model/incidents/catalogue.ts'
import { EditDrawer } from './EditDrawer.tsx'

export type Bodies = Readonly<Record<string, LocalText>>
type RuleFormProps = {
  catalogue: Catalogue
  bodies: Bodies
  /** Null for a new one. */
  rule: ResponsibilityRule | null
  onApply: (rule: ResponsibilityRule) => void
  onClose: () => void
}

const blank: ResponsibilityRule = { responsible: { level: 'township' } }
/** What says nothing limits nothing. */
const orAll = <Item,>(name: string, items: readonly Item[]) =>
  items.length > 0 ? { [name]: [...items] } : {}

/** A line of the table of responsibilities: what, where, and who. */
export function RuleForm({ catalogue, bodies, rule, onApply, onClose }: RuleFormProps) {
  const t = useT()
  const found = useProblems()
  const [typed, setTyped] = useState(rule ?? blank)
  const apply = () => {
    const { areas = [], categories = [], placeKinds = [], divisions = [], responsible } = typed
    onApply({
      ...orAll('categories', categories),
      ...orAll('areas', areas),
      ...orAll('placeKinds', placeKinds),
      ...orAll('divisions', divisions),
      responsible,
    })
  }
  const change = (part: Partial<ResponsibilityRule>) => setTyped((before) => ({ ...before, ...part }))
  const title = t(rule ? 'incidents.edit.rule' : 'incidents.edit.rule.new')
  return (
    <EditDrawer title={title} found={found} onApply={apply} onClose={onClose}>
      {(id) => (
        <>
          <WhatRows id={id} catalogue={catalogue} typed={typed} change={change} />
          <WhereRows id={id} typed={typed} change={change} />
          <WhoRow id={id} bodies={bodies} typed={typed} change={change} />
        </>
      )}
    </EditDrawer>
  )
}

type RowsProps = {
  id: string
  typed: ResponsibilityRule
  change: (part: Partial<ResponsibilityRule>) => void
}

function WhatRows({ id, catalogue, typed, change }: RowsProps & { catalogue: Catalogue }) {
  const t = useT()
  const text = useLocalText()
  const shared = { mode: 'multiple', allowClear: true, showSearch: { optionFilterProp: 'label' } } as const
  return (
    <>
      <FormRow id={`${id}-areas`} label={t('incidents.field.area')} optional>
        <Select
          {...shared}
          id={`${id}-areas`}
          value={typed.areas ?? []}
          options={catalogue.areas.map(({ code, name }) => ({ value: code, label: text(name) }))}
          onChange={(areas) => change({ areas })}
        />
      </FormRow>
      <FormRow id={`${id}-categories`} label={t('incidents.field.category')} optional>
        <Select
          {...shared}
          id={`${id}-categories`}
          value={typed.categories ?? []}
          options={catalogue.areas.map(({ name, categories }) => ({
            label: text(name),
            options: categories.map((one) => ({ value: one.code, label: text(one.name) })),
          }))}
          onChange={(categories: string[]) => change({ categories })}
        />
      </FormRow>
    </>
  )
}

function WhereRows({ id, typed, change }: RowsProps) {
  const t = useT()
  const nameOf = useDivisionName()
  const { divisions = [] } = typed
  return (
    <>
      <FormRow
        id={`${id}-kinds`}
        label={t('incidents.catalogue.placeKinds')}
        hint={t('incidents.edit.where.hint')}
        optional
      >
        <Select
          id={`${id}-kinds`}
          mode="multiple"
          allowClear
          value={typed.placeKinds ?? []}
          options={divisionKinds.map((value) => ({ value, label: t(`divisions.kind.${value}`) }))}
          onChange={(placeKinds) => change({ placeKinds })}
        />
      </FormRow>
      <FormRow id={`${id}-divisions`} label={t('incidents.catalogue.divisions')} optional>
        <DivisionSelect
          id={`${id}-divisions`}
          value={null}
          onChange={(code) => code !== null && change({ divisions: [...new Set([...divisions, code])] })}
        />
        <p>
          {divisions.map((code) => (
            <Tag
              key={code}
              closable
              onClose={() => change({ divisions: divisions.filter((one) => one !== code) })}
            >
              {nameOf(code)}
            </Tag>
          ))}
        </p>
      </FormRow>
    </>
  )
}

function WhoRow({ id, bodies, typed, change }: RowsProps & { bodies: Bodies }) {
  const t = useT()
  const text = useLocalText()
  const { responsible } = typed
  const value = 'body' in responsible ? `body:${responsible.body}` : `level:${responsible.level}`
  const known = 'body' in responsible && !bodies[responsible.body] ? [responsible.body] : []
  const options = [
    ...(['township', 'village'] as const).map((level) => ({
      value: `level:${level}`,
      label: t(`incidents.catalogue.level.${level}`),
    })),
    ...known.map((body) => ({ value: `body:${body}`, label: body })),
    ...Object.entries(bodies).map(([body, name]) => ({ value: `body:${body}`, label: text(name) })),
  ]
  return (
    <FormRow id={`${id}-who`} label={t('incidents.catalogue.responsible')}>
      <Select
        id={`${id}-who`}
        showSearch={{ optionFilterProp: 'label' }}
        value={value}
        options={options}
        onChange={(chosen) => {
          const [kind, code = ''] = chosen.split(':')
          change({
            responsible:
              kind === 'body' ? { body: code } : { level: code === 'village' ? 'village' : 'township' },
          })
        }}
      />
    </FormRow>
  )
}
