/** Parts a set of mesh cells into connected regions of wished-for sizes. */
import type { Mesh, Point } from './mesh.ts'

export type Wish = {
  readonly id: string
  readonly size: number
  /** Where the region starts. */
  readonly near: Point
  /** Keeps the start there instead of moving it to the region's middle. */
  readonly anchored?: boolean
}

type Region = { id: string; share: number; speed: number; start: number; anchored: boolean }
type Front = { at: number; cell: number; region: number }

const rounds = 60

/**
 * Regions grow from one cell each, every one at its own speed, until all cells are taken: a cell is always taken
 * from a neighbour, so regions are connected. Then each starts again from its middle, faster if it came out too
 * small. The round whose sizes fit best counts. Answers the region's id for each member cell.
 */
export function partition(
  mesh: Mesh,
  members: readonly number[],
  wishes: readonly Wish[],
): Map<number, string> {
  const total = wishes.reduce((sum, wish) => sum + wish.size, 0)
  const free = new Set(members)
  const regions: Region[] = wishes.map(({ id, size, near, anchored = false }) => {
    const start = nearest(mesh, free, near)
    free.delete(start)
    return { id, share: (size / total) * members.length, speed: Math.sqrt(size), start, anchored }
  })
  let best = { fault: Number.POSITIVE_INFINITY, owner: new Map<number, number>() }
  for (let round = 0; round < rounds; round++) {
    const owner = grow(mesh, new Set(members), regions)
    const owned: number[][] = regions.map(() => [])
    for (const [cell, region] of owner) owned[region]?.push(cell)
    const fault = Math.max(
      ...regions.map((region, index) => Math.abs((owned[index]?.length ?? 0) / region.share - 1)),
    )
    if (round > 4 && fault < best.fault) best = { fault, owner }
    regions.forEach((region, index) => {
      const cells = owned[index] ?? []
      region.speed *= (region.share / Math.max(cells.length, 0.5)) ** 0.35
      if (!region.anchored) region.start = nearest(mesh, new Set(cells), middle(mesh, cells))
    })
  }
  return new Map([...best.owner].map(([cell, region]) => [cell, regions[region]?.id ?? '']))
}

/** Ground over which some regions get on faster than others, so that borders bend: waves of 3 to 9 km. */
function unevenness(x: number, y: number, region: number): number {
  const phase = region * 2.399963
  return (
    0.1 * Math.sin(0.72 * x + 0.31 * y + phase) +
    0.08 * Math.sin(1.1 * y - 0.45 * x + 2 * phase) +
    0.05 * Math.sin(1.7 * x + 1.3 * y + 3 * phase)
  )
}

function middle(mesh: Mesh, cells: readonly number[]): Point {
  const sum = cells.reduce<[number, number]>(
    ([x, y], cell) => [x + (mesh.cells[cell]?.centre[0] ?? 0), y + (mesh.cells[cell]?.centre[1] ?? 0)],
    [0, 0],
  )
  return [sum[0] / cells.length, sum[1] / cells.length]
}

function nearest(mesh: Mesh, cells: ReadonlySet<number>, [x, y]: Point): number {
  let found = -1
  let least = Number.POSITIVE_INFINITY
  for (const cell of cells) {
    const [cx, cy] = mesh.cells[cell]?.centre ?? [0, 0]
    const distance = (cx - x) ** 2 + (cy - y) ** 2
    if (distance < least) {
      least = distance
      found = cell
    }
  }
  if (found < 0) throw new RangeError('more regions than cells: try another --seed')
  return found
}

function grow(mesh: Mesh, members: ReadonlySet<number>, regions: readonly Region[]): Map<number, number> {
  const owner = new Map<number, number>()
  const queue = new Queue()
  // Every start is taken before any front moves, so that no region is swallowed.
  regions.forEach((region, index) => queue.push({ at: -1, cell: region.start, region: index }))
  for (let front = queue.pop(); front; front = queue.pop()) {
    if (owner.has(front.cell)) continue
    owner.set(front.cell, front.region)
    const region = regions[front.region]
    const start = mesh.cells[region?.start ?? 0]?.centre ?? [0, 0]
    for (const next of mesh.neighbours(front.cell)) {
      if (next === undefined || !members.has(next) || owner.has(next)) continue
      const [x, y] = mesh.cells[next]?.centre ?? [0, 0]
      const straight = Math.hypot(x - start[0], y - start[1])
      const away = straight + Math.min(straight, 6) * unevenness(x, y, front.region)
      queue.push({ at: away / (region?.speed ?? 1), cell: next, region: front.region })
    }
  }
  return owner
}

/** A binary heap by time; equal times go by cell and region, so that the outcome never depends on chance. */
class Queue {
  readonly #heap: Front[] = []

  push(front: Front): void {
    const heap = this.#heap
    let index = heap.push(front) - 1
    while (index > 0) {
      const up = (index - 1) >> 1
      if (!this.#before(index, up)) break
      this.#swap(index, up)
      index = up
    }
  }

  pop(): Front | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (heap.length === 0 || last === undefined) return first
    heap[0] = last
    for (let index = 0; ; ) {
      let least = index
      for (const child of [2 * index + 1, 2 * index + 2]) {
        if (child < heap.length && this.#before(child, least)) least = child
      }
      if (least === index) return first
      this.#swap(index, least)
      index = least
    }
  }

  #before(one: number, two: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[two]]
    if (!a || !b) return false
    return (a.at - b.at || a.cell - b.cell || a.region - b.region) < 0
  }

  #swap(one: number, two: number): void {
    const [a, b] = [this.#heap[one], this.#heap[two]]
    if (!a || !b) return
    this.#heap[one] = b
    this.#heap[two] = a
  }
}
