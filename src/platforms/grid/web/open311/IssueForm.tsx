import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, InputNumber, Modal, Select, Typography } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { perDayDefault, type ProgramUse, programUses } from '../../model/open311/program.ts'
import '../../model/programs/messages.ts'
import './programs.css'
import { api, ErrorSummary, FormRow, useProblems, useSession, useT } from '#kernel/ui/web'

const blank = { name: '', contact: '', perDay: perDayDefault, publishes: false }

/** Issues a key in a dialog, and shows it once. */
export function IssueButton() {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('programs.issue')}
      </Button>
      {open && <IssueDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function IssueDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const [key, setKey] = useState<string>()
  return (
    // A key that nobody has copied yet is not clicked away by a click beside it.
    <Modal
      open
      title={t('programs.issue')}
      footer={null}
      width={560}
      mask={{ closable: false }}
      onCancel={onClose}
    >
      {key === undefined ? (
        <IssueForm onIssued={setKey} onClose={onClose} />
      ) : (
        <NewKey text={key} onClose={onClose} />
      )}
    </Modal>
  )
}

const asked = ['name', 'contact'] as const

function missingOf(draft: Record<(typeof asked)[number], string>, t: ReturnType<typeof useT>) {
  return asked
    .filter((field) => draft[field].trim() === '')
    .map((field) => ({ field, text: t('programs.missing', { name: t(`programs.${field}`) }) }))
}

type IssueFormProps = { onIssued: (key: string) => void; onClose: () => void }

function IssueForm({ onIssued, onClose }: IssueFormProps) {
  const t = useT()
  const id = useId()
  const client = useQueryClient()
  const found = useProblems()
  const { session } = useSession()
  const places = session.position.divisions
  const [draft, setDraft] = useState({
    ...blank,
    uses: ['open311'] as ProgramUse[],
    divisionCode: places[0]?.code ?? '',
  })
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }))
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.post<{ id: string; key: string }>('/api/grid/programs', draft),
    onSuccess: ({ key }) => {
      onIssued(key)
      return client.invalidateQueries({ queryKey: ['grid', 'programs'] })
    },
    onError: found.refuse,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (found.check(missingOf(draft, t))) mutate()
  }
  const row = (name: 'name' | 'contact' | 'uses' | 'divisionCode' | 'perDay') => ({
    id: `${id}-${name}`,
    label: t(`programs.${name}`),
    problem: found.problemOf(name),
  })
  return (
    <form className="programs-form" onSubmit={submit} noValidate>
      <ErrorSummary problems={found.problems} general={found.general} idOf={(field) => `${id}-${field}`} />
      {asked.map((name) => (
        <FormRow key={name} {...row(name)}>
          <Input
            id={`${id}-${name}`}
            value={draft[name]}
            onChange={({ target }) => change({ [name]: target.value })}
          />
        </FormRow>
      ))}
      <FormRow {...row('uses')}>
        <Uses id={`${id}-uses`} value={draft.uses} onChange={(uses) => change({ uses })} />
      </FormRow>
      <FormRow {...row('divisionCode')}>
        <Select
          id={`${id}-divisionCode`}
          value={draft.divisionCode}
          onChange={(divisionCode) => change({ divisionCode })}
          options={places.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </FormRow>
      <FormRow {...row('perDay')}>
        <PerDay id={`${id}-perDay`} value={draft.perDay} onChange={(perDay) => change({ perDay })} />
      </FormRow>
      <Checkbox checked={draft.publishes} onChange={({ target }) => change({ publishes: target.checked })}>
        {t('programs.publishes')}
      </Checkbox>
      <div className="programs-buttons">
        <Button type="primary" htmlType="submit" loading={isPending}>
          {t('programs.issue')}
        </Button>
        <Button onClick={onClose}>{t('programs.cancel')}</Button>
      </div>
    </form>
  )
}

function NewKey({ text, onClose }: { text: string; onClose: () => void }) {
  const t = useT()
  return (
    <div className="programs-form">
      <p role="status">{t('programs.key')}</p>
      <Typography.Text code copyable={{ text, tooltips: [t('programs.copy'), t('programs.copied')] }}>
        {text}
      </Typography.Text>
      <div className="programs-buttons">
        <Button type="primary" onClick={onClose}>
          {t('programs.done')}
        </Button>
      </div>
    </div>
  )
}

type UsesProps = { id: string; value: ProgramUse[]; onChange: (value: ProgramUse[]) => void }

function Uses(props: UsesProps) {
  const t = useT()
  const options = programUses.map((value) => ({ value, label: t(`programs.use.${value}`) }))
  return <Select mode="multiple" options={options} {...props} />
}

type PerDayProps = { id: string; value: number; onChange: (value: number) => void }

function PerDay({ id, value, onChange }: PerDayProps) {
  return (
    <InputNumber
      id={id}
      min={1}
      max={1_000_000}
      precision={0}
      value={value}
      onChange={(typed) => onChange(typed ?? perDayDefault)}
    />
  )
}
