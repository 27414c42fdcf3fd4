import { changesOf, type Coverage, type Laid, widthOf } from './coverage.ts'
import type { Fault } from './fault.ts'
import { covers, doubleAreaOf, type GridPoint, type GridShape, keyOf, type Ring, sameShape } from './grid.ts'
import { groupFaces, outlineOf, pointIn } from './outline.ts'

/** A part narrower than this on the average, a metre, is a slip of the hand and no place. */
export const sliverUnits = 100

type Found = { codes: readonly string[]; shape: GridShape }

/** What would come of a layer, or why it can't. */
export type Settled = { changed: Map<string, GridShape>; faults: Fault[] }

/**
 * Looks at how the faces lie after an edit beside how they lay before: what was wrong before, and has not grown worse,
 * is not the edit's fault.
 */
export function settle(
  after: Laid,
  before: Laid,
  coverage: Coverage,
  index: (at: GridPoint) => number,
): Settled {
  const faults: Fault[] = []
  const say = (code: Fault['code'], { codes, shape }: Found) => {
    const at = pointIn(shape)
    faults.push({ code, index: index(at), at, shape, codes })
  }
  const had = Map.groupBy(overlapsIn(before), ({ codes }) => codes.join())
  for (const [key, found] of Map.groupBy(overlapsIn(after), ({ codes }) => codes.join()))
    if (areaOf(found) > areaOf(had.get(key) ?? [])) for (const one of found) say('overlap', one)
  for (const gap of newGaps(gapsIn(before), gapsIn(after))) say('gap', gap)
  const changed = changesOf(after, coverage)
  for (const [code, shape] of changed) {
    const old = coverage.get(code)
    if (shape.length === 0) {
      if (old && old.length > 0) say('swallowed', { codes: [code], shape: old })
      continue
    }
    for (const part of shape)
      if (widthOf(part) < sliverUnits && !old?.some((known) => sameShape([known], [part])))
        say('sliver', { codes: [code], shape: [part] })
  }
  return { changed, faults: faults.sort((a, b) => (a.codes.join() < b.codes.join() ? -1 : 1)) }
}

function areaOf(found: readonly Found[]): number {
  return found.reduce((sum, { shape }) => sum + doubleAreaOf(shape), 0)
}

function overlapsIn({ arrangement, holds }: Laid): Found[] {
  const owners = ownersOf(holds)
  const keys = new Map([...owners].map(([face, codes]) => [face, codes.join()]))
  const groups = groupFaces(
    arrangement.faces,
    (face) => (owners.get(face)?.length ?? 0) > 1,
    (side) => keys.get(side.face) !== keys.get(side.back.face),
  )
  return groups.map((group) => ({
    codes: owners.get(group[0] as number) as string[],
    shape: outlineOf(arrangement, new Set(group)),
  }))
}

function ownersOf(holds: ReadonlyMap<string, ReadonlySet<number>>): Map<number, string[]> {
  const owners = new Map<number, string[]>()
  for (const [code, faces] of [...holds].sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const face of faces) owners.set(face, [...(owners.get(face) ?? []), code])
  return owners
}

/** Faces that shapes enclose and none has, with the shapes around each. */
function gapsIn({ arrangement, holds }: Laid): Found[] {
  const owners = ownersOf(holds)
  // What is joined to the face outside of everything is outside: between two faces that none has there is no border.
  const groups = groupFaces(
    arrangement.faces,
    (face) => !owners.has(face),
    () => false,
  ).filter((group) => !group.includes(0))
  return groups.map((group) => {
    const sides = group.flatMap((face) => arrangement.faces[face]?.sides ?? [])
    const codes = new Set(sides.flatMap(({ back }) => owners.get(back.face) ?? []))
    return { codes: [...codes].sort(), shape: outlineOf(arrangement, new Set(group)) }
  })
}

/** A lake whose shore moved is the same lake; a second one where there was one is new. */
function newGaps(before: readonly Found[], after: readonly Found[]): Found[] {
  const left = before.map((gap) => ({ ...gap, edges: edgesOf(gap.shape), inside: pointIn(gap.shape) }))
  return after.filter(({ shape }) => {
    const inside = pointIn(shape)
    const edges = edgesOf(shape)
    const known = left.findIndex(
      (old) =>
        covers(old.shape, inside) ||
        covers(shape, old.inside) ||
        [...edges].some((edge) => old.edges.has(edge)),
    )
    if (known >= 0) left.splice(known, 1)
    return known < 0
  })
}

function edgesOf(shape: GridShape): Set<string> {
  return new Set(
    shape
      .flat()
      .flatMap((ring: Ring) =>
        ring.map((a, index) => `${keyOf(a)} ${keyOf(ring[(index + 1) % ring.length] as GridPoint)}`),
      ),
  )
}
