import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { perDayDefault, type ProgramUse, programUses } from '../../model/open311/program.ts'
import '../../model/programs/messages.ts'
import { api, ErrorSummary, FormRow, useProblems, useSession, useT } from '#kernel/ui/web'
import './programs.css'

const blank = { name: '', contact: '', perDay: perDayDefault, publishes: false }

/** Issues a key, and shows it once. */
export function IssueForm() {
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
  const { mutate, isPending, data } = useMutation({
    mutationFn: () => api.post<{ id: string; key: string }>('/api/grid/programs', draft),
    onSuccess: () => {
      change(blank)
      return client.invalidateQueries({ queryKey: ['grid', 'programs'] })
    },
    onError: found.refuse,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (found.check([])) mutate()
  }
  const row = (name: 'name' | 'contact' | 'uses' | 'divisionCode' | 'perDay') => ({
    id: `${id}-${name}`,
    label: t(`programs.${name}`),
    problem: found.problemOf(name),
  })
  return (
    <form className="programs-form" onSubmit={submit} aria-label={t('programs.issue')}>
      <ErrorSummary problems={found.problems} general={found.general} idOf={(field) => `${id}-${field}`} />
      {(['name', 'contact'] as const).map((name) => (
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
      <Button type="primary" htmlType="submit" loading={isPending}>
        {t('programs.issue')}
      </Button>
      {data && <NewKey text={data.key} />}
    </form>
  )
}

function NewKey({ text }: { text: string }) {
  const t = useT()
  return (
    <p role="status">
      {t('programs.key')} <code>{text}</code>
    </p>
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
