import { z } from 'zod'
import { lastDay } from './milestones.ts'

/** `YYYY-MM-DD`, or a month, which is read as its last day. */
export const AsOf = z
  .string()
  .regex(/^\d{4}-\d{2}(-\d{2})?$/)
  .refine((text) => lastDay(text) !== null)

export const Fraction = z.object({
  numerator: z.number().int().min(1).max(99),
  denominator: z.number().int().min(1).max(99),
})

export const ColourRuleAnswer = z.object({ yellowFrom: Fraction })

const Imported = z.object({
  row: z.number(),
  key: z.string(),
  asOf: z.string(),
  name: z.string(),
  entryId: z.string(),
})
export const ImportAnswer = z.object({
  added: z.array(Imported),
  changed: z.array(Imported),
  unchanged: z.array(Imported),
  refused: z.array(
    z.object({ row: z.number(), column: z.string().nullable(), reason: z.string(), value: z.string() }),
  ),
})

/** One kind of procedure of the usual checklist (手续). */
export const ProcedureKind = z.object({
  order: z.number().int(),
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
})
export type ProcedureKind = z.infer<typeof ProcedureKind>
