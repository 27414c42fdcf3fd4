import { useSyncExternalStore } from 'react'

/** As in wall.css: on a phone the wall has sizes of its own. */
const phoneMax = 720
const phoneUnit = 0.62

const read = () =>
  window.innerWidth <= phoneMax ? phoneUnit : Math.min(window.innerWidth / 1920, window.innerHeight / 1080)

function listen(changed: () => void): () => void {
  window.addEventListener('resize', changed)
  return () => window.removeEventListener('resize', changed)
}

/** How many pixels of this screen one pixel of a 1920 × 1080 wall takes; the style sheet's `--u`. */
export function useUnit(): number {
  return useSyncExternalStore(listen, read)
}
