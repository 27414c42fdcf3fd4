import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { AccountSelect } from '#kernel/identity/web'
import { BatchResults, useBatch } from '#kernel/ledgers/web'
import { useT } from '#kernel/ui/web'
import type { JudgedRow } from '../../model/meetings/coverage.ts'
import { personalRoles, type TeamRole } from '../../model/meetings/team-rule.ts'

type PersonalRole = (typeof personalRoles)[number]

/** What the engine's batch needs of a project. */
export const batchEntry = ({ id, no, name, seq }: JudgedRow) => ({
  id,
  no,
  title: name,
  seq,
  ledger: 'project',
  can: {},
})

type Props = { rows: readonly JudgedRow[]; role: TeamRole | undefined; onClose: () => void }

/** Somebody is appointed to several projects at once, with a result for each. */
export function Appoint({ rows, role: asked, onClose }: Props) {
  const t = useT()
  const batch = useBatch('project')
  const [sent, setSent] = useState(false)
  const [role, setRole] = useState<PersonalRole>(personalRoles.find((one) => one === asked) ?? 'firstSteward')
  const [person, setPerson] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const title = t('projects.coverage.appoint', { count: rows.length })
  const send = () => {
    setSent(true)
    const input = { [role]: person, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }
    batch.start(rows.map(batchEntry), { action: 'appoint', input })
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
        <BatchResults title={title} entries={rows.map(batchEntry)} batch={batch} onClose={onClose} />
      ) : (
        <div className="appoint">
          <Select
            aria-label={t('projects.coverage.role')}
            value={role}
            options={personalRoles.map((value) => ({ value, label: t(`projects.field.${value}`) }))}
            onChange={setRole}
          />
          <AccountSelect id="appoint-person" value={person} onChange={setPerson} />
          <Input
            aria-label={t('projects.field.reason')}
            placeholder={t('projects.field.reason')}
            maxLength={200}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          <Button type="primary" disabled={person === null} onClick={send}>
            {title}
          </Button>
        </div>
      )}
    </Modal>
  )
}
