import { Button, Input, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import {
  type Import,
  type ImportField,
  importFields,
  type ImportMapping,
  neededFields,
} from '#kernel/registry/model'
import { todayInShanghai } from '#kernel/ui/model'
import { DateInput, ErrorSummary, type FormProblem, FormRow, useProblems, useT } from '#kernel/ui/web'
import { useCheckList } from './imports.ts'

type Said = { mapping: ImportMapping; source: string; from: string | null }

/** What a list can't be checked without. */
function useMissing() {
  const t = useT()
  return ({ mapping, source, from }: Said): FormProblem[] => [
    ...neededFields
      .filter((field) => mapping[field] === undefined)
      .map((field) => ({
        field,
        text: t('registry.imports.missing', { field: t(`registry.import.field.${field}`) }),
      })),
    ...(source.trim() === '' ? [{ field: 'source', text: t('registry.imports.missing_source') }] : []),
    ...(from === null ? [{ field: 'from', text: t('registry.imports.missing_from') }] : []),
  ]
}

/** Which column holds what, as the headings suggest it, and where the list comes from. */
export function MappingForm({ list }: { list: Import }) {
  const t = useT()
  const id = useId()
  const [mapping, setMapping] = useState<ImportMapping>(list.mapping ?? list.proposed)
  const [source, setSource] = useState(list.options?.source ?? list.fileName)
  const [from, setFrom] = useState<string | null>(list.options?.from ?? todayInShanghai(new Date()))
  const missing = useMissing()
  const { problems, check, refuse } = useProblems()
  const { mutate, isPending } = useCheckList(list.id)
  const idOf = (field: string) => `${id}-${field}`
  const textOf = (field: string) => problems.find((problem) => problem.field === field)?.text
  const columns = list.headings.map((heading, column) => ({
    value: column,
    label: heading === '' ? t('registry.imports.column', { number: column + 1 }) : heading,
  }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!check(missing({ mapping, source, from })) || from === null) return
    mutate({ mapping, options: { source: source.trim(), asOf: null, from } }, { onError: refuse })
  }
  const choose = (field: ImportField, column: number | undefined) => {
    const { [field]: _, ...others } = mapping
    setMapping(column === undefined ? others : { ...others, [field]: column })
  }
  return (
    <form onSubmit={submit} noValidate aria-label={t('registry.imports.step.map')}>
      <ErrorSummary problems={problems} idOf={idOf} />
      {importFields.map((field) => (
        <FormRow
          key={field}
          id={idOf(field)}
          label={t(`registry.import.field.${field}`)}
          optional={!neededFields.includes(field)}
          problem={textOf(field)}
        >
          <Select
            id={idOf(field)}
            allowClear
            style={{ width: '100%' }}
            placeholder={t('registry.imports.no_column')}
            options={columns}
            value={mapping[field] ?? null}
            onChange={(column: number | null | undefined) => choose(field, column ?? undefined)}
          />
        </FormRow>
      ))}
      <FormRow id={idOf('source')} label={t('registry.imports.source')} problem={textOf('source')}>
        <Input
          id={idOf('source')}
          maxLength={500}
          value={source}
          onChange={({ target }) => setSource(target.value)}
        />
      </FormRow>
      <FormRow id={idOf('from')} label={t('registry.imports.from')} problem={textOf('from')}>
        <DateInput id={idOf('from')} label={t('registry.imports.from')} value={from} onChange={setFrom} />
      </FormRow>
      <div className="import-buttons">
        <Button type="primary" htmlType="submit" loading={isPending}>
          {t('registry.imports.check')}
        </Button>
      </div>
    </form>
  )
}
