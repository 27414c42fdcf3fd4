import { isWholeNumber } from '#kernel/registry/model'

const recentMax = 8
const keyOf = (accountId: number) => `yiwang.search.${accountId}`

export function readRecent(accountId: number): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(accountId)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((item) => typeof item === 'string').slice(0, recentMax) : []
  } catch {
    return []
  }
}

/** The newest first, each once. */
export function keepRecent(accountId: number, q: string): void {
  if (q === '' || isWholeNumber(q)) return
  const kept = [q, ...readRecent(accountId).filter((item) => item !== q)].slice(0, recentMax)
  try {
    localStorage.setItem(keyOf(accountId), JSON.stringify(kept))
  } catch {
    // A browser that keeps nothing searches all the same.
  }
}

export function forgetRecent(accountId: number): void {
  localStorage.removeItem(keyOf(accountId))
}
