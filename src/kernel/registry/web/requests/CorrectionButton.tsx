import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { AppLink, ErrorState, Loading, useT } from '#kernel/ui/web'
import { objectQuery } from '../register.ts'
import type { RegistryKind } from '../registry-objects.ts'
import './messages.ts'
import { ProposeForm } from './ProposeForm.tsx'

type CorrectionButtonProps = {
  kind: RegistryKind
  id: string
  /** The fact that is wrong. */
  field: string
  /** What it should be, as far as it was said already. */
  value?: string | undefined
}

/** “This is wrong”: asks whoever owns the fact, with the form filled in; who owns it changes it. */
export function CorrectionButton(props: CorrectionButtonProps) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  return (
    // What is sent from here is no part of the form around it.
    <span onSubmit={(event) => event.stopPropagation()}>
      <Button size="small" type="link" onClick={() => setAsking(true)}>
        {t('registry.request.wrong')}
      </Button>
      {asking && (
        <Modal open footer={null} title={t('registry.request.ask')} onCancel={() => setAsking(false)}>
          <Correction {...props} onClose={() => setAsking(false)} />
        </Modal>
      )}
    </span>
  )
}

function Correction({ kind, id, field, value, onClose }: CorrectionButtonProps & { onClose: () => void }) {
  const t = useT()
  const { data, error, refetch } = useQuery(objectQuery(kind, id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.can.update)
    return (
      <p>
        {t('registry.request.own')}{' '}
        <AppLink to={`/registry/${kind}/${id}/change`} target="_blank">
          {t('registry.request.own.change')}
        </AppLink>
      </p>
    )
  const facts = data as unknown as Record<string, string | null>
  return (
    <ProposeForm
      kind={kind}
      id={id}
      facts={facts}
      initial={{ field, value: value ?? '' }}
      onClose={onClose}
    />
  )
}
