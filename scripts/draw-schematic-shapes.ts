/**
 * Draws invented, schematic shapes for districts whose divisions are in data/divisions (see extract-divisions.ts):
 *
 *   node scripts/draw-schematic-shapes.ts 211302 211303 [--centre 120.45,41.57] [--seed 30] [--out FOLDER]
 *
 * The districts stand side by side from east to west. The same arguments give the same bytes. Writes
 * <code>.shapes.geojson (districts, townships, villages) and, where cell-layers.json declares cells for the district,
 * <code>.cells.geojson. Villages tile their township and townships their district, with shared borders.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Division } from '#kernel/divisions/model'
import { type CellLayerPlan, drawCells, type DrawnCell } from './divisions/cells.ts'
import { layOut } from './divisions/layout.ts'
import type { Mesh, Point } from './divisions/mesh.ts'
import { type Ring, roughenSides, smoothCorners, traceRings } from './divisions/outline.ts'

const folder = join(import.meta.dirname, '../data/divisions')
const { values, positionals: codes } = parseArgs({
  allowPositionals: true,
  options: {
    centre: { type: 'string', default: '120.45,41.57' },
    seed: { type: 'string', default: '30' },
    out: { type: 'string' },
  },
})
if (codes.length === 0) {
  process.stderr.write(
    'usage: node scripts/draw-schematic-shapes.ts <district code> … [--centre lon,lat] [--seed n] [--out folder]\n',
  )
  process.exit(2)
}
const seed = Number(values.seed)
const [longitude = 0, latitude = 0] = values.centre.split(',').map(Number)

/** Kilometres east and north of the centre as degrees; five decimals are about a metre. */
function toDegrees([x, y]: Point): [number, number] {
  const round = (degrees: number): number => Number(degrees.toFixed(5))
  return [
    round(longitude + x / (111.32 * Math.cos((latitude * Math.PI) / 180))),
    round(latitude + y / 111.13),
  ]
}

/** The cell that lies deepest inside, and of those the one nearest the middle: a label there stays inside. */
function labelPoint(mesh: Mesh, members: ReadonlySet<number>): Point {
  let ring = new Set(
    [...members].filter((cell) =>
      mesh.neighbours(cell).some((next) => next === undefined || !members.has(next)),
    ),
  )
  const left = new Set([...members].filter((cell) => !ring.has(cell)))
  while (left.size > 0) {
    const next = new Set(
      [...ring].flatMap((cell) => mesh.neighbours(cell).filter((n) => n !== undefined && left.has(n))),
    )
    for (const cell of next) if (cell !== undefined) left.delete(cell)
    ring = next as Set<number>
  }
  const centres = [...members].map((cell) => mesh.cells[cell]?.centre ?? [0, 0])
  const x = centres.reduce((sum, centre) => sum + centre[0], 0) / centres.length
  const y = centres.reduce((sum, centre) => sum + centre[1], 0) / centres.length
  const away = (cell: number): number => {
    const [cx, cy] = mesh.cells[cell]?.centre ?? [0, 0]
    return Math.hypot(cx - x, cy - y)
  }
  const [best] = [...ring].sort((a, b) => away(a) - away(b) || a - b)
  return mesh.cells[best ?? 0]?.centre ?? [0, 0]
}

function feature(properties: Record<string, unknown>, rings: readonly Ring[]): string {
  const coordinates = rings.map((ring) => ring.map(toDegrees))
  return JSON.stringify({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates } })
}

function writeCollection(name: string, features: readonly string[]): void {
  const head = '{"type":"FeatureCollection","coordinateSystem":"EPSG:4490","features":[\n'
  writeFileSync(join(values.out ?? folder, name), `${head}${features.join(',\n')}\n]}\n`)
  process.stdout.write(`${name}: ${features.length} shapes\n`)
}

const datasets = codes.map((code) => {
  const file = JSON.parse(readFileSync(join(folder, `${code}.json`), 'utf8')) as { divisions: Division[] }
  return file.divisions
})
const plans = JSON.parse(readFileSync(join(folder, 'cell-layers.json'), 'utf8')) as CellLayerPlan[]
const { mesh, village } = layOut(datasets, seed)
const corners = smoothCorners(mesh, village, new Map())
const middles = roughenSides(mesh, village, corners, seed)

datasets.forEach((divisions, index) => {
  const features: string[] = []
  for (const length of [6, 9, 12]) {
    const owner = new Map([...village].map(([cell, code]) => [cell, code.slice(0, length)]))
    const rings = traceRings(mesh, owner, corners, middles)
    for (const { code, level } of divisions.filter((item) => item.code.length === length)) {
      const members = new Set([...owner].filter(([, own]) => own === code).map(([cell]) => cell))
      const label = toDegrees(labelPoint(mesh, members))
      features.push(feature({ code, level, schematic: true, label }, rings.get(code) ?? []))
    }
  }
  writeCollection(`${codes[index]}.shapes.geojson`, features)
  const cells = plans
    .filter((plan) => plan.district === codes[index])
    .flatMap((plan) => drawCells(plan, divisions, { mesh, village, corners, middles, seed }))
  if (cells.length > 0) writeCollection(`${codes[index]}.cells.geojson`, cells.map(presentCell))
})

function presentCell({ rings, ...properties }: DrawnCell): string {
  return feature({ ...properties, schematic: true }, rings)
}
