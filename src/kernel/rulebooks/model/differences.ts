/** One difference between two documents: where, told by names instead of places in a list, and what stood there. */
export type Difference = {
  /** The steps to it: names of members, names of things in lists, and places (from 0) where a list names nothing. */
  steps: string[]
  kind: 'added' | 'removed' | 'changed' | 'moved'
  before?: unknown
  after?: unknown
}

export type DiffOptions = {
  /** By which of their members the things in a list are known: `{ fields: 'name' }`; `null` where only by their place. */
  lists: Readonly<Record<string, string | null>>
  /** What is told as a whole, although it has parts. */
  isWhole?: (value: unknown) => boolean
}

type Named = { [key: string]: unknown }
type At = { steps: string[]; key: string }

function isObject(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The same text for the same content, in whatever order its members were written. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`
  if (!isObject(value)) return JSON.stringify(value) ?? ''
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
  return `{${members.map((key) => `${JSON.stringify(key)}:${textOf(value[key])}`).join()}}`
}
const same = (a: unknown, b: unknown) => textOf(a) === textOf(b)

/** What another document changes, member by member; none where both say the same. */
export function differences(before: unknown, after: unknown, options: DiffOptions): Difference[] {
  return diffValues(before, after, { steps: [], key: '' }, options)
}

function diffValues(before: unknown, after: unknown, at: At, options: DiffOptions): Difference[] {
  const { steps, key } = at
  if (same(before, after)) return []
  if (before === undefined) return [{ steps, kind: 'added', after: after ?? null }]
  if (after === undefined) return [{ steps, kind: 'removed', before }]
  const whole = options.isWhole?.(before) || options.isWhole?.(after)
  const name = options.lists[key]
  if (!whole && Array.isArray(before) && Array.isArray(after) && name !== undefined)
    return name === null
      ? diffPlaces(before, after, steps, options)
      : diffNamed({ before, after, name }, steps, options)
  if (!whole && isObject(before) && isObject(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((member) =>
      diffValues(before[member], after[member], { steps: [...steps, member], key: member }, options),
    )
  return [{ steps, kind: 'changed', before, after }]
}

type Lists = { before: unknown[]; after: unknown[]; name: string }

/** Two lists of things with names: what was added, removed or changed, and whether the rest stands in another order. */
function diffNamed({ before, after, name }: Lists, steps: string[], options: DiffOptions): Difference[] {
  const nameIn = (item: unknown) => (isObject(item) && typeof item[name] === 'string' ? item[name] : '')
  if (![...before, ...after].every(isObject)) return [{ steps, kind: 'changed', before, after }]
  const old = new Map(before.map((item) => [nameIn(item), item]))
  const next = new Map(after.map((item) => [nameIn(item), item]))
  const found = [...new Set([...old.keys(), ...next.keys()])].flatMap((one) =>
    diffValues(old.get(one), next.get(one), { steps: [...steps, one], key: one }, options),
  )
  const kept = (list: unknown[]) => list.map(nameIn).filter((one) => old.has(one) && next.has(one))
  const moved = same(kept(before), kept(after))
    ? []
    : [{ steps, kind: 'moved' as const, before: kept(before), after: kept(after) }]
  return [...found, ...moved]
}

/** Two lists that only their order tells apart: what begins and ends alike is left out, the rest is told by its place. */
function diffPlaces(
  before: unknown[],
  after: unknown[],
  steps: string[],
  options: DiffOptions,
): Difference[] {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && same(before[start], after[start])) start += 1
  let end = 0
  while (end < shorter - start && same(before.at(-1 - end), after.at(-1 - end))) end += 1
  const old = before.slice(start, before.length - end)
  const next = after.slice(start, after.length - end)
  const inOrder = (list: unknown[]) => list.map(textOf).sort()
  if (old.length === next.length && same(inOrder(old), inOrder(next)))
    return [{ steps, kind: 'moved', before: old, after: next }]
  return Array.from({ length: Math.max(old.length, next.length) }, (_, index) => {
    const place = String(start + index)
    return diffValues(old[index], next[index], { steps: [...steps, place], key: place }, options)
  }).flat()
}
