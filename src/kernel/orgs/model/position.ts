import { z } from 'zod'
import { DivisionCode } from '#kernel/divisions/model'
import { LocalText } from '#kernel/i18n/model'
import { RoleId } from './roles.ts'

/** GB/T 43697-2024 in four steps: 0 open, 1 internal, 2 sensitive (persons), 3 important or core data. */
export const Sensitivity = z.number().int().min(0).max(3)

export const NewPosition = z.strictObject({
  /** Stable key of the position, so that a seed or an import can be run again. */
  code: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,79}$/),
  organisationId: z.number().int().positive(),
  title: LocalText,
  role: RoleId,
  divisions: z.array(DivisionCode).min(1).max(400),
  /** Ledger ids; null for all, those to come included; none for the three administrators. */
  ledgers: z.array(z.string().min(1).max(60)).max(400).nullable(),
  sensitivity: Sensitivity,
})
export type NewPosition = z.infer<typeof NewPosition>

export const Position = z.strictObject({
  id: z.number().int(),
  code: z.string(),
  organisationId: z.number().int(),
  organisation: z.string(),
  title: z.string(),
  role: z.string(),
  divisions: z.array(z.string()),
  ledgers: z.array(z.string()).nullable(),
  sensitivity: Sensitivity,
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
})
export type Position = z.infer<typeof Position>
