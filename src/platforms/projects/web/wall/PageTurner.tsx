import type { Pages } from './use-pages.ts'
import { useWallText } from './wall-text.ts'

/** Back, where one is, on, and the button that holds the page. */
export function PageTurner({ pages, name }: { pages: Pages; name: string }) {
  const { say } = useWallText()
  if (pages.count < 2) return null
  return (
    <div className="wall-turner" role="group" aria-label={name}>
      <button
        type="button"
        onClick={() => pages.turn(pages.page - 1)}
        aria-label={say('projects.wall.page_back')}
      >
        ‹
      </button>
      <span>
        {pages.page + 1}/{pages.count}
      </span>
      <button
        type="button"
        onClick={() => pages.turn(pages.page + 1)}
        aria-label={say('projects.wall.page_on')}
      >
        ›
      </button>
      <button type="button" aria-pressed={pages.held} onClick={() => pages.hold(!pages.held)}>
        {say(pages.held ? 'projects.wall.resume' : 'projects.wall.hold')}
      </button>
    </div>
  )
}
