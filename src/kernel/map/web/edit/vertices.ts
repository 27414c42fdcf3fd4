import { type Area, type Position, polygonsOf } from '#kernel/divisions/model'
import type { LayerChange, LayerFeature } from '#kernel/map/model'

/** Shapes as they are while one edits: what the server will make of it is asked for after every step. */
export type Shapes = readonly LayerFeature[]

export const keyOf = ([x, y]: Position): string => `${x},${y}`
export const same = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1]

function withRings(area: Area, change: (ring: Position[]) => Position[]): Area {
  return area.type === 'Polygon'
    ? { type: 'Polygon', coordinates: area.coordinates.map(change) }
    : { type: 'MultiPolygon', coordinates: area.coordinates.map((polygon) => polygon.map(change)) }
}

const holds = ({ geometry }: LayerFeature, at: Position): boolean =>
  polygonsOf(geometry)
    .flat(2)
    .some((position) => same(position, at))

/** Every shape that has the vertex is changed, so that shared borders move together. */
function inAll(shapes: Shapes, at: Position, change: (ring: Position[]) => Position[]): Shapes {
  return shapes.map((shape) =>
    holds(shape, at) ? { ...shape, geometry: withRings(shape.geometry, change) } : shape,
  )
}

export function moveVertex(shapes: Shapes, from: Position, to: Position): Shapes {
  return inAll(shapes, from, (ring) => ring.map((position) => (same(position, from) ? to : position)))
}

export function removeVertex(shapes: Shapes, at: Position): Shapes {
  return inAll(shapes, at, (ring) => {
    const open = ring.slice(0, -1).filter((position) => !same(position, at))
    const [first] = open
    return first ? [...open, first] : ring
  })
}

/** On the edge of every shape that has it, whichever way it runs there. */
export function insertVertex(shapes: Shapes, edge: readonly [Position, Position], at: Position): Shapes {
  const [a, b] = edge
  return inAll(shapes, a, (ring) =>
    ring.flatMap((position, index) => {
      const next = ring[index + 1]
      const cut = next && ((same(position, a) && same(next, b)) || (same(position, b) && same(next, a)))
      return cut ? [position, at] : [position]
    }),
  )
}

/** What the server made of the edits, put over the shapes that one began with. */
export function withChange(
  shapes: Shapes,
  { changed, removed }: Pick<LayerChange, 'changed' | 'removed'>,
): Shapes {
  const gone = new Set([...removed, ...changed.features.map(({ properties }) => properties.code)])
  return [...shapes.filter(({ properties }) => !gone.has(properties.code)), ...changed.features]
}

export type Vertex = { at: Position /** Codes of the shapes that have it. */; codes: readonly string[] }

/** The vertices of the chosen shapes, each once, with all the shapes that share it. */
export function verticesOf(shapes: Shapes, chosen: ReadonlySet<string>): Vertex[] {
  const found = new Map<string, { at: Position; codes: string[] }>()
  const inOrder = shapes.toSorted((a, b) => order(b, chosen) - order(a, chosen))
  for (const { properties, geometry } of inOrder) {
    const isChosen = chosen.has(properties.code)
    for (const at of polygonsOf(geometry).flat(2)) {
      const known = found.get(keyOf(at))
      if (known) {
        if (!known.codes.includes(properties.code)) known.codes.push(properties.code)
      } else if (isChosen) found.set(keyOf(at), { at, codes: [properties.code] })
    }
  }
  return [...found.values()]
}

const order = ({ properties }: LayerFeature, chosen: ReadonlySet<string>): number =>
  chosen.has(properties.code) ? 1 : 0

export type Edge = { ends: readonly [Position, Position]; middle: Position }

/** The edges of the chosen shapes, each once, with the middle where a vertex can be put in. */
export function edgesOf(shapes: Shapes, chosen: ReadonlySet<string>): Edge[] {
  const found = new Map<string, Edge>()
  for (const { properties, geometry } of shapes) {
    if (!chosen.has(properties.code)) continue
    for (const ring of polygonsOf(geometry).flat()) {
      ring.forEach((a, index) => {
        const b = ring[index + 1]
        if (!b || same(a, b)) return
        const key = [keyOf(a), keyOf(b)].toSorted().join(' ')
        found.set(key, { ends: [a, b], middle: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] })
      })
    }
  }
  return [...found.values()]
}
