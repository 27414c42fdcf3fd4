/** What the field face's worker does with a request: nothing that is not the field face's own page or file. */
export type Answer = { from: 'page' } | { from: 'file'; path: string } | null

type Asked = { method: string; mode: string; url: string }

/** Whether an address is of the field face: `/m` and what lies below it, but not `/map`. */
export function isFieldPath(path: string): boolean {
  return path === '/m' || path.startsWith('/m/')
}

/**
 * The page and the files that were put by answer without a network. The API is never answered from here: what is
 * carried of it lies in the encrypted store, and what is sent waits in the queue.
 */
export function answerFor({ method, mode, url }: Asked, origin: string, files: ReadonlySet<string>): Answer {
  const { origin: host, pathname } = new URL(url)
  if (method !== 'GET' || host !== origin || pathname.startsWith('/api/')) return null
  if (mode === 'navigate') return isFieldPath(pathname) ? { from: 'page' } : null
  return files.has(pathname) ? { from: 'file', path: pathname } : null
}

const prefix = 'yiwang-field-'

export const cacheOf = (version: string) => `${prefix}${version}`

/** Of the caches that there are, oldest first: those that no open page of this version or the one before needs. */
export function outdated(names: readonly string[], current: string): string[] {
  const others = names.filter((name) => name.startsWith(prefix) && name !== current)
  return others.slice(0, -1)
}
