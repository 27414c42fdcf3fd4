/** Where two contents differ, by their places; at most so many. */
export type Difference = { path: string; was: string; is: string }

const differencesMax = 50
const shownMax = 120

const shown = (value: unknown): string =>
  value === undefined ? '—' : (JSON.stringify(value) ?? '').slice(0, shownMax)

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Lists are compared by place: what was put in before makes all after it differ, and the first says where. */
export function differencesBetween(was: unknown, is: unknown): Difference[] {
  const found: Difference[] = []
  const walk = (a: unknown, b: unknown, path: string): void => {
    if (found.length >= differencesMax || Object.is(a, b)) return
    if (isBranch(a) && isBranch(b) && Array.isArray(a) === Array.isArray(b)) {
      const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()
      for (const key of keys) walk(a[key], b[key], path === '' ? key : `${path}.${key}`)
      return
    }
    if (found.length < differencesMax) found.push({ path, was: shown(a), is: shown(b) })
  }
  walk(was, is, '')
  return found
}
