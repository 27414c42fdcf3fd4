import { useState } from 'react'
import { OrganisationSelect } from '#kernel/orgs/web'
import { useT } from '#kernel/ui/web'
import { AccountName } from './AccountName.tsx'
import { StaffSelect } from './StaffSelect.tsx'
import './account-select.css'
import './messages.ts'

type AccountSelectProps = {
  id: string
  value: number | null
  onChange: (accountId: number | null) => void
  status?: 'error' | ''
}

/** Chooses a person: first where they work, then who. Who is chosen already stays until another is. */
export function AccountSelect({ id, value, onChange, status = '' }: AccountSelectProps) {
  const t = useT()
  const [organisationId, setOrganisationId] = useState<number | null>(null)
  return (
    <div className="account-select">
      {value !== null && organisationId === null && <AccountName id={value} />}
      <OrganisationSelect
        id={id}
        label={t('identity.screen.organisation')}
        status={status}
        allowClear
        value={organisationId}
        onChange={(next) => {
          setOrganisationId(next)
          if (next !== null) onChange(null)
        }}
      />
      <StaffSelect
        label={t('identity.screen.person')}
        placeholder={t('identity.screen.person')}
        organisationId={organisationId}
        value={organisationId === null ? null : value}
        onChange={onChange}
      />
    </div>
  )
}
