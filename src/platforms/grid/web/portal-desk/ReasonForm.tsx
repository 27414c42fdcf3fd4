import { Button, Checkbox, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { asApiError, FormRow, useT } from '#kernel/ui/web'
import { usePortalChange } from './desk-queries.ts'

type ReasonFormProps = {
  id: string
  path: string
  submit: string
  /** With a box that says whether the source is blocked. */
  withBlock?: boolean
  onDone: () => void
}

/** Why it is done, which is kept with who did it. */
export function ReasonForm({ id, path, submit, withBlock = false, onDone }: ReasonFormProps) {
  const t = useT()
  const change = usePortalChange()
  const [reason, setReason] = useState('')
  const [block, setBlock] = useState(false)
  const error = change.error === null ? undefined : asApiError(change.error)
  const send = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ path, body: withBlock ? { reason, block } : { reason } }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={send} noValidate className="portal-desk-reason">
      <FormRow
        id={`reason-${id}`}
        label={t('portal_desk.reason')}
        problem={error && (error.fields[0]?.detail ?? error.detail)}
      >
        <Input id={`reason-${id}`} value={reason} onChange={({ target }) => setReason(target.value)} />
      </FormRow>
      {withBlock && (
        <Checkbox checked={block} onChange={({ target }) => setBlock(target.checked)}>
          {t('portal_desk.abuse.block')}
        </Checkbox>
      )}
      <p className="portal-desk-actions">
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {submit}
        </Button>
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
      </p>
    </form>
  )
}
