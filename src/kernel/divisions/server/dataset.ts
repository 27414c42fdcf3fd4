import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Cell, CellLayer, Division, type DivisionDataset, type Shape } from '#kernel/divisions/model'
import { Area, Position } from '../model/geojson.ts'

const dataFolder = join(import.meta.dirname, '../../../../data/divisions')

const DivisionFile = z.object({
  source: z.object({ package: z.string(), licence: z.string(), asOf: z.iso.date() }),
  divisions: z.array(Division),
})

const feature = <P extends z.ZodType>(properties: P) =>
  z.object({ features: z.array(z.object({ properties, geometry: Area })) })
const ShapeFile = feature(z.object({ code: z.string(), schematic: z.boolean(), label: Position }))
const CellFile = feature(Cell.extend({ schematic: z.boolean() }))

function readJson(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'))
}

/**
 * Reads the districts that scripts/extract-divisions.ts and scripts/draw-schematic-shapes.ts wrote. Shapes and cells
 * are optional; the codes are not.
 * @throws ZodError when a file is not what it should be, Error when a cell's code breaks its layer's scheme.
 */
export function readDivisionDataset(districts: readonly string[], folder = dataFolder): DivisionDataset {
  const files = districts.map((code) => DivisionFile.parse(readJson(folder, `${code}.json`)))
  const layers = z.array(CellLayer).parse(readJson(folder, 'cell-layers.json'))
  const dataset = {
    asOf: files.map((file) => file.source.asOf).sort()[0] ?? '',
    source: [...new Set(files.map((file) => file.source.package))].join(', '),
    divisions: files.flatMap((file) => file.divisions),
    shapes: districts.flatMap((code) => readShapes(folder, `${code}.shapes.geojson`)),
    layers,
    cells: districts.flatMap((code) => readCells(folder, `${code}.cells.geojson`)),
  }
  const patterns = new Map(layers.map(({ id, codePattern }) => [id, new RegExp(codePattern)]))
  for (const { layer, code } of dataset.cells) {
    if (!patterns.get(layer)?.test(code)) throw new Error(`${code} is no code of the cell layer ${layer}`)
  }
  return dataset
}

function readShapes(folder: string, name: string): Shape[] {
  if (!existsSync(join(folder, name))) return []
  const { features } = ShapeFile.parse(readJson(folder, name))
  return features.map(({ properties, geometry }) => ({ ...properties, area: geometry }))
}

function readCells(folder: string, name: string): DivisionDataset['cells'][number][] {
  if (!existsSync(join(folder, name))) return []
  const { features } = CellFile.parse(readJson(folder, name))
  return features.map(({ properties: { schematic, ...cell }, geometry }) => ({
    ...cell,
    shape: { code: cell.code, schematic, label: null, area: geometry },
  }))
}
