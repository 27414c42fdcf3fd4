import { useT } from '#kernel/ui/web'
import type { Pages } from './use-pages.ts'
import './wall.css'

/** Back, where one is, on, and the button that holds the page. */
export function PageTurner({ pages, name }: { pages: Pages; name: string }) {
  const t = useT()
  if (pages.count < 2) return null
  return (
    <div className="wall-turner" role="group" aria-label={name}>
      <button type="button" onClick={() => pages.turn(pages.page - 1)} aria-label={t('ui.wall.page_back')}>
        ‹
      </button>
      <span>
        {pages.page + 1}/{pages.count}
      </span>
      <button type="button" onClick={() => pages.turn(pages.page + 1)} aria-label={t('ui.wall.page_on')}>
        ›
      </button>
      <button type="button" aria-pressed={pages.held} onClick={() => pages.hold(!pages.held)}>
        {t(pages.held ? 'ui.wall.resume' : 'ui.wall.hold')}
      </button>
    </div>
  )
}
