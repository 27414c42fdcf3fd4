import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Popconfirm, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { legalBases, type Purpose, type PurposeList } from '#kernel/registry/model'
import { api, asApiError, ErrorSummary, FormRow, useLocalText, useProblems, useT } from '#kernel/ui/web'
import './messages.ts'
import { purposesQuery } from './purposes.ts'

type PurposeDetailProps = { purpose: Purpose; mayChange: boolean }

/** One purpose with its ground, and ending it: from then on nothing is used for it. */
export function PurposeDetail({ purpose, mayChange }: PurposeDetailProps) {
  const t = useT()
  const text = useLocalText()
  const client = useQueryClient()
  const { message } = App.useApp()
  const { code, title, basis, legalText, ended, consents, uses } = purpose
  const end = useMutation({
    mutationFn: () => api.del<PurposeList>(`/api/purposes/${code}`),
    onSuccess: (list) => client.setQueryData(purposesQuery.queryKey, list),
    onError: (error) => void message.error(asApiError(error).detail),
  })
  const facts: [string, string | number][] = [
    ['basis', t(`registry.purposes.basis.${basis}`)],
    ['state', t(ended ? 'registry.purposes.state.ended' : 'registry.purposes.state.open')],
    ...(basis === 'consent' ? ([['consents', consents]] as [string, number][]) : []),
    ['uses', uses],
    ['legal', legalText],
    ['code', code],
  ]
  return (
    <article className="yw-sheet">
      <h2>{text(title)}</h2>
      <dl className="yw-facts">
        {facts.map(([name, value]) => (
          <div key={name} data-wide={name === 'legal' ? '' : undefined}>
            <dt>{t(`registry.purposes.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {mayChange && !ended && (
        <div className="yw-sheet-actions">
          <Popconfirm title={t('registry.purposes.end.sure')} onConfirm={() => end.mutate()}>
            <Button loading={end.isPending}>{t('registry.purposes.end')}</Button>
          </Popconfirm>
        </div>
      )}
    </article>
  )
}

const blank = { code: '', zh: '', en: '', basis: 'statutory_duty', legalText: '' }
const codeForm = /^[a-z][a-z0-9_]{1,39}$/

function useNewPurpose(onDone: (code: string) => void) {
  const t = useT()
  const client = useQueryClient()
  const found = useProblems()
  const [terms, setTerms] = useState(blank)
  const add = useMutation({
    mutationFn: ({ code, zh, en, basis, legalText }: typeof blank) =>
      api.post<PurposeList>('/api/purposes', { code, title: { 'zh-CN': zh, en }, basis, legalText }),
    onSuccess: (list, { code }) => {
      client.setQueryData(purposesQuery.queryKey, list)
      onDone(code)
    },
    onError: (error) => void found.refuse(error),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing = (['zh', 'en', 'legalText'] as const)
      .filter((name) => terms[name].trim() === '')
      .map((field) => ({ field, text: t(`registry.purposes.missing.${field}`) }))
    const unformed = codeForm.test(terms.code)
      ? []
      : [{ field: 'code', text: t('registry.purposes.code.form') }]
    if (found.check([...missing, ...unformed])) add.mutate(terms)
  }
  const set = (part: Partial<typeof blank>) => {
    for (const name of Object.keys(part)) found.forget(name)
    setTerms((before) => ({ ...before, ...part }))
  }
  return { terms, set, found, submit, sending: add.isPending }
}

/** A new purpose: what it is called, on which ground it stands, and by which words of the law. */
export function NewPurposeForm({ onDone }: { onDone: (code: string) => void }) {
  const t = useT()
  const id = useId()
  const { terms, set, found, submit, sending } = useNewPurpose(onDone)
  const idOf = (name: string) => `${id}-${name}`
  const line = (name: 'zh' | 'en' | 'code', maxLength: number) => (
    <FormRow id={idOf(name)} label={t(`registry.purposes.field.${name}`)} problem={found.problemOf(name)}>
      <Input
        id={idOf(name)}
        maxLength={maxLength}
        value={terms[name]}
        onChange={({ target }) => set({ [name]: target.value })}
      />
    </FormRow>
  )
  return (
    <article className="yw-sheet">
      <h2>{t('registry.purposes.new')}</h2>
      <form className="yw-form" onSubmit={submit} noValidate>
        <ErrorSummary problems={found.problems} general={found.general} idOf={idOf} />
        {line('zh', 60)}
        {line('en', 120)}
        {line('code', 40)}
        <FormRow id={idOf('basis')} label={t('registry.purposes.basis')}>
          <Select
            id={idOf('basis')}
            value={terms.basis}
            options={legalBases.map((value) => ({ value, label: t(`registry.purposes.basis.${value}`) }))}
            onChange={(basis) => set({ basis })}
          />
        </FormRow>
        <FormRow
          id={idOf('legalText')}
          label={t('registry.purposes.legal')}
          problem={found.problemOf('legalText')}
        >
          <Input.TextArea
            id={idOf('legalText')}
            autoSize={{ minRows: 2 }}
            maxLength={1000}
            value={terms.legalText}
            onChange={({ target }) => set({ legalText: target.value })}
          />
        </FormRow>
        <div className="yw-form-buttons">
          <Button type="primary" htmlType="submit" loading={sending}>
            {t('registry.purposes.add')}
          </Button>
        </div>
      </form>
    </article>
  )
}
