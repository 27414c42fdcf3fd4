import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import './split-page.css'
import { useT } from './locale.ts'

type SplitPageProps = {
  head: ReactNode
  filters?: ReactNode
  /** One line over the list: how many there are, and the pages. */
  bar?: ReactNode
  /** The list. */
  children: ReactNode
  /** What is open beside the list; on narrow screens it stands in its place. */
  beside?: ReactNode
  onClose: () => void
}

/** A list with its filters, and the detail of one row beside it, each scrolling by itself. */
export function SplitPage({ head, filters, bar, children, beside, onClose }: SplitPageProps) {
  const t = useT()
  const open = beside !== undefined && beside !== false && beside !== null
  return (
    <div className="yw-split-page">
      {head}
      {filters !== undefined && <div className="yw-split-filters">{filters}</div>}
      <div className={open ? 'yw-split yw-split-open' : 'yw-split'}>
        <div className="yw-split-main">
          {bar !== undefined && <div className="yw-split-bar">{bar}</div>}
          <div className="yw-split-scroll">{children}</div>
        </div>
        {open && (
          <aside className="yw-split-beside">
            <Button
              className="yw-split-close"
              type="text"
              icon={<CloseOutlined />}
              aria-label={t('ui.close')}
              title={t('ui.close')}
              onClick={onClose}
            />
            {beside}
          </aside>
        )}
      </div>
    </div>
  )
}
