import { SearchOutlined } from '@ant-design/icons'
import { Modal } from 'antd'
import { useState } from 'react'
import { useKeys, useT } from '#kernel/ui/web'
import './messages.ts'
import './search.css'
import { PaletteBody } from './PaletteBody.tsx'

/** Stands once in the desk's header: `/` anywhere, or the button, opens the search over the page. */
export function SearchPalette() {
  const t = useT()
  const [open, setOpen] = useState(false)
  useKeys([{ key: '/', labelKey: 'ui.keys.search', run: () => setOpen(true) }])
  const close = () => setOpen(false)
  return (
    <>
      <button
        type="button"
        className="search-button"
        aria-label={t('search.open')}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <SearchOutlined aria-hidden="true" />
        <span>{t('search.open')}</span>
        <kbd>/</kbd>
      </button>
      <Modal
        open={open}
        onCancel={close}
        footer={null}
        closable={false}
        title={<span className="yw-visually-hidden">{t('search.title')}</span>}
        width={640}
        style={{ top: 64 }}
        destroyOnHidden
        className="search-modal"
      >
        <PaletteBody onClose={close} />
      </Modal>
    </>
  )
}
