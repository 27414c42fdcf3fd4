import { Input, InputNumber, Select, Space } from 'antd'
import type { LocalText } from '#kernel/i18n/model'
import { type Limit, limitUnits } from '#kernel/time/model'
import { FormRow, type useProblems, useT } from '#kernel/ui/web'

type LimitRowProps = {
  id: string
  label: string
  value: Limit
  disabled?: boolean
  onChange: (limit: Limit) => void
}

/** How long something may take, as a count and its unit. */
export function LimitRow({ id, label, value, disabled = false, onChange }: LimitRowProps) {
  const t = useT()
  return (
    <FormRow id={id} label={label}>
      <Space.Compact>
        <InputNumber
          id={id}
          min={1}
          max={10_000}
          precision={0}
          disabled={disabled}
          value={value.count}
          onChange={(count) => count !== null && onChange({ ...value, count })}
        />
        <Select
          aria-label={t('incidents.edit.unit', { of: label })}
          disabled={disabled}
          value={value.unit}
          style={{ minWidth: 140 }}
          options={limitUnits.map((unit) => ({ value: unit, label: t(`incidents.unit.${unit}`) }))}
          onChange={(unit) => onChange({ ...value, unit })}
        />
      </Space.Compact>
    </FormRow>
  )
}

type TextRowsProps = {
  id: string
  label: 'name' | 'closing'
  value: LocalText
  problemOf: (field: string) => string | undefined
  onChange: (text: LocalText) => void
}

/** A text in both languages; what has no English yet is not published. */
export function TextRows({ id, label, value, problemOf, onChange }: TextRowsProps) {
  const t = useT()
  return (['zh-CN', 'en'] as const).map((locale) => (
    <FormRow
      key={locale}
      id={`${id}-${label}.${locale}`}
      label={t(`incidents.edit.${label}.${locale}`)}
      problem={problemOf(`${label}.${locale}`)}
    >
      <Input.TextArea
        id={`${id}-${label}.${locale}`}
        autoSize
        maxLength={400}
        status={problemOf(`${label}.${locale}`) === undefined ? '' : 'error'}
        value={value[locale]}
        onChange={({ target }) => onChange({ ...value, [locale]: target.value })}
      />
    </FormRow>
  ))
}

/** What is missing of a text in both languages. */
export function missingOf(label: 'name' | 'closing', value: LocalText, text: string) {
  return (['zh-CN', 'en'] as const)
    .filter((locale) => value[locale].trim() === '')
    .map((locale) => ({ field: `${label}.${locale}`, text }))
}

type Coded = { number: string; code: string }
type CodeRowsProps = {
  id: string
  digits: number
  value: Coded
  /** A code is given once. */
  isNew: boolean
  found: ReturnType<typeof useProblems>
  onChange: (part: Partial<Coded>) => void
}

/** Number and code of an area or a category. */
export function CodeRows({ id, digits, value, isNew, found, onChange }: CodeRowsProps) {
  const t = useT()
  return (
    <>
      <FormRow
        id={`${id}-number`}
        label={t('incidents.catalogue.number')}
        problem={found.problemOf('number')}
      >
        <Input
          id={`${id}-number`}
          inputMode="numeric"
          maxLength={digits}
          status={found.problemOf('number') === undefined ? '' : 'error'}
          value={value.number}
          onChange={({ target }) => onChange({ number: target.value })}
        />
      </FormRow>
      <FormRow
        id={`${id}-code`}
        label={t('incidents.catalogue.code')}
        hint={t('incidents.edit.code.hint')}
        problem={found.problemOf('code')}
      >
        <Input
          id={`${id}-code`}
          maxLength={40}
          disabled={!isNew}
          status={found.problemOf('code') === undefined ? '' : 'error'}
          value={value.code}
          onChange={({ target }) => onChange({ code: target.value })}
        />
      </FormRow>
    </>
  )
}
