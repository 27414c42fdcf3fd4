import { Button, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { BatchResults, useBatch } from '#kernel/ledgers/web'
import { useT } from '#kernel/ui/web'
import type { JudgedRow } from '../../model/meetings/coverage.ts'

/** What the engine's batch needs of a project. */
const batchEntry = ({ id, no, name, seq }: JudgedRow) => ({
  id,
  no,
  title: name,
  seq,
  ledger: 'project',
  can: {},
})

type Props = {
  title: string
  rows: readonly JudgedRow[]
  /** Whether enough was chosen to appoint with this reason, which may be empty. */
  ready: (reason: string) => boolean
  /** What is said of one project's people. */
  inputOf: (projectId: string) => Record<string, unknown>
  onClose: () => void
  /** What is chosen: who, and for which part. */
  children: ReactNode
}

/** People of several projects change at once: what is chosen and why, then a result for each project. */
export function AppointDialog({ title, rows, ready, inputOf, onClose, children }: Props) {
  const t = useT()
  const batch = useBatch('project')
  const [sent, setSent] = useState<{ title: string; rows: readonly JudgedRow[] } | null>(null)
  const [typed, setTyped] = useState('')
  const reason = typed.trim()
  const send = () => {
    // What was sent stays on the screen, while the list behind changes by it.
    setSent({ title, rows })
    const inputs = new Map(rows.map(({ id }) => [id, inputOf(id)]))
    batch.start(rows.map(batchEntry), {
      action: 'appoint',
      input: ({ id }) => ({ ...inputs.get(id), ...(reason === '' ? {} : { reason }) }),
    })
  }
  return (
    <Modal
      open
      title={sent?.title ?? title}
      width={sent ? 840 : 560}
      footer={null}
      closable={!batch.running}
      onCancel={onClose}
    >
      {sent ? (
        <BatchResults
          title={sent.title}
          entries={sent.rows.map(batchEntry)}
          batch={batch}
          onClose={onClose}
        />
      ) : (
        <div className="appoint">
          {children}
          <Input
            aria-label={t('projects.field.reason')}
            placeholder={t('projects.field.reason')}
            maxLength={200}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <Button type="primary" disabled={!ready(reason)} onClick={send}>
            {title}
          </Button>
        </div>
      )}
    </Modal>
  )
}
