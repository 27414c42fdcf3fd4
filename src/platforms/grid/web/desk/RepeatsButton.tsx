import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { BatchResults, useBatch } from '#kernel/ledgers/web'
import { AppLink, DateText, Empty, ErrorState, Loading, useT } from '#kernel/ui/web'
import type { RepeatsAnswer } from '../../model/desk/answers.ts'
import { repeatsQuery } from './queries.ts'

/** What is perhaps reported twice: proposed, and merged by the dispatcher alone. */
export function RepeatsButton() {
  const t = useT()
  const [open, setOpen] = useState(false)
  const { data } = useQuery(repeatsQuery)
  const count = data?.groups.reduce((sum, { others }) => sum + others.length, 0)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('dispatching.repeats', { count: count ?? 0 })}</Button>
      {open && <RepeatsDialog onClose={() => setOpen(false)} />}
    </>
  )
}

type Group = RepeatsAnswer['groups'][number]

function RepeatsDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const { data, error, refetch } = useQuery(repeatsQuery)
  const batch = useBatch('incident')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [sent, setSent] = useState<ReturnType<typeof entriesOf> | null>(null)
  const choose = (id: string) =>
    setChosen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]))
  const title = t('dispatching.repeats.title')
  const merge = (groups: readonly Group[]) => {
    const masters = new Map(
      groups.flatMap(({ master, others }) => others.map(({ id }): [string, string] => [id, master.id])),
    )
    const entries = entriesOf(groups).filter(({ id }) => chosen.has(id))
    setSent(entries)
    batch.start(entries, { action: 'merge', input: ({ id }) => ({ entryId: masters.get(id) }) })
  }
  return (
    <Modal open title={title} footer={null} width={760} closable={!batch.running} onCancel={onClose}>
      {sent ? (
        <BatchResults title={title} entries={sent} batch={batch} onClose={onClose} />
      ) : (
        <>
          <p className="desk-text">{t('dispatching.repeats.text')}</p>
          {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
          {!data && !error && <Loading lines={6} />}
          {data?.groups.length === 0 && <Empty title={t('dispatching.repeats.empty')} />}
          {data && data.groups.length > 0 && (
            <>
              <div className="desk-scroll">
                {data.groups.map((group) => (
                  <RepeatGroup key={group.master.id} group={group} chosen={chosen} onChoose={choose} />
                ))}
              </div>
              <div className="desk-buttons">
                <Button type="primary" disabled={chosen.size === 0} onClick={() => merge(data.groups)}>
                  {t('dispatching.repeats.merge', { count: chosen.size })}
                </Button>
                <Button onClick={onClose}>{t('dispatching.cancel')}</Button>
              </div>
            </>
          )}
        </>
      )}
    </Modal>
  )
}

function entriesOf(groups: readonly Group[]) {
  return groups.flatMap(({ others }) =>
    others.map(({ id, no, title, seq }) => ({ id, no, title, seq, ledger: 'incident', can: {} })),
  )
}

type RepeatGroupProps = { group: Group; chosen: ReadonlySet<string>; onChoose: (id: string) => void }

function RepeatGroup({ group: { master, others }, chosen, onChoose }: RepeatGroupProps) {
  const t = useT()
  return (
    <section className="desk-group">
      <strong>{t('dispatching.repeats.master')}</strong>{' '}
      <AppLink to={`/entries/${master.id}`}>{master.no}</AppLink> {master.title}{' '}
      <DateText value={master.openedAt} withTime />
      <ul>
        {others.map(({ id, no, title, distanceM, hours, reasons }) => (
          <li key={id}>
            <Checkbox checked={chosen.has(id)} onChange={() => onChoose(id)}>
              {`${no} ${title}`}
            </Checkbox>
            <span className="desk-text">
              {[
                t('dispatching.repeats.apart', { metres: distanceM ?? 0, hours }),
                ...reasons.map((reason) => t(`incidents.screen.alike.reason.${reason}`)),
              ].join(' · ')}
            </span>
            <AppLink to={`/entries/${id}`}>{no}</AppLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
