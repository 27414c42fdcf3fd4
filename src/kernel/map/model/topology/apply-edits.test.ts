import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import polygonClipping, { type MultiPolygon } from 'polygon-clipping'
import type { LayerEdit } from '../edits.ts'
import { applyEdits, type CodeRules, type Edited } from './apply-edits.ts'
import type { Coverage } from './coverage.ts'
import {
  areaOfShape,
  canonical,
  doubleArea,
  doubleAreaOf,
  fromGrid,
  type GridPoint,
  type GridShape,
  sameShape,
  shapeOfArea,
} from './grid.ts'
import { ringFaults } from './drawn.ts'

const step = 10_000
const origin: GridPoint = [1_200_000_000, 410_000_000]

/** A sheet of cells with crooked borders; the one in the middle lies in a ring of one more, as an enclave does. */
function sheet(jitter: readonly number[]): Map<string, GridShape> {
  const at = (x: number, y: number): GridPoint => {
    const bend = (k: number) => ((jitter[(x * 7 + y * 13 + k * 5) % jitter.length] ?? 0) * step) / 400
    return [Math.round(origin[0] + x * step + bend(0)), Math.round(origin[1] + y * step + bend(1))]
  }
  const shapes = new Map<string, GridShape>()
  for (let x = 0; x < 3; x += 1)
    for (let y = 0; y < 3; y += 1) {
      const ring = [
        at(2 * x, 2 * y),
        at(2 * x + 1, 2 * y),
        at(2 * x + 2, 2 * y),
        at(2 * x + 2, 2 * y + 1),
        at(2 * x + 2, 2 * y + 2),
        at(2 * x + 1, 2 * y + 2),
        at(2 * x, 2 * y + 2),
        at(2 * x, 2 * y + 1),
      ]
      shapes.set(`C${x}${y}`, [[ring]])
    }
  const [centre] = [at(3, 3)]
  const enclave: GridPoint[] = [
    [-3000, -3000],
    [3000, -3000],
    [3000, 3000],
    [-3000, 3000],
  ].map(([dx = 0, dy = 0]): GridPoint => [centre[0] + dx, centre[1] + dy])
  const [outer = []] = shapes.get('C11')?.[0] ?? []
  shapes.set('C11', [[outer, enclave.toReversed()]])
  shapes.set('E', [[enclave]])
  return new Map([...shapes].map(([code, shape]) => [code, canonical(shape)]))
}

type Choice = { kind: number; a: number; b: number; c: number; dx: number; dy: number }
const choice = fc.record({
  kind: fc.nat(6),
  a: fc.nat(1000),
  b: fc.nat(1000),
  c: fc.nat(1000),
  dx: fc.integer({ min: -12_000, max: 12_000 }),
  dy: fc.integer({ min: -12_000, max: 12_000 }),
})

const moved = ([x, y]: GridPoint, dx: number, dy: number): GridPoint => [x + dx, y + dy]

/** An edit of what is there: most of them could be meant, and some of those can't be done. */
function editOf(shapes: Coverage, { kind, a, b, c, dx, dy }: Choice, number: number): LayerEdit {
  const codes = [...shapes.keys()]
  const code = codes[a % codes.length] as string
  const other = codes[b % codes.length] as string
  const ring = (shapes.get(code)?.[0] ?? []).at(c % 2 === 0 ? 0 : -1) as readonly GridPoint[]
  const corner = (k: number) => ring[k % ring.length] as GridPoint
  const box = (p: GridPoint, q: GridPoint): GridPoint[] => [p, [q[0], p[1]], q, [p[0], q[1]]]
  const drawing = (points: readonly GridPoint[]) => ({
    type: 'Polygon' as const,
    coordinates: [points.map(fromGrid)],
  })
  const middle: GridPoint = [(corner(b)[0] + corner(b + 1)[0]) / 2, (corner(b)[1] + corner(b + 1)[1]) / 2]
  switch (kind) {
    case 0:
      return {
        kind: 'move_vertex',
        from: fromGrid(corner(b)),
        to: fromGrid(moved(corner(b), dx, dy)),
      }
    case 1: {
      const edge: [[number, number], [number, number]] = [fromGrid(corner(b)), fromGrid(corner(b + 1))]
      return { kind: 'insert_vertex', edge, at: fromGrid(moved(middle, dx, dy)) }
    }
    case 2:
      return { kind: 'remove_vertex', at: fromGrid(corner(b)) }
    case 3: {
      const to = c % 3 === 0 ? corner(c) : moved(corner(c), dx / 4, dy / 4)
      const line = [moved(corner(b), -dx / 2, dy / 3), moved(middle, dy / 3, dx / 3), to].map(fromGrid)
      const parts: [{ code: string; name: string }, { code: string; name: string }] = [
        { code, name: 'left' },
        { code: `S${number}`, name: 'right' },
      ]
      return { kind: 'split', code, line, parts }
    }
    case 4:
      return { kind: 'merge', codes: [code, other], into: { code, name: 'joined' } }
    case 5: {
      const p = moved(corner(b), dx, dy)
      return { kind: 'draw', code: `D${number}`, name: 'new', polygon: drawing(box(p, moved(p, 9000, 7000))) }
    }
    default: {
      const bent = ring.map((point, index) => (index === b % ring.length ? moved(point, dx, dy) : point))
      return { kind: 'redraw', code, polygon: drawing(bent) }
    }
  }
}

/** In small numbers, for the other library reckons in floats. */
function plain(shape: GridShape): MultiPolygon {
  return shape.map((rings) =>
    rings.map((ring) =>
      [...ring, ring[0] as GridPoint].map(([x, y]) => [x - origin[0], y - origin[1]] as const),
    ),
  ) as unknown as MultiPolygon
}

function areaOf(polygons: MultiPolygon): number {
  return polygons.reduce(
    (sum, rings) => sum + rings.reduce((own, ring) => own + doubleArea(ring.slice(0, -1)), 0),
    0,
  )
}

const holesOf = (polygons: MultiPolygon) => polygons.flatMap((rings) => rings.slice(1)).length

/** What a sound layer is, by another library's reckoning. */
function check(shapes: Coverage): { area: number; holes: number } {
  const all = [...shapes]
  for (const [code, shape] of all) assert.deepEqual(ringFaults(shape), [], code)
  for (const [index, [code, shape]] of all.entries())
    for (const [otherCode, other] of all.slice(index + 1)) {
      const both = areaOf(polygonClipping.intersection(plain(shape), plain(other)))
      assert.ok(Math.abs(both) < 1, `${code} and ${otherCode} overlap by ${both}`)
    }
  const [first, ...rest] = all.map(([, shape]) => plain(shape))
  const union = polygonClipping.union(first as MultiPolygon, ...rest)
  const area = all.reduce((sum, [, shape]) => sum + doubleAreaOf(shape), 0)
  assert.ok(Math.abs(areaOf(union) - area) < 10, `union ${areaOf(union)}, sum ${area}`)
  return { area, holes: holesOf(union) }
}

const rulesOf = (shapes: Coverage): CodeRules => ({
  fixed: false,
  known: new Set(shapes.keys()),
  shapeless: new Set(),
  fits: () => true,
})

/** Whether a point is on the border of the layer as a whole. */
function onOuterBorder(shapes: Coverage, edited: Edited): boolean {
  const union = (coverage: Coverage) => {
    const [first, ...rest] = [...coverage.values()].map(plain)
    return polygonClipping.union(first as MultiPolygon, ...rest)
  }
  return areaOf(polygonClipping.xor(union(shapes), union(edited.shapes))) > 10
}

describe('edits of a layer', () => {
  test('whatever is accepted leaves a sound layer: no overlap, no new gap, and all area accounted for', () => {
    const seen = new Map<string, { done: number; refused: number }>()
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 30, maxLength: 30 }),
        fc.array(choice, { minLength: 1, maxLength: 10 }),
        (jitter, choices) => {
          let shapes: Coverage = sheet(jitter)
          let sound = check(shapes)
          for (const [number, one] of choices.entries()) {
            const edit = editOf(shapes, one, number)
            const edited = applyEdits(shapes, [edit], rulesOf(shapes))
            const tally = seen.get(edit.kind) ?? { done: 0, refused: 0 }
            seen.set(edit.kind, tally)
            if (edited.faults.length > 0) {
              tally.refused += 1
              assert.deepEqual([...edited.shapes], [...shapes], 'a refused edit changed something')
              for (const fault of edited.faults) assert.equal(fault.index, 0)
              continue
            }
            tally.done += 1
            const now = check(edited.shapes)
            assert.ok(now.holes <= sound.holes, `${edit.kind} left a gap`)
            // Where a cut meets the outer border, it is bent by less than a grid's unit.
            const bend = 2 * 10 * step
            if (edit.kind === 'split' || edit.kind === 'merge')
              assert.ok(Math.abs(now.area - sound.area) < bend)
            else if (edit.kind === 'draw') {
              const own = doubleAreaOf(edited.shapes.get(edit.code) as GridShape)
              assert.ok(Math.abs(now.area - sound.area - own) < bend)
            } else if (!onOuterBorder(shapes, edited)) assert.ok(Math.abs(now.area - sound.area) < 10)
            shapes = edited.shapes
            sound = now
          }
        },
      ),
      { numRuns: 150 },
    )
    for (const kind of [
      'move_vertex',
      'insert_vertex',
      'remove_vertex',
      'split',
      'merge',
      'draw',
      'redraw',
    ]) {
      const { done, refused } = seen.get(kind) ?? { done: 0, refused: 0 }
      assert.ok(done > 2 && refused > 2, `${kind}: ${done} done, ${refused} refused`)
    }
  })

  test('what is not named as changed or removed is as it was', () => {
    fc.assert(
      fc.property(fc.array(choice, { minLength: 1, maxLength: 6 }), (choices) => {
        const before = sheet([0, 40, -30, 70, 10, -60, 25])
        const edits = choices.map((one, number) => editOf(before, one, number))
        const { shapes, changed, removed, faults } = applyEdits(before, edits, rulesOf(before))
        if (faults.length > 0) return
        for (const [code, shape] of before) {
          if (removed.includes(code)) assert.equal(shapes.has(code), false)
          else if (!changed.includes(code)) assert.equal(shapes.get(code), shape)
        }
        for (const code of shapes.keys()) assert.ok(before.has(code) || changed.includes(code), code)
      }),
      { numRuns: 150 },
    )
  })

  test('a point that shapes share is the same in all of them after every move', () => {
    const before = sheet([0, 40, -30, 70, 10, -60, 25])
    const corner = (before.get('C00')?.[0]?.[0] ?? []).find(
      (point) =>
        [...before.values()].filter((shape) => shape.flat(2).some((p) => String(p) === String(point)))
          .length === 4,
    ) as GridPoint
    const to = moved(corner, 500, -700)
    const edit: LayerEdit = { kind: 'move_vertex', from: fromGrid(corner), to: fromGrid(to) }
    const { shapes, changed, faults } = applyEdits(before, [edit], rulesOf(before))
    assert.deepEqual(faults, [])
    assert.deepEqual(changed.sort(), ['C00', 'C01', 'C10', 'C11'])
    for (const code of changed)
      assert.ok(
        shapes
          .get(code)
          ?.flat(2)
          .some((p) => String(p) === String(to)),
      )
  })

  test('a shape written out and read again is the same', () => {
    for (const shape of sheet([3, -50, 80, 20]).values())
      assert.ok(sameShape(shapeOfArea(areaOfShape(shape)), shape))
  })
})
