import { Input, Select } from 'antd'
import { useId } from 'react'
import { DivisionSelect } from '#kernel/divisions/web'
import { type OrganisationKind, organisationKinds } from '#kernel/orgs/model'
import { OrganisationSelect } from '#kernel/orgs/web'
import { todayInShanghai } from '#kernel/ui/model'
import { DateInput, ErrorSummary, FormRow, useSession, type useProblems, useT } from '#kernel/ui/web'

export type OrganisationContent = {
  code: string
  name: string
  nameEn: string
  kind: OrganisationKind
  parentId: number | null
  divisionCode: string | null
  from: string | null
}

type OrganisationFieldsProps = {
  content: OrganisationContent
  isNew: boolean
  /** The government on top stays there. */
  isTop: boolean
  suggestion: string
  found: ReturnType<typeof useProblems>
  onChange: (change: Partial<OrganisationContent>) => void
}

export function OrganisationFields(props: OrganisationFieldsProps) {
  const { content, isNew, isTop, found, onChange } = props
  const t = useT()
  const id = useId()
  const idOf = (field: string) => `${id}-${field}`
  const row = (field: string) => ({
    id: idOf(field),
    label: t(`identity.screen.organisation.${field}`),
    problem: found.problemOf(field),
  })
  const statusOf = (field: string) => (found.problemOf(field) === undefined ? '' : 'error')
  return (
    <>
      <ErrorSummary problems={found.problems} general={found.general} idOf={idOf} />
      {(['name', 'nameEn'] as const).map((field) => (
        <FormRow key={field} {...row(field)}>
          <Input
            id={idOf(field)}
            autoComplete="off"
            maxLength={field === 'name' ? 60 : 120}
            status={statusOf(field)}
            value={content[field]}
            onChange={({ target }) => onChange({ [field]: target.value })}
          />
        </FormRow>
      ))}
      <FormRow {...row('kind')}>
        <Select
          id={idOf('kind')}
          aria-label={t('identity.screen.organisation.kind')}
          style={{ width: '100%' }}
          value={content.kind}
          options={organisationKinds.map((value) => ({ value, label: t(`orgs.kind.${value}`) }))}
          onChange={(kind: OrganisationKind) => onChange({ kind })}
        />
      </FormRow>
      {!isTop && (
        <FormRow {...row('parentId')}>
          <OrganisationSelect
            id={idOf('parentId')}
            label={t('identity.screen.organisation.parentId')}
            status={statusOf('parentId')}
            value={content.parentId}
            onChange={(parentId) => onChange({ parentId })}
          />
        </FormRow>
      )}
      {isNew && <NewFields {...props} idOf={idOf} />}
    </>
  )
}

/** What is said once, when an organisation is made. */
function NewFields(props: OrganisationFieldsProps & { idOf: (field: string) => string }) {
  const { content, suggestion, found, onChange, idOf } = props
  const t = useT()
  const { session } = useSession()
  const statusOf = (field: string) => (found.problemOf(field) === undefined ? '' : 'error')
  return (
    <>
      <FormRow
        id={idOf('divisionCode')}
        label={t('identity.screen.organisation.divisionCode')}
        problem={found.problemOf('divisionCode')}
      >
        <DivisionSelect
          id={idOf('divisionCode')}
          label={t('identity.screen.organisation.divisionCode')}
          within={session.position.divisions.map(({ code }) => code)}
          status={statusOf('divisionCode')}
          value={content.divisionCode}
          onChange={(divisionCode) => onChange({ divisionCode })}
        />
      </FormRow>
      <FormRow
        id={idOf('code')}
        label={t('identity.screen.organisation.code')}
        hint={t('identity.screen.organisation.code.hint')}
        optional
        problem={found.problemOf('code')}
      >
        <Input
          id={idOf('code')}
          autoComplete="off"
          spellCheck={false}
          status={statusOf('code')}
          placeholder={suggestion}
          value={content.code}
          onChange={({ target }) => onChange({ code: target.value.trim().toLowerCase() })}
        />
      </FormRow>
      <FormRow
        id={idOf('from')}
        label={t('identity.screen.organisation.from')}
        hint={t('identity.screen.organisation.from.hint')}
        optional
        problem={found.problemOf('from')}
      >
        <DateInput
          id={idOf('from')}
          max={todayInShanghai(new Date())}
          value={content.from}
          onChange={(from) => onChange({ from })}
        />
      </FormRow>
    </>
  )
}
