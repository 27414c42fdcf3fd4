import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import type { Division } from './division.ts'
import { Area, Position } from './geojson.ts'

/** A layer of cells laid over the divisions, with codes of its own. */
export const CellLayer = z.object({
  id: z.string().regex(/^[a-z][a-z_]*$/),
  name: LocalText,
  codePattern: z.string(),
  codeScheme: LocalText,
  /** Where the layer and its number of cells are from; null for a layer without cells yet. */
  source: LocalText.nullable(),
  /** The cells' shapes and spread are made up for demonstration. */
  invented: z.boolean(),
})
export type CellLayer = z.infer<typeof CellLayer>

export const Cell = z.object({
  layer: z.string(),
  code: z.string(),
  name: LocalText,
  /** The villages it reaches into, with the share of the cell's area in each; the shares sum to 1. */
  villages: z.array(z.object({ code: z.string(), share: z.number().positive().max(1) })).min(1),
})
export type Cell = z.infer<typeof Cell>

export const Shape = z.object({
  code: z.string(),
  schematic: z.boolean(),
  label: Position.nullable(),
  area: Area,
})
export type Shape = z.infer<typeof Shape>

/** What is loaded at once: whole districts with everything in them, as of one edition of the codes. */
export type DivisionDataset = {
  /** The edition's day, YYYY-MM-DD. */
  asOf: string
  source: string
  divisions: readonly Division[]
  shapes: readonly Shape[]
  layers: readonly CellLayer[]
  cells: readonly (Cell & { shape: Shape | null })[]
}
