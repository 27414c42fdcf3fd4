import { z } from 'zod'
import { differenceReasons } from './compare.ts'
import { boardMeasures, figureKinds } from './figures.ts'

const Comparison = z.strictObject({
  kind: z.enum(['count', 'fen', 'share', 'fraction']),
  reported: z.number().int().nullable(),
  derived: z.number().int().nullable(),
  difference: z.number().int().nullable(),
  reasons: z.array(z.enum(differenceReasons)),
  measure: z.string(),
})

export const FigureAnswer = z.strictObject({
  id: z.uuid(),
  version: z.number().int(),
  indicator: z.string(),
  value: z.string(),
  unit: z.string(),
  district: z.string(),
  period: z.string(),
  source: z.string(),
  asOf: z.string(),
  theme: z.string(),
  kind: z.enum(figureKinds),
  qualifier: z.string(),
  note: z.string(),
  board: z.enum(boardMeasures).nullable(),
  /** Null where nothing derives it. */
  comparison: Comparison.nullable(),
})
export type FigureAnswer = z.infer<typeof FigureAnswer>

export const FigureDetail = FigureAnswer.extend({
  derived: z
    .strictObject({
      rows: z.array(
        z.strictObject({
          id: z.uuid().nullable(),
          name: z.string(),
          fen: z.number().int().nullable(),
          counted: z.boolean(),
        }),
      ),
      known: z.number().int(),
      of: z.number().int(),
      stale: z.number().int(),
    })
    .nullable(),
})
export type FigureDetail = z.infer<typeof FigureDetail>

const Cell = z.strictObject({
  measure: z.enum(boardMeasures),
  kind: z.enum(['count', 'fen', 'share']),
  value: z.number().int().nullable(),
  known: z.number().int(),
  of: z.number().int(),
  ids: z.array(z.uuid()),
})

const BoardProject = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  stage: z.string(),
  category: z.string(),
  park: z.string(),
  divisionCode: z.string(),
  investmentFen: z.number().int().nullable(),
  demonstration: z.boolean(),
})
export type BoardProject = z.infer<typeof BoardProject>

export const BoardAnswer = z.strictObject({
  year: z.string(),
  day: z.string(),
  today: z.string(),
  spans: z.array(z.strictObject({ id: z.string(), from: z.string(), to: z.string(), cells: z.array(Cell) })),
  /** Of the year until the day. */
  groups: z.array(z.strictObject({ key: z.string(), cells: z.array(Cell) })),
  projects: z.array(BoardProject),
  divisions: z.array(z.strictObject({ code: z.string(), name: z.string() })),
  targets: z.array(
    z.strictObject({
      figureId: z.uuid(),
      version: z.number().int(),
      measure: z.enum(boardMeasures),
      value: z.number().int(),
      district: z.string(),
      period: z.string(),
      source: z.string(),
      asOf: z.string(),
      qualifier: z.string(),
      recordedAt: z.iso.datetime(),
    }),
  ),
  /** How many example projects there are, counted or not. */
  examples: z.number().int(),
})
export type BoardAnswer = z.infer<typeof BoardAnswer>

/** A target of the board, or its correction: who sets it says where it stands. */
export const TargetBody = z.strictObject({
  measure: z.enum(boardMeasures),
  district: z.string().trim().min(1).max(60),
  /** As offices write it. */
  period: z.string().trim().min(4).max(40),
  value: z.string().regex(/^\d{1,15}(\.\d{1,6})?$/),
  source: z.string().trim().min(2).max(400),
})
