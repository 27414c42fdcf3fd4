import type { Carried, CarriedKind, Snapshot } from './snapshot.ts'

/** What a phone carries, by key. */
export type Carrying = {
  cursor: string | null
  things: ReadonlyMap<string, unknown>
  /** Keys of tasks, the most urgent first. */
  tasks: readonly string[]
  cut: readonly string[]
}

export const nothingCarried: Carrying = { cursor: null, things: new Map(), tasks: [], cut: [] }

/** What a phone carries after an answer. The same answer taken twice leaves the same. */
export function take(before: Carrying, snapshot: Snapshot): Carrying {
  const things = new Map(snapshot.full ? [] : before.things)
  for (const key of snapshot.gone) things.delete(key)
  for (const { key, value } of snapshot.put) things.set(key, value)
  return { cursor: snapshot.cursor, things, tasks: snapshot.tasks, cut: snapshot.cut }
}

/** All of a kind, in the order in which they came. */
export function allOf<K extends CarriedKind>({ things }: Carrying, kind: K): Carried[K][] {
  const found: Carried[K][] = []
  for (const [key, value] of things) if (key.startsWith(`${kind}/`)) found.push(value as Carried[K])
  return found
}
