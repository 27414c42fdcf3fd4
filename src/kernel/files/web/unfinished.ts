/** An upload under way, as this browser remembers it over a reload: never the content. */
export type Unfinished = {
  /** The page and field that it was chosen in. */
  place: string
  name: string
  size: number
  lastModified: number
  url: string
  sent: number
}

const key = 'yiwang.uploads'
const countMax = 40

function read(): Unfinished[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(found) ? (found as Unfinished[]) : []
  } catch {
    return []
  }
}

function write(all: readonly Unfinished[]): void {
  localStorage.setItem(key, JSON.stringify(all.slice(-countMax)))
}

const isSame = (one: Unfinished, other: Omit<Unfinished, 'url' | 'sent'>) =>
  one.place === other.place &&
  one.name === other.name &&
  one.size === other.size &&
  one.lastModified === other.lastModified

/** What was chosen in a place and has not arrived. */
export function unfinishedIn(place: string): Unfinished[] {
  return read().filter((one) => one.place === place)
}

export function findUnfinished(like: Omit<Unfinished, 'url' | 'sent'>): Unfinished | undefined {
  return read().find((one) => isSame(one, like))
}

export function remember(upload: Unfinished): void {
  write([...read().filter((one) => !isSame(one, upload)), upload])
}

export function forget(url: string): void {
  write(read().filter((one) => one.url !== url))
}
