import type { Tx } from '#kernel/db/server'
import { type DivisionLevel, divisionLevels } from '#kernel/divisions/model'
import { readLayerShapes, writeLayerShapes } from '#kernel/divisions/server'
import { shanghaiDate } from '#kernel/time/model'
import type { Coverage } from '../model/topology/coverage.ts'
import { areaOfShape, doubleAreaOf, type GridShape, shapeOfArea } from '../model/topology/grid.ts'
import { unionOf } from '../model/topology/union.ts'
import type { ShapeChange } from './edit-store.ts'

const digits: Record<DivisionLevel, number> = { district: 6, township: 9, village: 12 }

type Change = { before: Coverage; after: Coverage; changed: readonly string[]; at: Date }

/** A township whose shape was that of its villages together goes on being that, and its district after it. */
export async function redrawParents(tx: Tx, layer: string, change: Change): Promise<ShapeChange[]> {
  const level = divisionLevels[divisionLevels.indexOf(layer.split(':')[1] as DivisionLevel) - 1]
  if (level === undefined) return []
  const parents = [...new Set(change.changed.map((code) => code.slice(0, digits[level])))]
  const shapes = await readLayerShapes(tx, `division:${level}`)
  const before = new Map(shapes.map(({ code, area }) => [code, shapeOfArea(area)]))
  const after = new Map(before)
  const made: ShapeChange[] = []
  for (const shape of shapes.filter(({ code }) => parents.includes(code))) {
    const union = unionOf(childrenOf(change.before, shape.code))
    if (!nearlySame(union, before.get(shape.code) ?? [])) continue
    const outline = unionOf(childrenOf(change.after, shape.code))
    after.set(shape.code, outline)
    const { code: _, label: __, ...saved } = shape
    made.push({
      partOf: `division:${level}`,
      code: shape.code,
      before: saved,
      after: { ...saved, area: areaOfShape(outline) },
    })
  }
  if (made.length === 0) return []
  const written = made.flatMap(({ code, after: saved }) => (saved ? [{ code, ...saved }] : []))
  await writeLayerShapes(tx, `division:${level}`, written, { removed: [], day: shanghaiDate(change.at) })
  const changed = made.map(({ code }) => code)
  return [
    ...made,
    ...(await redrawParents(tx, `division:${level}`, { before, after, changed, at: change.at })),
  ]
}

function childrenOf(coverage: Coverage, code: string): GridShape[] {
  return [...coverage].flatMap(([child, shape]) => (child.startsWith(code) ? [shape] : []))
}

/** Of the same area to a millionth: the points on the line may differ. */
function nearlySame(a: GridShape, b: GridShape): boolean {
  const [one, other] = [doubleAreaOf(a), doubleAreaOf(b)]
  return Math.abs(one - other) <= 1e-6 * other
}
