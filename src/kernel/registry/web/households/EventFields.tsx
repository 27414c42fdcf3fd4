import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Radio } from 'antd'
import { FormRow, useT } from '#kernel/ui/web'
import { MembersInput } from '../forms/MembersInput.tsx'
import { RegistrySelect } from '../RegistrySelect.tsx'
import { comesIn, type EventContent, goesOut } from './event-content.ts'
import { compositionQuery } from './household-queries.ts'
import { LeftBehind, RelationsInput, Remaining } from './RelationsInput.tsx'

export type EventFieldsProps = {
  householdId: string
  content: EventContent
  on: string
  idOf: (field: string) => string
  problemOf: (field: string) => string | undefined
  onChange: (change: Partial<EventContent>) => void
}

/** What the form of an event asks by its kind. */
export function EventFields(props: EventFieldsProps) {
  const { kind } = props.content
  if (comesIn(kind)) return <Coming {...props} />
  if (goesOut(kind)) return <Going {...props} />
  return kind === 'merge' ? <Merging {...props} /> : <NewHead {...props} />
}

function Coming({ content, on, idOf, problemOf, onChange }: EventFieldsProps) {
  const t = useT()
  return (
    <>
      <FormRow id={idOf('members')} label={t('registry.event.comes')} problem={problemOf('members')}>
        <MembersInput
          id={idOf('members')}
          members={content.members}
          problemAt={(index) => problemOf(`members.${index}.personId`)}
          onChange={(members) => onChange({ members })}
        />
      </FormRow>
      {content.members.map(
        ({ personId }) =>
          personId !== null && (
            <LeftBehind
              key={personId}
              id={idOf('relations')}
              personId={personId}
              on={on}
              value={content.relations}
              onChange={(relations) => onChange({ relations })}
            />
          ),
      )}
    </>
  )
}

function Going({ householdId, content, on, idOf, problemOf, onChange }: EventFieldsProps) {
  const t = useT()
  const { data } = useQuery(compositionQuery(householdId, on))
  const members = (data?.members ?? []).filter(({ personId, erased }) => personId !== null && !erased)
  const options = members.map(({ personId, name, relation }) => ({
    value: personId ?? '',
    label: `${name ?? ''} · ${t(`registry.relation.${relation}`)}`,
  }))
  const { kind, personIds } = content
  const choose = (ids: readonly string[]) => onChange({ personIds: ids, relations: {} })
  return (
    <>
      <FormRow id={idOf('personIds')} label={t('registry.event.goes')} problem={problemOf('personIds')}>
        <div id={idOf('personIds')} tabIndex={-1}>
          {kind === 'death' ? (
            <Radio.Group
              options={options}
              value={personIds[0]}
              onChange={({ target }) => choose([target.value as string])}
            />
          ) : (
            <Checkbox.Group options={options} value={[...personIds]} onChange={choose} />
          )}
        </div>
      </FormRow>
      {kind === 'split' && <NewHome {...{ householdId, content, on, idOf, problemOf, onChange }} />}
      <Remaining
        id={idOf('relations')}
        householdId={householdId}
        on={on}
        gone={personIds}
        value={content.relations}
        onChange={(relations) => onChange({ relations })}
      />
    </>
  )
}

function NewHome({ householdId, content, on, idOf, problemOf, onChange }: EventFieldsProps) {
  const t = useT()
  const { data } = useQuery(compositionQuery(householdId, on))
  const chosen = content.personIds.flatMap(
    (id) => data?.members.find(({ personId }) => personId === id) ?? [],
  )
  return (
    <>
      {chosen.length > 0 && (
        <RelationsInput
          id={idOf('joining')}
          label={t('registry.event.in_new')}
          members={chosen}
          value={content.joining}
          usual={(_, index) => (index === 0 ? 'head' : 'child')}
          onChange={(joining) => onChange({ joining })}
        />
      )}
      {(['number', 'address'] as const).map((name) => (
        <FormRow
          key={name}
          id={idOf(name)}
          label={t(`registry.event.new_${name}`)}
          optional
          problem={problemOf(name)}
        >
          <Input
            id={idOf(name)}
            value={content[name]}
            maxLength={name === 'number' ? 60 : 300}
            onChange={({ target }) => onChange({ [name]: target.value })}
          />
        </FormRow>
      ))}
    </>
  )
}

function Merging({ content, on, idOf, problemOf, onChange }: EventFieldsProps) {
  const t = useT()
  const { otherId } = content
  return (
    <>
      <FormRow id={idOf('otherId')} label={t('registry.event.merged')} problem={problemOf('otherId')}>
        <RegistrySelect
          id={idOf('otherId')}
          kind="household"
          value={otherId}
          status={problemOf('otherId') === undefined ? '' : 'error'}
          onChange={(next) => onChange({ otherId: next, joining: {} })}
        />
      </FormRow>
      {otherId !== null && <MergedMembers {...{ otherId, content, on, idOf, onChange }} />}
    </>
  )
}

type MergedMembersProps = Pick<EventFieldsProps, 'content' | 'on' | 'idOf' | 'onChange'> & { otherId: string }

function MergedMembers({ otherId, content, on, idOf, onChange }: MergedMembersProps) {
  const t = useT()
  const { data } = useQuery(compositionQuery(otherId, on))
  if (!data || data.members.length === 0) return null
  return (
    <RelationsInput
      id={idOf('joining')}
      label={t('registry.event.in_this')}
      members={data.members}
      value={content.joining}
      usual={() => 'other_relative'}
      onChange={(joining) => onChange({ joining })}
    />
  )
}

function NewHead({ householdId, content, on, idOf, problemOf, onChange }: EventFieldsProps) {
  const t = useT()
  const { data } = useQuery(compositionQuery(householdId, on))
  const problem = problemOf('relations')
  return (
    <>
      <RelationsInput
        id={idOf('relations')}
        label={t('registry.event.relations')}
        members={data?.members ?? []}
        value={content.relations}
        usual={({ relation }) => relation}
        onChange={(relations) => onChange({ relations })}
      />
      {problem !== undefined && <p className="yw-form-problem">{problem}</p>}
    </>
  )
}
