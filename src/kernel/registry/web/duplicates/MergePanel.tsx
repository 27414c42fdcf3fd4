import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Radio, Segmented } from 'antd'
import { useId, useState } from 'react'
import { useDivisionName } from '#kernel/divisions/web'
import type { DuplicatePair, MergePlan, Side } from '#kernel/registry/model'
import { asApiError, ErrorState, Loading, useGo, useT } from '#kernel/ui/web'
import { planQuery, useMerge } from './duplicates.ts'

type MergePanelProps = { pair: DuplicatePair; onCancel: () => void }

/** Which of the two stays, whose value of each field is taken, and why they are one. */
export function MergePanel({ pair, onCancel }: MergePanelProps) {
  const t = useT()
  const [kept, setKept] = useState<'left' | 'right'>('left')
  const { kind, left, right } = pair
  const [survivor, absorbed] = kept === 'left' ? [left, right] : [right, left]
  const { data, error, refetch } = useQuery(
    planQuery({ kind, survivorId: survivor.id, absorbedId: absorbed.id }),
  )
  return (
    <section className="duplicate-merge" aria-label={t('registry.merge.title')}>
      <h3>{t('registry.merge.title')}</h3>
      <p>{t('registry.merge.text')}</p>
      <Segmented
        aria-label={t('registry.merge.kept')}
        value={kept}
        options={(['left', 'right'] as const).map((value) => ({
          value,
          label: t('registry.merge.keep', { side: t(`registry.duplicates.side.${value}`) }),
        }))}
        onChange={setKept}
      />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={5} />}
      {data && <Chosen key={kept} kept={kept} plan={data} onCancel={onCancel} />}
    </section>
  )
}

type ChosenProps = { plan: MergePlan; kept: 'left' | 'right'; onCancel: () => void }

function Chosen({ plan, kept, onCancel }: ChosenProps) {
  const t = useT()
  const go = useGo()
  const id = useId()
  const { message } = App.useApp()
  const [choices, setChoices] = useState<Record<string, Side>>({})
  const [ground, setGround] = useState('')
  const { mutate, isPending } = useMerge(({ id: merge }) => {
    void message.success(t('registry.merge.done'))
    go(`/merges?open=${merge}`)
  })
  const { kind, survivorId, absorbedId, survivorVersion, absorbedVersion, fields, holds, staysDropped } = plan
  const sideOf = (side: Side) =>
    t(`registry.duplicates.side.${(side === 'survivor') === (kept === 'left') ? 'left' : 'right'}`)
  const nameOf = useDivisionName()
  const shown = (name: string, value: string | null) => {
    if (value === null) return t('registry.merge.nothing')
    // Where somebody lives comes as the division's code before the address.
    return name === 'residence' ? value.replace(/^\d{6,12}/, (code) => nameOf(code)) : value
  }
  const differing = fields.filter(({ survivor, absorbed }) => survivor !== absorbed)
  const send = () =>
    mutate(
      { kind, survivorId, absorbedId, survivorVersion, absorbedVersion, choices, ground: ground.trim() },
      { onError: (error) => void message.error(asApiError(error).detail) },
    )
  return (
    <>
      {differing.map(({ name, chosen, ...values }) => (
        <fieldset key={name}>
          <legend>{t(`registry.merge.field.${name}`)}</legend>
          <Radio.Group
            value={choices[name] ?? chosen}
            onChange={({ target }) => setChoices({ ...choices, [name]: target.value as Side })}
          >
            {(['survivor', 'absorbed'] as const).map((side) => (
              <Radio key={side} value={side}>
                {sideOf(side)}: {shown(name, values[side])}
              </Radio>
            ))}
          </Radio.Group>
        </fieldset>
      ))}
      {holds > 0 && <p className="duplicate-held">{t('registry.merge.holds', { count: holds })}</p>}
      {staysDropped > 0 && (
        <p className="duplicate-held">{t('registry.merge.stays', { count: staysDropped })}</p>
      )}
      <label htmlFor={id}>{t('registry.merge.ground')}</label>
      <Input id={id} maxLength={300} value={ground} onChange={({ target }) => setGround(target.value)} />
      <div className="duplicate-decide">
        <Button type="primary" disabled={ground.trim() === ''} loading={isPending} onClick={send}>
          {t('registry.merge.do')}
        </Button>
        <Button onClick={onCancel}>{t('ui.cancel')}</Button>
      </div>
    </>
  )
}
