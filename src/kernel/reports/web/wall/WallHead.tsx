import type { ReactNode } from 'react'
import { useT } from '#kernel/ui/web'
import './wall.css'

type WallHeadProps = {
  /** The one sentence that says what matters today, and what it opens. */
  headline: string
  onHeadline: () => void
  title: string
  /** The day, and what else is to be known of what is shown. */
  note: ReactNode
  /** What stands while the live connection does. */
  live: string
  /** Since when it is gone, `HH:mm`; null while it stands. */
  lostSince: string | null
  /** Where the same stands for printing on A3; null for who may not export. */
  paper: string | null
}

/** The head of a wall, with what it says of its own connection. */
export function WallHead({ headline, onHeadline, title, note, live, lostSince, paper }: WallHeadProps) {
  const t = useT()
  return (
    <header className="wall-head">
      <h1>
        <button type="button" onClick={onHeadline}>
          {headline}
        </button>
      </h1>
      <p>
        <span>{title}</span>
        <span className="wall-muted">{note}</span>
        <span role="status" className={lostSince ? 'wall-lost' : 'wall-muted'}>
          {lostSince ? t('ui.wall.lost', { since: lostSince }) : live}
        </span>
        {paper !== null && (
          <a className="wall-paper" href={paper} download>
            {t('ui.wall.paper')}
          </a>
        )}
      </p>
    </header>
  )
}
