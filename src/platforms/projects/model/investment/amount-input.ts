import { z } from 'zod'
import { amountKinds } from './light-rule.ts'

export const enteredAmounts = ['plan', ...amountKinds] as const
export const EnteredAmount = z.enum(enteredAmounts)
export type EnteredAmount = z.infer<typeof EnteredAmount>

export const Month = z.string().regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/)
export const Year = z.string().regex(/^(19|20)\d{2}$/)

/** An amount of a project in a month. Null takes back what was said. */
const AmountCell = z.strictObject({
  projectId: z.uuid(),
  period: z.union([Month, Year]),
  fen: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
  /** The step that the month was seen in; null where there was no entry. */
  seq: z.number().int().min(1).nullable(),
})
export type AmountCell = z.infer<typeof AmountCell>

export const cellsMax = 2000

export const AmountsBody = z
  .strictObject({
    amount: EnteredAmount,
    source: z.string().trim().min(1).max(400),
    effectiveAt: z.iso.datetime({ offset: true }).optional(),
    cells: z.array(AmountCell).min(1).max(cellsMax),
  })
  // A year as a whole has a plan; what was done in it is said month by month.
  .refine(({ amount, cells }) => amount === 'plan' || cells.every(({ period }) => period.length === 7), {
    path: ['cells'],
    error: 'projects.amount_of_year',
  })
