import { useQuery } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useDivisionName } from '#kernel/divisions/web'
import type { DuplicatePair, MatchCard } from '#kernel/registry/model'
import { formatDate } from '#kernel/ui/model'
import { AppLink, asApiError, ErrorState, Loading, useKeys, useT } from '#kernel/ui/web'
import { sexText } from '../pages/register-columns.tsx'
import { pairQuery, useDistinct } from './duplicates.ts'
import { MergePanel } from './MergePanel.tsx'
import { Reasons } from './Reasons.tsx'

type PairDetailProps = { id: string; onDecided: () => void }

/** Two records side by side, what differs marked, and the decision. */
export function PairDetail({ id, onDecided }: PairDetailProps) {
  const t = useT()
  const { data, error, refetch } = useQuery(pairQuery(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={8} />
  const { kind, left, right, reasons, score, band } = data
  return (
    <article className="yw-sheet">
      <h2>
        {left.label} · {right.label}
      </h2>
      <p>
        {t(`registry.kind.${kind}`)} · {t(`registry.match.band.${band}`)} ·{' '}
        <span className="yw-number">{score}</span>
      </p>
      <Reasons kind={kind} reasons={reasons} />
      <Sides pair={data} />
      <Decision pair={data} onDecided={onDecided} />
    </article>
  )
}

type Line = [key: string, of: (card: MatchCard) => string]

function Sides({ pair: { kind, left, right } }: { pair: DuplicatePair }) {
  const t = useT()
  const nameOf = useDivisionName()
  const lines: Line[] = [
    [
      { household: 'head', person: 'personName', enterprise: 'name', place: 'name' }[kind],
      (card) => card.label,
    ],
    ['sex', (card) => sexText(t, card.sex)],
    ['birthDate', (card) => card.birthDate ?? ''],
    [kind === 'enterprise' ? 'creditCode' : 'number', (card) => card.number ?? ''],
    ['division', (card) => nameOf(card.divisionCode)],
    ['address', (card) => card.address],
    ['updatedAt', (card) => formatDate(card.updatedAt, true)],
  ]
  const shown = lines.filter(([, of]) => of(left) !== '' || of(right) !== '')
  return (
    <table className="duplicate-sides">
      <thead>
        <tr>
          <td />
          {([left, right] as const).map((card, index) => (
            <th key={card.id} scope="col">
              {t(index === 0 ? 'registry.duplicates.side.left' : 'registry.duplicates.side.right')}{' '}
              <AppLink to={`/registry?kind=${kind}&open=${card.id}`}>
                {t('registry.duplicates.open_object')}
              </AppLink>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map(([key, of]) => (
          <tr key={key} data-differs={of(left) === of(right) ? undefined : ''}>
            <th scope="row">{t(`registry.screen.fact.${key}`)}</th>
            <td>{of(left)}</td>
            <td>{of(right)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Decision({ pair, onDecided }: { pair: DuplicatePair; onDecided: () => void }) {
  const { id, distinct } = pair
  const t = useT()
  const [merging, setMerging] = useState(false)
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const { mutate, isPending } = useDistinct(id, () => {
    if (distinct === null) void message.success(t('registry.duplicates.distinct.done'))
    onDecided()
  })
  const decide = (said: string | null) =>
    mutate(said, { onError: (error) => void message.error(asApiError(error).detail) })
  useKeys([
    { key: 'm', labelKey: 'registry.merge.open', run: () => setMerging(distinct === null) },
    { key: 'x', labelKey: 'registry.duplicates.distinct', run: () => distinct === null && decide(reason) },
  ])
  if (distinct !== null)
    return (
      <section>
        <p>
          {t('registry.duplicates.distinct.said', { at: formatDate(distinct.at), reason: distinct.reason })}
        </p>
        <Button loading={isPending} onClick={() => decide(null)}>
          {t('registry.duplicates.distinct.undo')}
        </Button>
      </section>
    )
  if (merging) return <MergePanel pair={pair} onCancel={() => setMerging(false)} />
  return (
    <section>
      <Input
        aria-label={t('registry.duplicates.distinct.reason')}
        placeholder={t('registry.duplicates.distinct.reason')}
        maxLength={300}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <div className="duplicate-decide">
        <Button type="primary" onClick={() => setMerging(true)}>
          {t('registry.merge.open')}
        </Button>
        <Button loading={isPending} onClick={() => decide(reason)}>
          {t('registry.duplicates.distinct')}
        </Button>
      </div>
    </section>
  )
}
