import { useQuery } from '@tanstack/react-query'
import { App, Button, Checkbox, Input } from 'antd'
import { useId, useState } from 'react'
import type { MergeDetail } from '#kernel/registry/model'
import { formatDate } from '#kernel/ui/model'
import { AppLink, asApiError, ErrorState, Loading, useT } from '#kernel/ui/web'
import { mergeQuery, useUndoMerge } from './duplicates.ts'

/** One merge with its grounds, and the way back. */
export function MergeSheet({ id }: { id: string }) {
  const t = useT()
  const { data, error, refetch } = useQuery(mergeQuery(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={6} />
  const { kind, survivor, absorbed, survivorId, at, ground, undone, undo } = data
  const facts: [string, string][] = [
    [t('registry.merges.survivor'), survivor],
    [t('registry.merges.absorbed'), absorbed],
    [t('registry.merges.at'), formatDate(at, true)],
    [t('registry.merge.ground'), ground],
  ]
  return (
    <article className="yw-sheet">
      <h2>
        {survivor} ← {absorbed}
      </h2>
      <p>{t(`registry.kind.${kind}`)}</p>
      <dl className="yw-facts">
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <p>
        <AppLink to={`/registry?kind=${kind}&open=${survivorId}`}>
          {t('registry.duplicates.open_object')}
        </AppLink>
      </p>
      {undone && (
        <p>
          {t('registry.merges.undone', { at: formatDate(undone.at, true) })} {undone.reason}
        </p>
      )}
      {!undone && undo.obstacle !== null && <p>{t(`error.registry.undo_${undo.obstacle}`)}</p>}
      {undo.obstacle === null && <Undo id={id} lost={undo.lost} />}
    </article>
  )
}

function Undo({ id, lost }: { id: string; lost: MergeDetail['undo']['lost'] }) {
  const t = useT()
  const field = useId()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const [accepted, setAccepted] = useState(false)
  const { mutate, isPending } = useUndoMerge(id)
  const send = () =>
    mutate(
      { reason: reason.trim(), acceptLoss: accepted },
      {
        onSuccess: () => void message.success(t('registry.merges.undo.done')),
        onError: (error) => void message.error(asApiError(error).detail),
      },
    )
  return (
    <section>
      <h3>{t('registry.merges.undo')}</h3>
      {lost.length > 0 && (
        <>
          <p className="duplicate-held">
            {t('registry.merges.undo.loses', {
              fields: lost.map((name) => t(`registry.merge.field.${name}`)).join(' · '),
            })}
          </p>
          <Checkbox checked={accepted} onChange={({ target }) => setAccepted(target.checked)}>
            {t('registry.merges.undo.accept')}
          </Checkbox>
        </>
      )}
      <div>
        <label htmlFor={field}>{t('registry.merges.undo.reason')}</label>
        <Input id={field} maxLength={300} value={reason} onChange={({ target }) => setReason(target.value)} />
      </div>
      <div className="duplicate-decide">
        <Button
          disabled={reason.trim() === '' || (lost.length > 0 && !accepted)}
          loading={isPending}
          onClick={send}
        >
          {t('registry.merges.undo')}
        </Button>
      </div>
    </section>
  )
}
