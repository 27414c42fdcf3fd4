import { z } from 'zod'
import { projectColours } from './colour.ts'
import { lastDay } from './milestones.ts'

/** `YYYY-MM-DD`, or a month, which is read as its last day. */
export const AsOf = z
  .string()
  .regex(/^\d{4}-\d{2}(-\d{2})?$/)
  .refine((text) => lastDay(text) !== null)

export const Fraction = z.strictObject({
  numerator: z.number().int().min(1).max(99),
  denominator: z.number().int().min(1).max(99),
})

export const ColourRuleAnswer = z.strictObject({ yellowFrom: Fraction })

/** A share as it is asked for in an address: `1/2`. */
export const FractionText = z
  .string()
  .regex(/^[1-9]\d?\/[1-9]\d?$/)
  .transform((text) => {
    const [numerator = 0, denominator = 0] = text.split('/').map(Number)
    return { numerator, denominator }
  })

export const ColourRuleChange = z.strictObject({
  yellowFrom: Fraction,
  at: z.iso.datetime(),
  accountId: z.number().int(),
  name: z.string().nullable(),
})
export type ColourRuleChange = z.infer<typeof ColourRuleChange>

const Colour = z.enum(projectColours)

/** What another rule would do to the projects that one may see. */
export const ColourEffect = z.strictObject({
  projects: z.number().int(),
  counts: z.array(z.strictObject({ colour: Colour, before: z.number().int(), after: z.number().int() })),
  changes: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      before: Colour,
      after: Colour,
      done: z.number().int(),
      total: z.number().int(),
    }),
  ),
})
export type ColourEffect = z.infer<typeof ColourEffect>

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
