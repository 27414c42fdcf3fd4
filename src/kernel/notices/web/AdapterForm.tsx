import { Button, Checkbox, Input, Radio, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Adapter, AdapterInput, AdapterSecret } from '#kernel/notices/model'
import { asApiError, FormRow, useT } from '#kernel/ui/web'
import { useAdapterChange } from './adapter-queries.ts'

type AdapterFormProps = {
  known: Adapter | undefined
  onClose: () => void
  onSecret: (secret: AdapterSecret) => void
}

const blank: AdapterInput = {
  name: '',
  url: '',
  format: 'yiwang',
  algorithm: 'hmac-sha256',
  locale: 'zh-CN',
  contact: 'phone',
  importance: 1,
  privateAddresses: [],
  on: false,
  codes: false,
}

const choices = {
  format: ['yiwang', 'wecom', 'dingtalk'],
  contact: ['phone', 'wecom', 'dingtalk'],
  algorithm: ['hmac-sha256', 'hmac-sm3'],
  locale: ['zh-CN', 'en'],
} as const

function inputOf({ id: _, waiting: _waiting, dead: _dead, ...input }: Adapter): AdapterInput {
  return input
}

/** Names a place that notices may go to; it is switched on by itself, afterwards. */
export function AdapterForm({ known, onClose, onSecret }: AdapterFormProps) {
  const t = useT()
  const [typed, setTyped] = useState(known ? inputOf(known) : blank)
  const save = useAdapterChange<AdapterSecret>()
  const set = (part: Partial<AdapterInput>) => setTyped({ ...typed, ...part })
  const error = save.error === null ? null : asApiError(save.error)
  const problemOf = (name: string) => error?.fields.find(({ path }) => path.split('.').includes(name))?.detail
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const path = known ? `/api/notice-adapters/${known.id}` : '/api/notice-adapters'
    save.mutate(
      { method: known ? 'put' : 'post', path, body: typed },
      {
        onSuccess: (answer) => {
          onClose()
          if (!known) onSecret(answer)
        },
      },
    )
  }
  return (
    <form className="notice-adapter-form" onSubmit={submit} noValidate>
      {error && error.fields.length === 0 && <p role="alert">{error.detail}</p>}
      <FormRow id="adapter-name" label={t('notices.screen.adapter.name')} problem={problemOf('name')}>
        <Input id="adapter-name" value={typed.name} onChange={({ target }) => set({ name: target.value })} />
      </FormRow>
      <FormRow
        id="adapter-url"
        label={t('notices.screen.adapter.url')}
        hint={t('notices.screen.adapter.url.hint')}
        problem={problemOf('url')}
      >
        <Input id="adapter-url" value={typed.url} onChange={({ target }) => set({ url: target.value })} />
      </FormRow>
      <FormRow
        id="adapter-private"
        label={t('notices.screen.adapter.private')}
        hint={t('notices.screen.adapter.private.hint')}
        optional
        problem={problemOf('privateAddresses')}
      >
        <Select
          id="adapter-private"
          mode="tags"
          open={false}
          value={typed.privateAddresses}
          tokenSeparators={[',', ' ']}
          onChange={(privateAddresses: string[]) => set({ privateAddresses })}
        />
      </FormRow>
      <ChoiceRows typed={typed} set={set} />
      {typed.format === 'yiwang' && typed.contact === 'phone' && (
        <Checkbox checked={typed.codes} onChange={({ target }) => set({ codes: target.checked })}>
          {t('notices.screen.adapter.codes')}
        </Checkbox>
      )}
      <p className="notice-hours">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('notices.screen.save')}
        </Button>
        <Button onClick={onClose}>{t('notices.screen.cancel')}</Button>
      </p>
    </form>
  )
}

type ChoiceRowsProps = { typed: AdapterInput; set: (part: Partial<AdapterInput>) => void }

function ChoiceRows({ typed, set }: ChoiceRowsProps) {
  const t = useT()
  return (
    <>
      {(Object.keys(choices) as (keyof typeof choices)[]).map((name) => (
        <FormRow key={name} id={`adapter-${name}`} label={t(`notices.screen.adapter.${name}`)}>
          <Radio.Group
            id={`adapter-${name}`}
            value={typed[name]}
            options={choices[name].map((value) => ({ value, label: t(`notices.screen.${name}.${value}`) }))}
            onChange={({ target }) => set({ [name]: target.value as string })}
          />
        </FormRow>
      ))}
      <FormRow id="adapter-importance" label={t('notices.screen.adapter.importance')}>
        <Radio.Group
          id="adapter-importance"
          value={typed.importance}
          options={([0, 1, 2] as const).map((value) => ({
            value,
            label: t(`notices.screen.importance.${value}`),
          }))}
          onChange={({ target }) => set({ importance: target.value as AdapterInput['importance'] })}
        />
      </FormRow>
    </>
  )
}
