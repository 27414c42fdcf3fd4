import { DeleteOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { type Relation, relations } from '#kernel/registry/model'
import { useT } from '#kernel/ui/web'
import { RegistrySelect } from '../RegistrySelect.tsx'

export type MemberDraft = { personId: string | null; relation: Relation }

type MembersInputProps = {
  id: string
  members: readonly MemberDraft[]
  /** What is wrong with the member at a place of the list. */
  problemAt: (index: number) => string | undefined
  onChange: (members: readonly MemberDraft[]) => void
}

/** Persons of the register with their relation to the head, one row each. */
export function MembersInput({ id, members, problemAt, onChange }: MembersInputProps) {
  const t = useT()
  const change = (index: number, next: Partial<MemberDraft>) =>
    onChange(members.map((member, at) => (at === index ? { ...member, ...next } : member)))
  return (
    <div className="registry-members">
      {members.map((member, index) => {
        const problem = problemAt(index)
        return (
          <div key={index} className="registry-member">
            <RegistrySelect
              id={`${id}-${index}`}
              kind="person"
              label={t('registry.form.member')}
              value={member.personId}
              status={problem === undefined ? '' : 'error'}
              onChange={(personId) => change(index, { personId })}
            />
            <Select<Relation>
              aria-label={t('registry.form.relation')}
              value={member.relation}
              options={relations.map((value) => ({ value, label: t(`registry.relation.${value}`) }))}
              onChange={(relation) => change(index, { relation })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('registry.form.member.remove')}
              onClick={() => onChange(members.filter((_, at) => at !== index))}
            />
            {problem !== undefined && <p className="yw-form-problem">{problem}</p>}
          </div>
        )
      })}
      <Button
        id={id}
        onClick={() =>
          onChange([...members, { personId: null, relation: members.length === 0 ? 'head' : 'child' }])
        }
      >
        {t('registry.form.member.add')}
      </Button>
    </div>
  )
}
