import { type ReactNode, useEffect, useRef } from 'react'
import { useT } from '#kernel/ui/web'
import './wall.css'

type WallDrawerProps = {
  title: string
  /** One item of the list for each row. */
  children: ReactNode
  page: number
  pages: number
  onPage: (page: number) => void
  close: () => void
}

/** The rows behind a figure, a page at a time, beside the wall. */
export function WallDrawer({ title, children, page, pages, onPage, close }: WallDrawerProps) {
  const t = useT()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="wall-drawer" aria-label={title} onClose={close}>
      <header>
        <h2>{title}</h2>
        <button type="button" onClick={() => dialog.current?.close()}>
          {t('ui.close')}
        </button>
      </header>
      <ul>{children}</ul>
      {pages > 1 && (
        <footer className="wall-turner">
          <button type="button" disabled={page === 0} onClick={() => onPage(page - 1)}>
            {t('ui.wall.page_back')}
          </button>
          <span>
            {page + 1}/{pages}
          </span>
          <button type="button" disabled={page >= pages - 1} onClick={() => onPage(page + 1)}>
            {t('ui.wall.page_on')}
          </button>
        </footer>
      )}
    </dialog>
  )
}
