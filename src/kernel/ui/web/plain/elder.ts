import { useSyncExternalStore } from 'react'

const key = 'yiwang.elder'
const listeners = new Set<() => void>()

function read(): boolean {
  try {
    return localStorage.getItem(key) === '1'
  } catch {
    return false
  }
}

let elder = read()

function choose(next: boolean): void {
  elder = next
  try {
    localStorage.setItem(key, next ? '1' : '0')
  } catch {
    // A browser that keeps nothing shows it until the page is left.
  }
  for (const listener of listeners) listener()
}

/** Elder mode: larger letters, one action a page, pages read aloud. The browser remembers it. */
export function useElder(): { elder: boolean; choose: (elder: boolean) => void } {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => elder,
  )
  return { elder: now, choose }
}
