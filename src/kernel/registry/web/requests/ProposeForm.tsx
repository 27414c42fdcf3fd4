import { App, Button, Input, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { proposableFields } from '#kernel/registry/model'
import { ErrorSummary, FormRow, useProblems, useT } from '#kernel/ui/web'
import '../forms/messages.ts'
import { Control } from '../forms/ObjectFields.tsx'
import { fieldsOf, type ObjectField } from '../forms/object-fields.ts'
import type { RegistryKind } from '../registry-objects.ts'
import { useRegistryParts } from '../registry-parts.ts'
import { useFactLabel, useFactText } from './FactValue.tsx'
import './messages.ts'
import { useProposal } from './request-queries.ts'
import './requests.css'

type ProposeFormProps = {
  kind: RegistryKind
  id: string
  /** What stands in each fact now, as the reader sees it. */
  facts: Readonly<Record<string, string | null>>
  /** What is known already of what should change. */
  initial?: { field: string; value: string }
  onClose: () => void
}

/** Asks whoever owns a fact to change it: which, to what, why, and what proves it. */
export function ProposeForm(props: ProposeFormProps) {
  const t = useT()
  const formId = useId()
  const { FilesInput } = useRegistryParts()
  const { content, set, found, submit, isSending } = useProposing(props)
  const { kind, facts, onClose } = props
  const label = useFactLabel(kind)
  const idOf = (name: string) => `${formId}-${name}`
  const fields = fieldsOf[kind].filter(({ name }) =>
    (proposableFields[kind] as readonly string[]).includes(name),
  )
  const field = fields.find(({ name }) => name === content.field)
  return (
    <form className="yw-form" onSubmit={submit} noValidate aria-label={t('registry.request.ask')}>
      <ErrorSummary problems={found.problems} general={found.general} idOf={idOf} />
      <p>{t('registry.request.ask.text')}</p>
      <FormRow id={idOf('field')} label={t('registry.request.field')} problem={found.problemOf('field')}>
        <Select
          id={idOf('field')}
          value={content.field}
          style={{ width: '100%' }}
          options={fields.map(({ name }) => ({ value: name, label: label(name) }))}
          onChange={(next) => set({ field: next, value: '' })}
        />
      </FormRow>
      {field && (
        <ValueRow
          id={idOf('value')}
          kind={kind}
          field={field}
          now={facts[field.name] ?? null}
          value={content.value}
          problem={found.problemOf('value')}
          onChange={(value) => set({ value })}
        />
      )}
      <FormRow id={idOf('reason')} label={t('registry.request.reason')} problem={found.problemOf('reason')}>
        <Input.TextArea
          id={idOf('reason')}
          autoSize={{ minRows: 2 }}
          maxLength={1000}
          value={content.reason}
          onChange={({ target }) => set({ reason: target.value })}
        />
      </FormRow>
      <FormRow
        id={idOf('files')}
        label={t('registry.request.files')}
        optional
        problem={found.problemOf('files')}
      >
        <FilesInput
          id={idOf('files')}
          field={`registry.request.${props.id}`}
          value={content.files}
          onChange={(files) => set({ files })}
        />
      </FormRow>
      <div className="yw-form-buttons">
        <Button type="primary" htmlType="submit" loading={isSending}>
          {t('registry.request.send')}
        </Button>
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
      </div>
    </form>
  )
}

type ValueRowProps = {
  id: string
  kind: RegistryKind
  field: ObjectField
  now: string | null
  value: string
  problem: string | undefined
  onChange: (value: string) => void
}

function ValueRow({ id, kind, field, now, value, problem, onChange }: ValueRowProps) {
  const t = useT()
  const text = useFactText(kind)
  return (
    <FormRow
      id={id}
      label={t('registry.request.value')}
      hint={t('registry.request.now', { value: text(field.name, now) })}
      problem={problem}
    >
      <Control
        id={id}
        field={field}
        value={value}
        status={problem === undefined ? '' : 'error'}
        onChange={onChange}
      />
    </FormRow>
  )
}

type Content = { field: string | null; value: string; reason: string; files: string[] }

function useProposing({ kind, id, initial, onClose }: ProposeFormProps) {
  const t = useT()
  const { message } = App.useApp()
  const found = useProblems()
  const propose = useProposal(kind, id)
  const [content, setContent] = useState<Content>({
    field: null,
    value: '',
    ...initial,
    reason: '',
    files: [],
  })
  const set = (next: Partial<Content>) => {
    for (const name of Object.keys(next)) found.forget(name)
    setContent((before) => ({ ...before, ...next }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { field, value, reason, files } = content
    if (propose.isPending) return
    const missing = [
      ...(field === null ? [{ field: 'field', text: t('registry.request.missing.field') }] : []),
      ...(reason.trim() === '' ? [{ field: 'reason', text: t('registry.request.missing.reason') }] : []),
    ]
    if (!found.check(missing) || field === null) return
    const nullable = fieldsOf[kind].find(({ name }) => name === field)?.nullable ?? false
    const given = value.trim() === '' && nullable ? null : value.trim()
    propose.mutate(
      { field, value: given, reason, files },
      {
        onError: (error) => void found.refuse(error),
        onSuccess: () => {
          void message.success(t('registry.request.sent'))
          onClose()
        },
      },
    )
  }
  return { content, set, found, submit, isSending: propose.isPending }
}
