import type { Graph } from './graph.ts'
import type { Network } from './network.ts'

/** What a node waits for that is itself not in the order: one of them leads round the cycle. */
function waitsFor(graph: Graph, node: number): number | undefined {
  const { size, parent, isSummary, linkFrom, intoFirst, into, missing } = graph
  const stuck = (other: number) => (missing[other] as number) > 0
  if (node >= size) {
    const summary = node - size
    for (let index = 0; index < size; index++) {
      if (parent[index] !== summary) continue
      const part = isSummary[index] === 1 ? size + index : index
      if (stuck(part)) return part
    }
    return stuck(summary) ? summary : undefined
  }
  for (let at = intoFirst[node] as number; at < (intoFirst[node + 1] as number); at++) {
    const before = linkFrom[into[at] as number] as number
    const end = isSummary[before] === 1 ? size + before : before
    if (stuck(end)) return end
  }
  const up = parent[node] as number
  return up >= 0 && stuck(up) ? up : undefined
}

/** The tasks of a cycle in the order of the work, or `undefined` where there is none. */
export function cycleOf(network: Network, graph: Graph): string[] | undefined {
  const stuck = graph.missing.findIndex((count) => count > 0)
  if (stuck < 0) return undefined
  const seenAt = new Map<number, number>()
  const path: number[] = []
  let node: number | undefined = stuck
  while (node !== undefined && !seenAt.has(node)) {
    seenAt.set(node, path.length)
    path.push(node)
    node = waitsFor(graph, node)
  }
  const round = node === undefined ? path : path.slice(seenAt.get(node))
  return [...new Set(round.reverse().map((at) => network.tasks[at % graph.size]?.id ?? ''))]
}
