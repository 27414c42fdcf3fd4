import type { LayerEdit } from '../edits.ts'
import { settle, type Settled } from './checks.ts'
import { around, boxOfAll, type Coverage, lay, type Laid } from './coverage.ts'
import { gridded, proper, ringFaults } from './drawn.ts'
import type { Side } from './faces.ts'
import type { Fault } from './fault.ts'
import type { GridPoint, GridShape } from './grid.ts'
import { groupFaces, outlineOf, pointIn } from './outline.ts'
import { Borders, snapped } from './snapping.ts'

type Of<K extends LayerEdit['kind']> = Extract<LayerEdit, { kind: K }>
export type Stepped = Settled & { removed: string[] }

export const refused = (...faults: Fault[]): Stepped => ({ changed: new Map(), faults, removed: [] })

/** The drawing on the grid and on the borders that it comes close to, or what is wrong with it. */
function readDrawing(
  coverage: Coverage,
  { code, polygon }: Of<'draw' | 'redraw'>,
  index: number,
): { shape: GridShape; near: Coverage; faults: Fault[] } {
  const raw = gridded(polygon)
  const old = coverage.get(code)
  const near = around(coverage, boxOfAll(old ? [raw, old] : [raw]), 100)
  const wrong = ringFaults(raw)
  const borders = new Borders(near.values())
  const onto = raw.map((rings) => rings.map((ring) => snapped(ring, borders, true)))
  const faults = wrong.length > 0 ? wrong : ringFaults(onto)
  const named = faults.map((fault): Fault => ({ ...fault, index, codes: [code] }))
  return { shape: faults.length > 0 ? onto : proper(onto), near, faults: named }
}

/** A new shape beside the others: on what others have it is refused. */
export function draw(coverage: Coverage, edit: Of<'draw'>, index: number): Stepped {
  const { shape, near, faults } = readDrawing(coverage, edit, index)
  if (faults.length > 0) return refused(...faults)
  const after = lay(new Map([...near, [edit.code, shape]]))
  return { ...settle(after, lay(near), coverage, () => index), removed: [] }
}

const drawn = '\0drawn'

/** What the new outline gains, its neighbours lose; what it leaves goes to the neighbour along most of it. */
export function redraw(coverage: Coverage, edit: Of<'redraw'>, index: number): Stepped {
  const { shape, near, faults } = readDrawing(coverage, edit, index)
  if (faults.length > 0) return refused(...faults)
  const after = lay(new Map([...near, [drawn, shape]]))
  const { arrangement, holds } = after
  const inside = holds.get(drawn) as Set<number>
  holds.delete(drawn)
  const own = holds.get(edit.code) as Set<number>
  const lost = new Set([...own].filter((face) => !inside.has(face)))
  for (const faces of holds.values()) for (const face of inside) faces.delete(face)
  holds.set(edit.code, new Set(inside))
  const groups = groupFaces(
    arrangement.faces,
    (face) => lost.has(face),
    () => false,
  )
  for (const group of groups) {
    const heir = longestNeighbour(after, group)
    if (heir !== undefined) for (const face of group) holds.get(heir)?.add(face)
  }
  return { ...settle(after, lay(near), coverage, () => index), removed: [] }

  function longestNeighbour({ holds: all }: Laid, group: readonly number[]): string | undefined {
    const lengths = new Map<string, number>()
    for (const face of group)
      for (const side of arrangement.faces[face]?.sides ?? [])
        for (const [code, faces] of all)
          if (code !== edit.code && faces.has(side.back.face))
            lengths.set(code, (lengths.get(code) ?? 0) + lengthOf(side))
    return [...lengths].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0]
  }
}

function lengthOf({ edge: { a, b } }: Side): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}

/** Shapes that share borders become one. */
export function merge(coverage: Coverage, { codes, into }: Of<'merge'>, index: number): Stepped {
  const chosen = [...new Set(codes)]
  const near = around(coverage, boxOfAll(chosen.map((code) => coverage.get(code) as GridShape)))
  const after = lay(near)
  const apart = separate(after, chosen)
  if (apart) return refused({ ...apart, index, codes: chosen })
  const faces = new Set(chosen.flatMap((code) => [...(after.holds.get(code) ?? [])]))
  for (const code of chosen) after.holds.delete(code)
  after.holds.set(into.code, faces)
  const settled = settle(after, lay(near), coverage, () => index)
  return { ...settled, removed: chosen.filter((code) => code !== into.code) }
}

/** Why shapes can't be joined to one: some share no border with the rest, or a point alone. */
function separate(
  { arrangement, holds }: Laid,
  codes: readonly string[],
): Omit<Fault, 'index' | 'codes'> | null {
  const owner = new Map(
    codes.flatMap((code) => [...(holds.get(code) ?? [])].map((face) => [face, code] as const)),
  )
  const reached = new Set([codes[0] as string])
  const nodes = new Map<number, Set<string>>()
  const borders: [string, string][] = []
  for (const side of arrangement.sides) {
    const own = owner.get(side.face)
    if (own === undefined) continue
    nodes.set(side.from, (nodes.get(side.from) ?? new Set()).add(own))
    const other = owner.get(side.back.face)
    if (other !== undefined && other !== own) borders.push([own, other])
  }
  for (let grown = true; grown; ) {
    grown = false
    for (const [a, b] of borders)
      if (reached.has(a) && !reached.has(b)) {
        reached.add(b)
        grown = true
      }
  }
  if (codes.every((code) => reached.has(code))) return null
  const rest = codes.filter((code) => !reached.has(code))
  const touching = [...nodes].find(
    ([, own]) => [...own].some((code) => reached.has(code)) && rest.some((code) => own.has(code)),
  )
  if (touching) return { code: 'merge_point_only', at: arrangement.nodes[touching[0]] as GridPoint }
  const shape = outlineOf(arrangement, holds.get(rest[0] as string) as Set<number>)
  return { code: 'merge_apart', at: pointIn(shape), shape }
}
