import type { ReactNode } from 'react'

/** A table that is wider than a phone scrolls by itself; its links take the keyboard there. */
export function Scrolled({ children }: { children: ReactNode }) {
  return <div className="calendar-scroll">{children}</div>
}
