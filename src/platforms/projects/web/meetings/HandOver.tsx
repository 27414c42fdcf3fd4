import { useState } from 'react'
import { AccountSelect } from '#kernel/identity/web'
import { useT } from '#kernel/ui/web'
import { holdsRole, type JudgedRow } from '../../model/meetings/coverage.ts'
import { personalRoles } from '../../model/meetings/team-rule.ts'
import { AppointDialog } from './AppointDialog.tsx'

type Props = { accountId: number; name: string; rows: readonly JudgedRow[]; onClose: () => void }

export const inPerson = (row: JudgedRow, accountId: number) =>
  personalRoles.filter((role) => row.people[role]?.includes(accountId))

/** Somebody's projects go to a successor, each in the parts that were held, with the reason in every log. */
export function HandOver({ accountId, name, rows, onClose }: Props) {
  const t = useT()
  const [successor, setSuccessor] = useState<number | null>(null)
  const own = rows.filter((row) => holdsRole(row, accountId) && inPerson(row, accountId).length > 0)
  const partsOf = new Map(own.map((row) => [row.id, inPerson(row, accountId)]))
  return (
    <AppointDialog
      title={t('projects.coverage.hand_over_of', { name, count: own.length })}
      rows={own}
      ready={(reason) => successor !== null && successor !== accountId && reason !== ''}
      inputOf={(id) => Object.fromEntries((partsOf.get(id) ?? []).map((role) => [role, successor]))}
      onClose={onClose}
    >
      <AccountSelect id={`successor-${accountId}`} value={successor} onChange={setSuccessor} />
    </AppointDialog>
  )
}
