import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useGo, useT } from '#kernel/ui/web'
import '../forms/messages.ts'
import type { ObjectOf } from '../register.ts'
import type { RegistryKind } from '../registry-objects.ts'
import '../requests/messages.ts'
import { ProposeForm } from '../requests/ProposeForm.tsx'

type ObjectActionsProps = { kind: RegistryKind; object: ObjectOf[RegistryKind] }

/** What one may do with an object: change it, or ask whoever may. */
export function ObjectActions({ kind, object }: ObjectActionsProps) {
  const t = useT()
  const go = useGo()
  const [asking, setAsking] = useState(false)
  return (
    <div className="yw-sheet-actions yw-no-print">
      {object.can.update ? (
        <Button onClick={() => go(`/registry/${kind}/${object.id}/change`)}>
          {t('registry.form.change')}
        </Button>
      ) : (
        <Button onClick={() => setAsking(true)}>{t('registry.request.ask')}</Button>
      )}
      {asking && (
        <Modal open footer={null} title={t('registry.request.ask')} onCancel={() => setAsking(false)}>
          <ProposeForm
            kind={kind}
            id={object.id}
            facts={object as unknown as Record<string, string | null>}
            onClose={() => setAsking(false)}
          />
        </Modal>
      )}
    </div>
  )
}
