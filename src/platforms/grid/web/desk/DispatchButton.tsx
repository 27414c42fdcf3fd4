import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { abilitiesQuery, BatchResults, useBatch } from '#kernel/ledgers/web'
import { OrganisationSelect } from '#kernel/orgs/web'
import { ErrorState, Loading, useT } from '#kernel/ui/web'
import { proposalsQuery } from './queries.ts'

type DispatchProps = { chosen: ReadonlySet<string>; onDone: () => void }

/** 批量派遣: each of the chosen incidents to who is proposed for it, or to who is chosen instead. */
export function DispatchButton({ chosen, onDone }: DispatchProps) {
  const t = useT()
  const [ids, setIds] = useState<readonly string[] | null>(null)
  return (
    <>
      <Button type="primary" size="small" onClick={() => setIds([...chosen])}>
        {t('dispatching.dispatch')}
      </Button>
      {ids && (
        <DispatchDialog
          ids={ids}
          onCancel={() => setIds(null)}
          onClose={() => {
            setIds(null)
            onDone()
          }}
        />
      )}
    </>
  )
}

type DialogProps = { ids: readonly string[]; onCancel: () => void; onClose: () => void }

function DispatchDialog({ ids, onCancel, onClose }: DialogProps) {
  const t = useT()
  const batch = useBatch('incident')
  const abilities = useQuery(abilitiesQuery(ids))
  const proposals = useQuery(proposalsQuery(ids))
  const [changed, setChanged] = useState<Readonly<Record<string, number | null>>>({})
  // As they were when they were sent: what has been dispatched can't be dispatched any more.
  const [sent, setSent] = useState<Entries | null>(null)
  const entries = abilities.data ?? []
  const proposed = new Map(proposals.data?.proposals.map(({ id, organisation }) => [id, organisation?.id]))
  const ownerOf = (id: string): number | null =>
    changed[id] ?? (id in changed ? null : (proposed.get(id) ?? null))
  const ready = entries.filter(({ id, can }) => can['dispatch'] === true && ownerOf(id) !== null)
  const title = t('dispatching.dispatch.title', { count: ids.length })
  const error = abilities.error ?? proposals.error
  return (
    <Modal
      open
      title={title}
      footer={null}
      width={860}
      mask={{ closable: false }}
      closable={!batch.running}
      keyboard={!batch.running}
      onCancel={sent ? onClose : onCancel}
    >
      {sent ? (
        <BatchResults title={title} entries={sent} batch={batch} onClose={onClose} />
      ) : (
        <>
          <p className="desk-text">{t('dispatching.dispatch.text')}</p>
          {error && <ErrorState error={error} onRetry={() => void proposals.refetch()} />}
          {!error && !(abilities.data && proposals.data) && <Loading lines={6} />}
          {abilities.data && proposals.data && (
            <Rows
              entries={entries}
              ownerOf={ownerOf}
              onChange={(id, organisation) => setChanged((before) => ({ ...before, [id]: organisation }))}
            />
          )}
          <div className="desk-buttons">
            <Button
              type="primary"
              disabled={ready.length === 0}
              onClick={() => {
                setSent(ready)
                batch.start(ready, {
                  action: 'dispatch',
                  input: ({ id }) => ({ organisationId: ownerOf(id) }),
                })
              }}
            >
              {t('dispatching.dispatch.send', { count: ready.length })}
            </Button>
            <Button onClick={onCancel}>{t('dispatching.cancel')}</Button>
          </div>
        </>
      )}
    </Modal>
  )
}

type Entries = Parameters<ReturnType<typeof useBatch>['start']>[0]
type RowsProps = {
  entries: Entries
  ownerOf: (id: string) => number | null
  onChange: (id: string, organisation: number | null) => void
}

function Rows({ entries, ownerOf, onChange }: RowsProps) {
  const t = useT()
  return (
    <div className="desk-scroll">
      <table className="desk-rows">
        <thead>
          <tr>
            <th scope="col">{t('dispatching.dispatch.incident')}</th>
            <th scope="col" style={{ width: 320 }}>
              {t('dispatching.dispatch.proposed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, no, title, can }) => {
            const may = can['dispatch']
            return (
              <tr key={id}>
                <td>
                  <span className="yw-number">{no}</span> {title}
                </td>
                <td>
                  {may === true ? (
                    <>
                      <OrganisationSelect
                        allowClear
                        label={`${t('dispatching.dispatch.proposed')} ${no}`}
                        value={ownerOf(id)}
                        onChange={(organisation) => onChange(id, organisation)}
                      />
                      {ownerOf(id) === null && (
                        <div className="desk-text">{t('dispatching.dispatch.none')}</div>
                      )}
                    </>
                  ) : (
                    <span className="desk-text">
                      {t('dispatching.dispatch.waits', { reason: may ? may.reason : '—' })}
                    </span>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
