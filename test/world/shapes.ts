import type { Database } from '#kernel/db/server'
import type { Cell, Position, Shape } from '#kernel/divisions/model'
import { seedDivisions } from '#kernel/divisions/server'
import { worldDivisions } from './divisions.ts'

/** Squares of a tenth of a degree, from this corner on. */
const corner: Position = [120, 41]
const side = 0.1

type Box = [west: number, south: number, east: number, north: number]

/** The invented district as squares: two streets and a town side by side, and a neighbour apart. */
const boxes: Record<string, Box> = {
  '990001': [0, 0, 2, 2],
  '990001001': [0, 0, 2, 1],
  '990001001001': [0, 0, 1, 1],
  '990001001002': [1, 0, 2, 1],
  '990001002': [0, 1, 1, 2],
  '990001002001': [0, 1, 1, 2],
  '990001100': [1, 1, 2, 2],
  '990001100201': [1, 1, 2, 2],
  '990002': [3, 0, 4, 1],
  '990002001': [3, 0, 4, 1],
}

/** A place of the squares' sheet in degrees, exactly as it is written. */
export const onSheet = (x: number, y: number): Position => [
  Number((corner[0] + x * side).toFixed(7)),
  Number((corner[1] + y * side).toFixed(7)),
]

/** A box with the middles of its sides, so that what borders on it shares its points. */
function shapeOf(code: string, [west, south, east, north]: Box, step: number): Shape {
  const ring: Position[] = []
  for (let x = west; x < east; x += step) ring.push(onSheet(x, south))
  for (let y = south; y < north; y += step) ring.push(onSheet(east, y))
  for (let x = east; x > west; x -= step) ring.push(onSheet(x, north))
  for (let y = north; y > south; y -= step) ring.push(onSheet(west, y))
  const area = { type: 'Polygon' as const, coordinates: [[...ring, ring[0] as Position]] }
  return { code, schematic: true, label: null, area }
}

/** The codes of the four cells of a village, from the south-west by rows. */
export const cellsOf = (village: string) =>
  ['001', '002', '003', '004'].map((serial) => `${village}${serial}`)

export const worldVillages = ['990001001001', '990001001002', '990001002001', '990001100201'] as const
export const farCell = '990002001000001'

/**
 * Gives the divisions shapes, and each village four community cells; one cell lies in the neighbour.
 * @param nameOf what a cell is called
 */
export async function seedWorldShapes(db: Database, nameOf: (cell: string) => string): Promise<void> {
  const cell = (code: string, place: string, box: Box): Cell & { shape: Shape } => ({
    layer: 'community',
    code,
    name: { 'zh-CN': nameOf(code), en: nameOf(code) },
    villages: [{ code: place, share: 1 }],
    shape: shapeOf(code, box, 0.5),
  })
  const cells = worldVillages.flatMap((village) => {
    const [west, south] = boxes[village] as Box
    return cellsOf(village).map((code, index) => {
      const [x, y] = [west + (index % 2) / 2, south + Math.floor(index / 2) / 2]
      return cell(code, village, [x, y, x + 0.5, y + 0.5])
    })
  })
  await seedDivisions(db, {
    asOf: '2026-01-01',
    source: 'invented',
    divisions: worldDivisions,
    shapes: Object.entries(boxes).map(([code, box]) => shapeOf(code, box, 0.5)),
    layers: [
      {
        id: 'community',
        name: { 'zh-CN': '社区网格', en: 'Community cells' },
        codePattern: '^\\d{12}\\d{3}$',
        codeScheme: { 'zh-CN': '村代码 + 3 位', en: 'village code + 3 digits' },
        source: null,
        invented: true,
      },
    ],
    cells: [...cells, cell(farCell, '990002001', [3, 0, 4, 1])],
  })
}
