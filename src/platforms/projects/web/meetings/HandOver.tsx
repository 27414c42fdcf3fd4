import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { AccountSelect } from '#kernel/identity/web'
import { BatchResults, useBatch } from '#kernel/ledgers/web'
import { useT } from '#kernel/ui/web'
import { holdsRole, type JudgedRow } from '../../model/meetings/coverage.ts'
import { personalRoles } from '../../model/meetings/team-rule.ts'
import { batchEntry } from './Appoint.tsx'

type Props = { accountId: number; name: string; rows: readonly JudgedRow[]; onClose: () => void }

export const inPerson = (row: JudgedRow, accountId: number) =>
  personalRoles.filter((role) => row.people[role]?.includes(accountId))

/** Somebody's projects go to a successor, each in the parts that were held, with the reason in every log. */
export function HandOver({ accountId, name, rows, onClose }: Props) {
  const t = useT()
  const batch = useBatch('project')
  const [sent, setSent] = useState<readonly JudgedRow[] | null>(null)
  const [successor, setSuccessor] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const own = rows.filter((row) => holdsRole(row, accountId) && inPerson(row, accountId).length > 0)
  const title = t('projects.coverage.hand_over_of', { name, count: (sent ?? own).length })
  const ready = successor !== null && successor !== accountId && reason.trim() !== ''
  const send = () => {
    setSent(own)
    const partsOf = new Map(own.map((row) => [row.id, inPerson(row, accountId)]))
    batch.start(own.map(batchEntry), {
      action: 'appoint',
      input: ({ id }) => ({
        ...Object.fromEntries((partsOf.get(id) ?? []).map((role) => [role, successor])),
        reason: reason.trim(),
      }),
    })
  }
  return (
    <Modal
      open
      title={title}
      width={sent ? 840 : 560}
      footer={null}
      closable={!batch.running}
      onCancel={onClose}
    >
      {sent ? (
        <BatchResults title={title} entries={sent.map(batchEntry)} batch={batch} onClose={onClose} />
      ) : (
        <div className="appoint">
          <AccountSelect id={`successor-${accountId}`} value={successor} onChange={setSuccessor} />
          <Input
            aria-label={t('projects.field.reason')}
            placeholder={t('projects.field.reason')}
            maxLength={200}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          <Button type="primary" disabled={!ready} onClick={send}>
            {title}
          </Button>
        </div>
      )}
    </Modal>
  )
}
