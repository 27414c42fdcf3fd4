import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { type ApiError, asApiError } from './api.ts'
import { downloadFile } from './download.ts'
import { useT } from './locale.ts'
import './export-menu.css'

type ExportItem = {
  format: 'xlsx' | 'docx' | 'pdf' | 'mspdi' | 'bulletin_docx' | 'bulletin_pdf'
  address: string
}

type Running = { item: ExportItem; bytes: number } | { item: ExportItem; error: ApiError } | null

/** Word, Excel, PDF and print of what the page shows. A long one says how much has come and can be given up. */
export function ExportMenu({ items, print = true }: { items: readonly ExportItem[]; print?: boolean }) {
  const t = useT()
  const [running, setRunning] = useState<Running>(null)
  const giveUp = useRef<AbortController>(null)
  useEffect(() => () => giveUp.current?.abort(), [])
  const start = (item: ExportItem) => {
    giveUp.current?.abort()
    const controller = new AbortController()
    giveUp.current = controller
    setRunning({ item, bytes: 0 })
    downloadFile(item.address, {
      signal: controller.signal,
      onBytes: (bytes) => setRunning({ item, bytes }),
    }).then(
      () => setRunning(null),
      (error: unknown) => {
        if (!controller.signal.aborted) setRunning({ item, error: asApiError(error) })
      },
    )
  }
  const choose = ({ key }: { key: string }) => {
    const item = items.find(({ format }) => format === key)
    if (item) start(item)
    else window.print()
  }
  const menu = [
    ...items.map(({ format }) => ({ key: format, label: t(`ui.export.${format}`) })),
    ...(print ? [{ key: 'print', label: t('ui.export.print'), icon: <PrinterOutlined /> }] : []),
  ]
  return (
    <span className="export-menu">
      <Dropdown trigger={['click']} menu={{ items: menu, onClick: choose }}>
        <Button icon={<DownloadOutlined />} loading={running !== null && 'bytes' in running}>
          {t('ui.export')}
        </Button>
      </Dropdown>
      {running && 'bytes' in running && (
        <span role="status" className="export-menu-said">
          {t('ui.export.running', { size: Math.ceil(running.bytes / 1024) })}
          <Button
            size="small"
            onClick={() => {
              giveUp.current?.abort()
              setRunning(null)
            }}
          >
            {t('ui.cancel')}
          </Button>
        </span>
      )}
      {running && 'error' in running && (
        <span role="alert" className="export-menu-said">
          {running.error.detail}
          <Button size="small" onClick={() => start(running.item)}>
            {t('ui.retry')}
          </Button>
          <Button size="small" onClick={() => setRunning(null)}>
            {t('ui.close')}
          </Button>
        </span>
      )}
    </span>
  )
}
