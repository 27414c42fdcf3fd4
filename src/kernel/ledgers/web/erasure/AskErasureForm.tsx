import { Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { ErrorSummary, useProblems, useT } from '#kernel/ui/web'
import { useErasure } from './erasure-queries.ts'
import { FormField } from '../FormFields.tsx'

const fields = ['legalBasis', 'requestNo', 'reason', 'overrideGround'] as const
type Name = (typeof fields)[number]
const keys: Record<Name, string> = {
  legalBasis: 'legal_basis',
  requestNo: 'request_no',
  reason: 'reason',
  overrideGround: 'override',
}
const lengths: Record<Name, number> = { legalBasis: 300, requestNo: 100, reason: 1000, overrideGround: 300 }

type AskErasureFormProps = {
  personId: string
  /** Something stands against it, so that a ground must be named. */
  hindered: boolean
}

/** The first person's part: on what law, by which request, why. */
export function AskErasureForm({ personId, hindered }: AskErasureFormProps) {
  const t = useT()
  const id = useId()
  const { mutate, isPending } = useErasure(personId)
  const { problems, general, problemOf, forget, check, refuse } = useProblems()
  const [values, setValues] = useState<Record<Name, string>>(() => ({
    legalBasis: t('ledgers.erasure.usual_basis'),
    requestNo: '',
    reason: '',
    overrideGround: '',
  }))
  const [phones, setPhones] = useState('')
  const asked = fields.filter((name) => hindered || name !== 'overrideGround')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing = asked
      .filter((field) => values[field].trim() === '')
      .map((field) => ({
        field,
        text: t('ledgers.screen.form.missing', { label: t(`ledgers.erasure.fact.${keys[field]}`) }),
      }))
    if (!check(missing)) return
    const { overrideGround, ...ask } = values
    const others = phonesIn(phones)
    const named = others.length > 0 ? { phones: others } : {}
    const override = hindered ? { overrideGround } : {}
    mutate(
      { step: 'ask', ask: { ...ask, ...override, ...named } },
      { onError: (error) => void refuse(error) },
    )
  }
  return (
    <form className="entry-form erasure-form" onSubmit={submit} noValidate>
      <h2>{t('ledgers.erasure.ask')}</h2>
      <ErrorSummary problems={problems} general={general} idOf={(name) => `${id}-${name.split('.')[0]}`} />
      {asked.map((name) => (
        <FormField
          key={name}
          id={`${id}-${name}`}
          label={t(`ledgers.erasure.fact.${keys[name]}`)}
          required
          help={name === 'reason' ? t('ledgers.erasure.reason.help') : undefined}
          problem={problemOf(name)}
        >
          <Input
            id={`${id}-${name}`}
            value={values[name]}
            maxLength={lengths[name]}
            status={problemOf(name) === undefined ? '' : 'error'}
            onChange={(event) => {
              forget(name)
              setValues((before) => ({ ...before, [name]: event.target.value }))
            }}
          />
        </FormField>
      ))}
      <PhonesField
        id={`${id}-phones`}
        value={phones}
        problem={problemOf('phones') ?? problemOf('phones.0')}
        onChange={setPhones}
      />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={isPending}>
          {t('ledgers.erasure.ask')}
        </Button>
      </div>
    </form>
  )
}

const separators = /[,;\uff0c\u3001\uff1b]+/u
const phonesIn = (text: string) => text.split(separators).flatMap((phone) => phone.trim() || [])

type PhonesFieldProps = {
  id: string
  value: string
  problem: string | undefined
  onChange: (value: string) => void
}

/** Other phones that the person used. */
function PhonesField({ id, value, problem, onChange }: PhonesFieldProps) {
  const t = useT()
  return (
    <FormField
      id={id}
      label={t('ledgers.erasure.fact.phones')}
      help={t('ledgers.erasure.phones.help')}
      problem={problem}
    >
      <Input id={id} value={value} maxLength={300} onChange={({ target }) => onChange(target.value)} />
    </FormField>
  )
}
