import { Button, Input, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { type HoldKind, holdKinds } from '#kernel/registry/model'
import { asApiError, ErrorSummary, problemsOf, useT } from '#kernel/ui/web'
import { usePlaceHold } from './holds.ts'
import type { RegistryKind } from './registry-objects.ts'

type PlaceHoldFormProps = { of: { kind: RegistryKind; id: string }; onClose: () => void }

/** Places a hold: its kind, the document that it rests on, and why. */
export function PlaceHoldForm({ of, onClose }: PlaceHoldFormProps) {
  const t = useT()
  const id = useId()
  const place = usePlaceHold(of)
  const [kind, setKind] = useState<HoldKind>('seizure')
  const [document, setDocument] = useState('')
  const [reason, setReason] = useState('')
  const error = place.error ? asApiError(place.error) : undefined
  const problems = error ? problemsOf(error, /^body\./) : []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    place.mutate({ kind, document, reason }, { onSuccess: onClose })
  }
  return (
    <form className="holds-form" onSubmit={submit}>
      <ErrorSummary
        problems={problems}
        general={error && problems.length === 0 ? error.detail : undefined}
        idOf={(field) => `${id}-${field}`}
      />
      <label htmlFor={`${id}-kind`}>{t('registry.holds.kind')}</label>
      <Select
        id={`${id}-kind`}
        value={kind}
        options={holdKinds.map((value) => ({ value, label: t(`registry.hold.${value}`) }))}
        onChange={setKind}
      />
      <label htmlFor={`${id}-document`}>{t('registry.holds.document')}</label>
      <Input
        id={`${id}-document`}
        value={document}
        maxLength={120}
        onChange={(event) => setDocument(event.target.value)}
      />
      <label htmlFor={`${id}-reason`}>{t('registry.holds.reason')}</label>
      <Input.TextArea
        id={`${id}-reason`}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      <div>
        <Button type="primary" htmlType="submit" loading={place.isPending}>
          {t('registry.holds.place')}
        </Button>
        <Button onClick={onClose}>{t('ui.close')}</Button>
      </div>
    </form>
  )
}
