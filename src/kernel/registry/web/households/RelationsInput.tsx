import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { type HouseholdMember, type Relation, relations } from '#kernel/registry/model'
import { useT } from '#kernel/ui/web'
import { compositionQuery, staysQuery } from './household-queries.ts'

type Chosen = Readonly<Record<string, Relation>>

type RelationsInputProps = {
  id: string
  label: string
  members: readonly HouseholdMember[]
  value: Chosen
  /** What shows for a person for whom nothing was chosen. */
  usual: (member: HouseholdMember, index: number) => Relation
  onChange: (value: Chosen) => void
}

/** A relation to the head for each of some persons. */
export function RelationsInput({ id, label, members, value, usual, onChange }: RelationsInputProps) {
  const t = useT()
  return (
    <fieldset id={id} className="household-relations" tabIndex={-1}>
      <legend>{label}</legend>
      {members.map((member, index) => {
        const { personId, name } = member
        if (personId === null) return null
        return (
          <div key={personId}>
            <span>{name ?? t('registry.erased_person')}</span>
            <Select<Relation>
              aria-label={t('registry.event.relation_of', { name: name ?? '' })}
              value={value[personId] ?? usual(member, index)}
              options={relations.map((one) => ({ value: one, label: t(`registry.relation.${one}`) }))}
              onChange={(relation) => onChange({ ...value, [personId]: relation })}
            />
          </div>
        )
      })}
    </fieldset>
  )
}

type RemainingProps = {
  id: string
  householdId: string
  on: string
  gone: readonly string[]
  value: Chosen
  onChange: (value: Chosen) => void
}

/** Where the head goes, whoever stays behind needs another: their relations are asked for. */
export function Remaining({ id, householdId, on, gone, value, onChange }: RemainingProps) {
  const t = useT()
  const { data } = useQuery(compositionQuery(householdId, on))
  const members = data?.members ?? []
  const stay = members.filter(({ personId }) => personId !== null && !gone.includes(personId))
  const headGoes = members.some(
    ({ personId, relation }) => relation === 'head' && personId !== null && gone.includes(personId),
  )
  if (!headGoes || stay.length === 0) return null
  return (
    <RelationsInput
      id={id}
      label={t('registry.event.remaining')}
      members={stay}
      value={value}
      usual={({ relation }) => relation}
      onChange={onChange}
    />
  )
}

/** The same for the household that somebody who comes leaves behind. */
export function LeftBehind({
  personId,
  on,
  ...rest
}: Omit<RemainingProps, 'householdId' | 'gone'> & { personId: string }) {
  const { data } = useQuery(staysQuery(personId))
  const stay = data?.stays.find(({ from, to }) => from <= on && (to === null || to > on))
  if (!stay?.householdId) return null
  return <Remaining householdId={stay.householdId} on={on} gone={[personId]} {...rest} />
}
