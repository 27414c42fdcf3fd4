import type { Network } from './network.ts'

/**
 * The order of the passes. Every task is a node; a summary has two: its own is the gate that its parts begin behind,
 * and another, `tasks + index`, comes after all of its parts.
 */
export type Graph = {
  readonly size: number
  /** Index of the parent, or -1. */
  readonly parent: Int32Array
  readonly isSummary: Uint8Array
  readonly linkFrom: Int32Array
  readonly linkTo: Int32Array
  /** Links by the task they end at: those of task i are `into[intoFirst[i] … intoFirst[i + 1] - 1]`. */
  readonly intoFirst: Int32Array
  readonly into: Int32Array
  readonly outFirst: Int32Array
  readonly out: Int32Array
  /** Nodes so that each stands after what it needs; shorter than there are nodes where there is a cycle. */
  readonly order: Int32Array
  /** How many needed nodes are still missing: above 0 in and behind a cycle. */
  readonly missing: Int32Array
}

function groupBy(keys: Int32Array, groups: number): { first: Int32Array; members: Int32Array } {
  const first = new Int32Array(groups + 1)
  for (const key of keys) if (key >= 0) first[key + 1] = (first[key + 1] as number) + 1
  for (let group = 0; group < groups; group++)
    first[group + 1] = (first[group + 1] as number) + (first[group] as number)
  const members = new Int32Array(first[groups] as number)
  const next = first.slice()
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as number
    if (key < 0) continue
    members[next[key] as number] = index
    next[key] = (next[key] as number) + 1
  }
  return { first, members }
}

/** Kahn's order over the nodes. */
function orderOf(graph: Omit<Graph, 'order' | 'missing'>): { order: Int32Array; missing: Int32Array } {
  const { size, parent, isSummary, linkTo, outFirst, out } = graph
  const parts = groupBy(parent, size)
  const missing = new Int32Array(size * 2)
  for (let index = 0; index < size; index++) {
    const up = parent[index] as number
    if (up >= 0) {
      missing[index] = 1
      missing[size + up] = (missing[size + up] as number) + 1
    }
    if (isSummary[index] === 1) missing[size + index] = (missing[size + index] as number) + 1
  }
  for (const to of linkTo) missing[to] = (missing[to] as number) + 1
  const order = new Int32Array(size * 2)
  let [head, tail] = [0, 0]
  const release = (node: number) => {
    const left = (missing[node] as number) - 1
    missing[node] = left
    if (left === 0) order[tail++] = node
  }
  for (let index = 0; index < size; index++) if (missing[index] === 0) order[tail++] = index
  while (head < tail) {
    const node = order[head++] as number
    const index = node < size ? node : node - size
    if (node < size && isSummary[index] === 1) {
      for (let at = parts.first[index] as number; at < (parts.first[index + 1] as number); at++)
        release(parts.members[at] as number)
      release(size + index)
      continue
    }
    for (let at = outFirst[index] as number; at < (outFirst[index + 1] as number); at++)
      release(linkTo[out[at] as number] as number)
    const up = parent[index] as number
    if (up >= 0) release(size + up)
  }
  return { order: order.subarray(0, tail), missing }
}

/** Tasks and parents that are named must be there: `checkNetwork` sees to it. */
export function buildGraph({ tasks, links }: Network): Graph {
  const size = tasks.length
  const indexOf = new Map<string, number>()
  for (let index = 0; index < size; index++) indexOf.set(tasks[index]?.id ?? '', index)
  const parent = new Int32Array(size).fill(-1)
  const isSummary = new Uint8Array(size)
  for (let index = 0; index < size; index++) {
    const up = tasks[index]?.parent
    if (up === undefined) continue
    const at = indexOf.get(up) ?? -1
    parent[index] = at
    if (at >= 0) isSummary[at] = 1
  }
  const linkFrom = Int32Array.from(links, (link) => indexOf.get(link.from) ?? -1)
  const linkTo = Int32Array.from(links, (link) => indexOf.get(link.to) ?? -1)
  const { first: intoFirst, members: into } = groupBy(linkTo, size)
  const { first: outFirst, members: out } = groupBy(linkFrom, size)
  const parts = { size, parent, isSummary, linkFrom, linkTo, intoFirst, into, outFirst, out }
  return { ...parts, ...orderOf(parts) }
}
