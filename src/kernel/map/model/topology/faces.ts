import { doubleArea, type GridPoint, isInside, keyOf, type Ring } from './grid.ts'
import type { Edge } from './noding.ts'

/** One side of an edge: the face left of it when one goes from `from` to `to`. */
export type Side = {
  edge: Edge
  from: number
  to: number
  /** The side of the same edge that goes back. */
  back: Side
  /** The next side around the same face. */
  next: Side
  face: number
  /** +1 where it goes the edge's own way. */
  way: 1 | -1
}

export type Face = {
  /** Counter-clockwise around it, null of the face outside of everything. */
  outer: Ring | null
  sides: Side[]
  /** How often each shape covers it; once is right. */
  windings: Map<string, number>
}

export type Arrangement = { nodes: GridPoint[]; sides: Side[]; around: Side[][]; faces: Face[] }

/** The faces that noded edges part the plane into; the first is the one outside of everything. */
export function arrange(edges: readonly Edge[]): Arrangement {
  const { nodes, around, sides } = sidesOf(edges)
  const cycles = cyclesOf(sides, nodes)
  const faces = facesOf(cycles, nodes, componentsOf(sides, nodes.length))
  wind(faces)
  return { nodes, sides, around, faces }
}

function sidesOf(edges: readonly Edge[]): Pick<Arrangement, 'nodes' | 'around' | 'sides'> {
  const ids = new Map<string, number>()
  const nodes: GridPoint[] = []
  const around: Side[][] = []
  const nodeAt = (point: GridPoint) => {
    const key = keyOf(point)
    const known = ids.get(key)
    if (known !== undefined) return known
    ids.set(key, nodes.length)
    around.push([])
    return nodes.push(point) - 1
  }
  for (const edge of edges) {
    const from = nodeAt(edge.a)
    const to = nodeAt(edge.b)
    const forth = { edge, from, to, face: -1, way: 1 } as Side
    const back = { edge, from: to, to: from, face: -1, way: -1, back: forth } as Side
    forth.back = back
    around[from]?.push(forth)
    around[to]?.push(back)
  }
  dropDangling(around)
  around.forEach((own, node) => own.sort(byAngle(nodes, node)))
  for (const own of around)
    own.forEach((side, index) => {
      // Clockwise from the way back: the face stays on the left.
      side.back.next = own.at(index - 1) as Side
    })
  return { nodes, around, sides: around.flat() }
}

/** A cut that ends inside a face parts nothing. */
function dropDangling(around: Side[][]): void {
  const ends = around.filter((own) => own.length === 1)
  while (ends.length > 0) {
    const own = ends.pop() as Side[]
    const side = own.pop()
    if (!side) continue
    const other = around[side.to] as Side[]
    other.splice(other.indexOf(side.back), 1)
    if (other.length === 1) ends.push(other)
  }
}

function byAngle(nodes: readonly GridPoint[], node: number): (s: Side, t: Side) => number {
  const [x, y] = nodes[node] as GridPoint
  const way = (side: Side): GridPoint => {
    const [tx, ty] = nodes[side.to] as GridPoint
    return [tx - x, ty - y]
  }
  const upper = ([dx, dy]: GridPoint) => dy > 0 || (dy === 0 && dx > 0)
  return (s, t) => {
    const a = way(s)
    const b = way(t)
    if (upper(a) !== upper(b)) return upper(a) ? -1 : 1
    return b[0] * a[1] - b[1] * a[0]
  }
}

type Cycle = { sides: Side[]; ring: Ring; area: number }

function cyclesOf(sides: readonly Side[], nodes: readonly GridPoint[]): Cycle[] {
  const seen = new Set<Side>()
  const cycles: Cycle[] = []
  for (const start of sides) {
    if (seen.has(start)) continue
    const own: Side[] = []
    for (let side = start; !seen.has(side); side = side.next) {
      seen.add(side)
      own.push(side)
    }
    const ring = own.map((side) => nodes[side.from] as GridPoint)
    cycles.push({ sides: own, ring, area: doubleArea(ring) })
  }
  return cycles
}

function componentsOf(sides: readonly Side[], count: number): (node: number) => number {
  const parent = Array.from({ length: count }, (_, index) => index)
  const rootOf = (node: number): number => {
    let root = node
    while (parent[root] !== root) root = parent[root] as number
    for (let at = node; at !== root; ) {
      const up = parent[at] as number
      parent[at] = root
      at = up
    }
    return root
  }
  for (const { from, to } of sides) parent[rootOf(from)] = rootOf(to)
  return rootOf
}

/** Each connected part has one cycle that goes around it from outside: it bounds the face that the part lies in. */
function facesOf(
  cycles: readonly Cycle[],
  nodes: readonly GridPoint[],
  component: (node: number) => number,
): Face[] {
  const faces: Face[] = [{ outer: null, sides: [], windings: new Map() }]
  const inner = cycles.filter(({ area }) => area > 0).sort((a, b) => a.area - b.area)
  const found = inner.map((cycle) => {
    const face = { outer: cycle.ring, sides: cycle.sides, windings: new Map<string, number>() }
    for (const side of cycle.sides) side.face = faces.length
    faces.push(face)
    return { cycle, face, part: component((cycle.sides[0] as Side).from), box: extentOf(cycle.ring) }
  })
  for (const cycle of cycles.filter(({ area }) => area <= 0)) {
    const node = (cycle.sides[0] as Side).from
    const [x, y] = nodes[node] as GridPoint
    const part = component(node)
    const holder = found.find(
      (one) =>
        one.part !== part &&
        one.box[0] < x &&
        x < one.box[2] &&
        one.box[1] < y &&
        y < one.box[3] &&
        isInside([x, y], one.cycle.ring),
    )
    const face = holder?.face ?? (faces[0] as Face)
    const number = holder ? (holder.cycle.sides[0] as Side).face : 0
    for (const side of cycle.sides) {
      side.face = number
      face.sides.push(side)
    }
  }
  return faces
}

function extentOf(ring: Ring): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of ring) {
    if (x < box[0]) box[0] = x
    if (y < box[1]) box[1] = y
    if (x > box[2]) box[2] = x
    if (y > box[3]) box[3] = y
  }
  return box
}

/** From the face outside of everything inwards: across an edge, the shapes on its left are entered. */
function wind(faces: readonly Face[]): void {
  const done = new Set([0])
  const waiting = [0]
  while (waiting.length > 0) {
    const face = faces[waiting.pop() as number] as Face
    for (const { back, edge } of face.sides) {
      if (done.has(back.face)) continue
      done.add(back.face)
      waiting.push(back.face)
      const { windings } = faces[back.face] as Face
      for (const [code, times] of face.windings) windings.set(code, times)
      for (const [code, times] of edge.left) {
        const now = (windings.get(code) ?? 0) + back.way * times
        if (now === 0) windings.delete(code)
        else windings.set(code, now)
      }
    }
  }
}
