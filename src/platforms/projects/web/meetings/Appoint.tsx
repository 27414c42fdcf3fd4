import { Select } from 'antd'
import { useState } from 'react'
import { AccountSelect } from '#kernel/identity/web'
import { useT } from '#kernel/ui/web'
import type { JudgedRow } from '../../model/meetings/coverage.ts'
import { personalRoles, type TeamRole } from '../../model/meetings/team-rule.ts'
import { AppointDialog } from './AppointDialog.tsx'

type PersonalRole = (typeof personalRoles)[number]

type Props = { rows: readonly JudgedRow[]; role: TeamRole | undefined; onClose: () => void }

/** Somebody is appointed to several projects at once, with a result for each. */
export function Appoint({ rows, role: asked, onClose }: Props) {
  const t = useT()
  const [role, setRole] = useState<PersonalRole>(personalRoles.find((one) => one === asked) ?? 'firstSteward')
  const [person, setPerson] = useState<number | null>(null)
  return (
    <AppointDialog
      title={t('projects.coverage.appoint', { count: rows.length })}
      rows={rows}
      ready={() => person !== null}
      inputOf={() => ({ [role]: person })}
      onClose={onClose}
    >
      <Select
        aria-label={t('projects.coverage.role')}
        value={role}
        options={personalRoles.map((value) => ({ value, label: t(`projects.field.${value}`) }))}
        onChange={setRole}
      />
      <AccountSelect id="appoint-person" value={person} onChange={setPerson} />
    </AppointDialog>
  )
}
