import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { Consent, ConsentList } from '#kernel/registry/model'
import { shanghaiDate } from '#kernel/time/model'
import { formatDate } from '#kernel/ui/model'
import { api, DateInput, ErrorSummary, FormRow, useLocalText, useProblems, useT } from '#kernel/ui/web'
import './messages.ts'
import { purposesQuery } from './purposes.ts'

const pathOf = (personId: string) => `/api/persons/${personId}/consents`

/** What a person agreed to, and since when or until when; recorded and withdrawn by who may write. */
export function PersonConsents({ personId }: { personId: string }) {
  const t = useT()
  const client = useQueryClient()
  const [giving, setGiving] = useState(false)
  const queryKey = ['registry', 'person', personId, 'consents']
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<ConsentList>(pathOf(personId), { signal }),
  })
  const renew = (list: ConsentList) => client.setQueryData(queryKey, list)
  if (!data) return null
  return (
    <section aria-label={t('registry.consents.title')}>
      <h3>{t('registry.consents.title')}</h3>
      {data.rows.length === 0 && <p>{t('registry.consents.none')}</p>}
      <ul className="element-versions">
        {data.rows.map((consent) => (
          <ConsentLine
            key={consent.id}
            consent={consent}
            personId={personId}
            mayChange={data.can.change}
            onDone={renew}
          />
        ))}
      </ul>
      {data.can.change && (
        <Button size="small" onClick={() => setGiving(true)}>
          {t('registry.consents.give')}
        </Button>
      )}
      {giving && <GiveConsent personId={personId} onClose={() => setGiving(false)} onDone={renew} />}
    </section>
  )
}

type ConsentLineProps = {
  consent: Consent
  personId: string
  mayChange: boolean
  onDone: (list: ConsentList) => void
}

function ConsentLine({ consent, personId, mayChange, onDone }: ConsentLineProps) {
  const t = useT()
  const text = useLocalText()
  const { id, title, givenOn, withdrawnOn, source } = consent
  const withdraw = useMutation({
    mutationFn: () =>
      api.put<ConsentList>(`${pathOf(personId)}/${id}/withdrawal`, { on: shanghaiDate(new Date()) }),
    onSuccess: onDone,
  })
  const from = formatDate(givenOn)
  return (
    <li>
      {text(title)} ·{' '}
      {withdrawnOn === null
        ? t('registry.consents.since', { from, source })
        : t('registry.consents.until', { from, to: formatDate(withdrawnOn) })}
      {mayChange && withdrawnOn === null && (
        <Button size="small" type="link" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {t('registry.consents.withdraw')}
        </Button>
      )}
    </li>
  )
}

type GiveConsentProps = { personId: string; onClose: () => void; onDone: (list: ConsentList) => void }

function GiveConsent({ personId, onClose, onDone }: GiveConsentProps) {
  const t = useT()
  const text = useLocalText()
  const id = useId()
  const found = useProblems()
  const { data } = useQuery(purposesQuery)
  const [purpose, setPurpose] = useState<string | null>(null)
  const [givenOn, setGivenOn] = useState<string | null>(shanghaiDate(new Date()))
  const [source, setSource] = useState('')
  const give = useMutation({
    mutationFn: () => api.post<ConsentList>(pathOf(personId), { purpose, givenOn, source }),
    onSuccess: (list) => {
      onDone(list)
      onClose()
    },
    onError: (error) => void found.refuse(error),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing = [{ field: 'purpose', text: t('registry.consents.missing') }]
    if (found.check(purpose && givenOn && source.trim() ? [] : missing)) give.mutate()
  }
  const options = data?.rows
    .filter(({ ended, basis }) => !ended && basis === 'consent')
    .map(({ code, title }) => ({ value: code, label: text(title) }))
  return (
    <Modal open footer={null} onCancel={onClose} title={t('registry.consents.give')}>
      <form className="yw-form" onSubmit={submit} noValidate>
        <ErrorSummary problems={found.problems} general={found.general} idOf={(name) => `${id}-${name}`} />
        <FormRow
          id={`${id}-purpose`}
          label={t('registry.consents.purpose')}
          problem={found.problemOf('purpose')}
        >
          <Select
            style={{ width: '100%' }}
            id={`${id}-purpose`}
            value={purpose}
            options={options ?? []}
            onChange={setPurpose}
          />
        </FormRow>
        <FormRow
          id={`${id}-givenOn`}
          label={t('registry.consents.given')}
          problem={found.problemOf('givenOn')}
        >
          <DateInput id={`${id}-givenOn`} value={givenOn} onChange={setGivenOn} />
        </FormRow>
        <FormRow id={`${id}-source`} label={t('registry.consents.source')}>
          <Input
            id={`${id}-source`}
            maxLength={300}
            value={source}
            onChange={({ target }) => setSource(target.value)}
          />
        </FormRow>
        <div className="yw-form-buttons">
          <Button type="primary" htmlType="submit" loading={give.isPending}>
            {t('registry.consents.give')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
