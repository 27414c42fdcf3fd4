import { Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { Hold } from '#kernel/registry/model'
import { formatDate } from '#kernel/ui/model'
import { asApiError, ErrorState, Loading, useLocalText, useT } from '#kernel/ui/web'
import { useHolds, useLiftHold } from './holds.ts'
import './holds.css'
import { PlaceHoldForm } from './PlaceHoldForm.tsx'
import type { RegistryKind } from './registry-objects.ts'
import './messages.ts'

type Ref = { kind: RegistryKind; id: string }

/** The holds on an object of the register: those that stand, those that were, and placing another. */
export function ObjectHolds({ kind, id }: Ref) {
  const t = useT()
  const { data, error, refetch } = useHolds({ kind, id })
  const [placing, setPlacing] = useState(false)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={3} />
  return (
    <div className="holds">
      {data.holds.length === 0 && <p className="holds-quiet">{t('registry.holds.none')}</p>}
      <ul>
        {data.holds.map((hold) => (
          <HoldItem key={hold.id} of={{ kind, id }} hold={hold} mayLift={data.can.place} />
        ))}
      </ul>
      {data.can.place && !placing && (
        <Button onClick={() => setPlacing(true)}>{t('registry.holds.place')}</Button>
      )}
      {placing && <PlaceHoldForm of={{ kind, id }} onClose={() => setPlacing(false)} />}
    </div>
  )
}

function HoldItem({ of, hold, mayLift }: { of: Ref; hold: Hold; mayLift: boolean }) {
  const t = useT()
  const text = useLocalText()
  const [lifting, setLifting] = useState(false)
  const who = ({ name, organisation }: Hold['placedBy']) =>
    [organisation && text(organisation), name].filter(Boolean).join(' · ')
  const { lifted } = hold
  return (
    <li data-lifted={lifted ? '' : undefined}>
      <p>
        <strong>{t(`registry.hold.${hold.kind}`)}</strong> <span>{hold.document}</span>
      </p>
      <p>{hold.reason}</p>
      <p className="holds-quiet">
        {t('registry.holds.placed', { who: who(hold.placedBy), at: formatDate(hold.placedAt, true) })}
      </p>
      {lifted && (
        <p className="holds-quiet">
          {t('registry.holds.lifted', {
            who: who(lifted.by),
            at: formatDate(lifted.at, true),
            reason: lifted.reason,
          })}
        </p>
      )}
      {!lifted && mayLift && !lifting && (
        <Button size="small" onClick={() => setLifting(true)}>
          {t('registry.holds.lift')}
        </Button>
      )}
      {lifting && !lifted && <LiftForm of={of} holdId={hold.id} onClose={() => setLifting(false)} />}
    </li>
  )
}

function LiftForm({ of, holdId, onClose }: { of: Ref; holdId: string; onClose: () => void }) {
  const t = useT()
  const id = useId()
  const lift = useLiftHold(of)
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() !== '') lift.mutate({ holdId, reason }, { onSuccess: onClose })
  }
  return (
    <form className="holds-form" onSubmit={submit}>
      <label htmlFor={id}>{t('registry.holds.lift_reason')}</label>
      <Input id={id} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      {lift.error && (
        <p role="alert" className="holds-problem">
          {asApiError(lift.error).detail}
        </p>
      )}
      <div>
        <Button
          size="small"
          type="primary"
          htmlType="submit"
          loading={lift.isPending}
          disabled={reason.trim() === ''}
        >
          {t('registry.holds.lift')}
        </Button>
        <Button size="small" onClick={onClose}>
          {t('ui.close')}
        </Button>
      </div>
    </form>
  )
}
