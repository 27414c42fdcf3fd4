import type { Json, Operation } from './api.ts'

/** An id, a code or a key. */
export type Name = string | number

const perKey = 12

/** Ids, codes and keys that the house answered with, so that requests can name what is there, and what is another's. */
export class Known {
  readonly #byName = new Map<string, Name[]>()
  readonly #byPath = new Map<string, Name[]>()
  readonly #spared = new Set<Name>()
  /** What belongs to somebody whom none of the callers may act for. */
  readonly forged: Name[] = []

  /** What requests are not to name: the callers' own accounts and positions, which others may end by right. */
  spare(...ids: Name[]): void {
    for (const id of ids) this.#spared.add(id)
  }

  of(name: string): readonly Name[] {
    return (this.#byName.get(name) ?? []).filter((value) => !this.#spared.has(value))
  }

  /** For a place in a path: what the collection before it listed, else what is called so anywhere. */
  in(path: string, name: string): readonly Name[] {
    const collection = path.slice(0, Math.max(0, path.indexOf(`/{${name}}`)))
    const listed = this.#byPath.get(collection)?.filter((value) => !this.#spared.has(value))
    return listed ?? this.of(name)
  }

  /** Takes over what an answer names. */
  learn(path: string, body: Json): void {
    for (const row of rowsOf(body)) {
      const own = row['id'] ?? row['code']
      if (typeof own === 'string' || typeof own === 'number') add(this.#byPath, path, own)
    }
    this.#gather(body, 0)
  }

  #gather(value: Json, depth: number): void {
    if (depth > 5 || typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      for (const item of value.slice(0, 20)) this.#gather(item, depth + 1)
      return
    }
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === 'string' || typeof inner === 'number') {
        if (String(inner).length <= 64) add(this.#byName, key, inner)
      } else this.#gather(inner, depth + 1)
    }
  }
}

function add(map: Map<string, Name[]>, key: string, value: Name): void {
  const list = map.get(key) ?? []
  if (list.length < perKey && !list.includes(value)) list.push(value)
  map.set(key, list)
}

function rowsOf(body: Json): { [key: string]: Json }[] {
  const list = Array.isArray(body)
    ? body
    : typeof body === 'object' && body !== null
      ? Object.values(body).find((value) => Array.isArray(value))
      : undefined
  return (list ?? []).filter(
    (row): row is { [key: string]: Json } => typeof row === 'object' && row !== null && !Array.isArray(row),
  )
}

/** Reads every list that there is, the outer ones first, as each caller sees it. */
export async function learnAll(
  operations: readonly Operation[],
  read: (path: string) => Promise<Json | undefined>,
  known: Known,
): Promise<void> {
  const lists = operations
    .filter(({ method, path }) => method === 'GET' && !/\.\w+$|live$/.test(path))
    .toSorted((a, b) => a.path.split('{').length - b.path.split('{').length)
  for (const { path, parameters } of lists) {
    if (parameters.some((one) => one.in === 'query' && one.required)) continue
    let filled = path
    for (const [place, name = ''] of path.matchAll(/\{(\w+)\}/g)) {
      const [first] = known.in(path, name)
      if (first !== undefined) filled = filled.replace(place, encodeURIComponent(String(first)))
    }
    if (filled.includes('{')) continue
    const body = await read(filled)
    if (body !== undefined) known.learn(path, body)
  }
}
