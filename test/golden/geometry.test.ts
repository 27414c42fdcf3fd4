import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { applyEdits, doubleAreaOf, fromGrid, type GridShape, LayerEdit, shapeOfArea } from '#kernel/map/model'

type Rings = [number, number][][][]
type Case = {
  name: string
  layer: string
  edits: unknown[]
  areas?: Record<string, number>
  rings?: Record<string, number[]>
  removed?: string[]
  faults?: { code: string; at?: [number, number]; codes?: string[] }[]
}
const file = JSON.parse(readFileSync(join(import.meta.dirname, 'geometry.json'), 'utf8')) as {
  layers: Record<string, Record<string, Rings>>
  cases: Case[]
}

const unit = 1e-4
const place = ([x, y]: [number, number]): [number, number] => [120 + x * unit, 41 + y * unit]

/** Every pair of numbers in an edit is a place. */
function placed(value: unknown): unknown {
  if (Array.isArray(value) && value.length === 2 && value.every((item) => typeof item === 'number'))
    return place(value as [number, number])
  if (Array.isArray(value)) return value.map(placed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, placed(item)]))
}

function layerOf(name: string): Map<string, GridShape> {
  return new Map(
    Object.entries(file.layers[name] as Record<string, Rings>).map(([code, polygons]) => {
      const coordinates = polygons.map((rings) =>
        rings.map((ring) => [...ring, ring[0] as [number, number]].map(place)),
      )
      return [code, shapeOfArea({ type: 'MultiPolygon', coordinates })]
    }),
  )
}

const squareUnit = 2 * (unit * 1e7) ** 2

describe('hard cases of geometry', () => {
  for (const one of file.cases) {
    test(one.name, () => {
      const before = layerOf(one.layer)
      const edits = one.edits.map((edit) => LayerEdit.parse(placed(edit)))
      const known = new Set(before.keys())
      const { shapes, removed, faults } = applyEdits(before, edits, {
        fixed: false,
        known,
        shapeless: new Set(),
        fits: () => true,
      })
      const said = faults.map(({ code, at, codes }) => ({ code, at: at && fromGrid(at), codes }))
      assert.deepEqual(
        said.map(({ code }) => code),
        (one.faults ?? []).map(({ code }) => code),
        JSON.stringify(said),
      )
      one.faults?.forEach(({ at, codes }, index) => {
        if (at)
          assert.deepEqual(
            said[index]?.at?.map((n) => n.toFixed(6)),
            place(at).map((n) => n.toFixed(6)),
          )
        if (codes) assert.deepEqual(said[index]?.codes, codes)
        if (!['code_taken'].includes(said[index]?.code ?? '')) assert.ok(said[index]?.at, 'says no place')
      })
      if (one.faults) return
      const areas = [...shapes].map(([code, shape]) => [code, doubleAreaOf(shape) / squareUnit] as const)
      const expected = Object.entries(one.areas ?? {})
      assert.deepEqual(areas.map(([code]) => code).sort(), expected.map(([code]) => code).sort())
      for (const [code, area] of areas)
        assert.ok(Math.abs(area - (one.areas?.[code] ?? 0)) < 0.01, `${code}: ${area}`)
      for (const [code, counts] of Object.entries(one.rings ?? {}))
        assert.deepEqual(
          shapes.get(code)?.map((rings) => rings.length),
          counts,
        )
      assert.deepEqual(removed.sort(), one.removed ?? [])
    })
  }
})
