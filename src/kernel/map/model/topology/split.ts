import type { LayerEdit } from '../edits.ts'
import { refused, type Stepped } from './area-edits.ts'
import { settle } from './checks.ts'
import { around, boxOfAll, type Coverage, lay, type Laid } from './coverage.ts'
import type { Fault } from './fault.ts'
import { type GridPoint, type GridShape, nearestOn, toGrid } from './grid.ts'
import { groupFaces, outlineOf } from './outline.ts'
import { crossingOf, eachPair } from './segments.ts'
import { Borders, snapped } from './snapping.ts'

type Split = Extract<LayerEdit, { kind: 'split' }>

/**
 * Cuts a shape in two along a line. Of a shape in several parts, those that the line doesn't cut go with the piece
 * that is nearer.
 */
export function split(coverage: Coverage, edit: Split, index: number): Stepped {
  const { code, parts } = edit
  const shape = coverage.get(code) as GridShape
  const line = snapped(edit.line.map(toGrid), new Borders([shape]), false)
  const wrong = (fault: Omit<Fault, 'index' | 'codes'>) => refused({ ...fault, index, codes: [code] })
  const crossing = ownCrossing(line)
  if (crossing) return wrong({ code: 'self_crossing', at: crossing })
  const near = around(coverage, boxOfAll([shape]))
  const after = lay(near, cutsInside(shape, code, line))
  const own = after.holds.get(code) as Set<number>
  const { cut, whole, meets } = piecesOf(after, own)
  if (cut.length < 2) return wrong({ code: 'no_cut', at: halfway(line) })
  if (cut.length > 2) return wrong({ code: 'many_parts', at: meets[0] ?? null, points: meets })
  const [first, second] = leftFirst(after, cut as [number[], number[]])
  for (const piece of whole) {
    const target = distance(after, piece, first) <= distance(after, piece, second) ? first : second
    target.push(...piece)
  }
  after.holds.delete(code)
  after.holds.set(parts[0].code, new Set(first))
  after.holds.set(parts[1].code, new Set(second))
  const settled = settle(after, lay(near), coverage, () => index)
  const kept = parts.some((part) => part.code === code)
  return { ...settled, removed: kept ? [] : [code] }
}

function halfway(line: readonly GridPoint[]): GridPoint {
  return line[Math.floor(line.length / 2)] as GridPoint
}

function ownCrossing(line: readonly GridPoint[]): GridPoint | undefined {
  const segments = line.slice(1).map((b, i) => ({ a: line[i] as GridPoint, b, i }))
  let found: GridPoint | undefined
  eachPair(segments, (s, t) => {
    found ??= crossingOf(s, t)
  })
  return found
}

/** The stretches of the line that lie inside the shape and part it; what hangs over, or ends inside, is left away. */
function cutsInside(shape: GridShape, code: string, line: readonly GridPoint[]): GridPoint[][] {
  const { arrangement, holds } = lay(new Map([[code, shape]]), [line])
  const own = holds.get(code) as Set<number>
  return arrangement.sides
    .filter(
      (side) =>
        side.edge.cut &&
        side.way === (side.edge.line < 0 ? -1 : 1) &&
        own.has(side.face) &&
        own.has(side.back.face),
    )
    .map(({ from, to }) => [arrangement.nodes[from] as GridPoint, arrangement.nodes[to] as GridPoint])
}

/** The pieces that the line makes, those it leaves alone, and where it meets the shape's border. */
function piecesOf({ arrangement, holds }: Laid, own: ReadonlySet<number>) {
  const inner = (side: { edge: { cut: boolean }; face: number; back: { face: number } }) =>
    side.edge.cut && own.has(side.face) && own.has(side.back.face)
  const groups = groupFaces(arrangement.faces, (face) => own.has(face), inner)
  const isCut = (group: readonly number[]) =>
    group.some((face) =>
      arrangement.faces[face]?.sides.some((side) => inner(side) && !group.includes(side.back.face)),
    )
  const cuts = arrangement.sides.filter(inner)
  const ends = new Set(cuts.map(({ from }) => from))
  const meets = [...ends].filter((node) =>
    arrangement.around[node]?.some((side) => own.has(side.face) !== own.has(side.back.face)),
  )
  return {
    cut: groups.filter(isCut),
    whole: groups.filter((group) => !isCut(group)),
    meets: meets.map((node) => arrangement.nodes[node] as GridPoint),
    holds,
  }
}

function leftFirst({ arrangement }: Laid, [a, b]: [number[], number[]]): [number[], number[]] {
  let left = 0
  for (const face of a)
    for (const side of arrangement.faces[face]?.sides ?? []) {
      const { edge, way } = side
      if (edge.cut && b.includes(side.back.face))
        left += way * Math.sign(edge.line) * Math.hypot(edge.a[0] - edge.b[0], edge.a[1] - edge.b[1])
    }
  return left >= 0 ? [a, b] : [b, a]
}

function distance({ arrangement }: Laid, from: readonly number[], to: readonly number[]): number {
  const points = (faces: readonly number[]) => outlineOf(arrangement, new Set(faces)).flat()
  const rings = points(to)
  let best = Infinity
  for (const p of points(from).flat())
    for (const ring of rings)
      ring.forEach((a, i) => {
        best = Math.min(best, nearestOn(a, ring[(i + 1) % ring.length] as GridPoint, p).distance)
      })
  return best
}
