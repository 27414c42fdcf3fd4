import { useEffect, useState } from 'react'

export type Pages = {
  readonly page: number
  readonly count: number
  readonly held: boolean
  turn(to: number): void
  hold(held: boolean): void
}

/** Pages that turn by themselves every so many seconds, until somebody holds them or picks one. */
export function usePages(count: number, seconds: number): Pages {
  const [page, setPage] = useState(0)
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held || count < 2) return
    const timer = setInterval(() => setPage((now) => (now + 1) % count), seconds * 1000)
    return () => clearInterval(timer)
  }, [held, count, seconds])
  return {
    page: count === 0 ? 0 : Math.min(page, count - 1),
    count,
    held,
    turn: (to) => {
      setHeld(true)
      setPage((to + count) % Math.max(count, 1))
    },
    hold: setHeld,
  }
}

/** Parts of equal length, the last one shorter. */
export function inPages<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  )
}
