import { EyeOutlined } from '@ant-design/icons'
import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { addressWith, ExportMenu, FormRow, useSession, useT } from '#kernel/ui/web'
import { pathOf, type RegistryKind } from '../registry-objects.ts'
import './messages.ts'

type SheetMenuProps = { kind: RegistryKind; id: string; hasNumbers: boolean }

const purposeMin = 4

function filesOf(kind: RegistryKind, id: string, purpose?: string) {
  const sheet = `${pathOf(kind)}/${id}/paper`
  return (['docx', 'pdf'] as const).map((format) => ({
    format,
    address: addressWith(`${sheet}.${format}`, purpose === undefined ? {} : { purpose }),
  }))
}

/** The object's sheet for Word, as PDF and to print; with whole numbers only after saying what for. */
export function SheetMenu({ kind, id, hasNumbers }: SheetMenuProps) {
  const t = useT()
  const { session } = useSession()
  const [asking, setAsking] = useState(false)
  const mayExport = session.rights.includes('ledgers.export')
  const mayUnmask = mayExport && hasNumbers && session.rights.includes('registry.unmask')
  return (
    <>
      {mayUnmask && (
        <Button icon={<EyeOutlined />} onClick={() => setAsking(true)}>
          {t('registry.object.whole_sheet')}
        </Button>
      )}
      <ExportMenu items={mayExport ? filesOf(kind, id) : []} />
      {asking && <WholeSheet kind={kind} id={id} onClose={() => setAsking(false)} />}
    </>
  )
}

type WholeSheetProps = { kind: RegistryKind; id: string; onClose: () => void }

function WholeSheet({ kind, id, onClose }: WholeSheetProps) {
  const t = useT()
  const field = useId()
  const [purpose, setPurpose] = useState('')
  const said = purpose.trim()
  return (
    <Modal open footer={null} onCancel={onClose} title={t('registry.object.whole_sheet')}>
      <div className="yw-form">
        <p>{t('registry.object.whole_sheet.text')}</p>
        <FormRow id={field} label={t('registry.unmask.purpose')}>
          <Input.TextArea
            id={field}
            autoSize={{ minRows: 2 }}
            maxLength={200}
            value={purpose}
            onChange={({ target }) => setPurpose(target.value)}
          />
        </FormRow>
        <div className="yw-form-buttons">
          {said.length < purposeMin ? (
            <span className="yw-quiet">{t('registry.unmask.purpose.missing')}</span>
          ) : (
            <ExportMenu items={filesOf(kind, id, said)} print={false} />
          )}
        </div>
      </div>
    </Modal>
  )
}
