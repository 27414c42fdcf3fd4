import { z } from 'zod'
import { DivisionCode } from '#kernel/divisions/model'

/** What a program may do by its key. */
export const programUses = ['open311', 'hotline'] as const
export const ProgramUse = z.enum(programUses)
export type ProgramUse = z.infer<typeof ProgramUse>

export const perDayDefault = 1000
export const perMinuteDefault = 60

export const ProgramAsked = z.strictObject({
  name: z.string().trim().min(1).max(100),
  /** Who answers for the program. */
  contact: z.string().trim().min(1).max(200),
  uses: z.array(ProgramUse).min(1).max(programUses.length),
  divisionCode: DivisionCode,
  perDay: z.int().min(1).max(1_000_000).default(perDayDefault),
  perMinute: z.int().min(1).max(100_000).default(perMinuteDefault),
  /** Its reports may be shown to residents at once. */
  publishes: z.boolean().default(false),
})

export const Program = z.object({
  id: z.uuid(),
  name: z.string(),
  contact: z.string(),
  tokenHint: z.string(),
  uses: z.array(ProgramUse),
  divisionCode: DivisionCode,
  perDay: z.number(),
  perMinute: z.number(),
  publishes: z.boolean(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  revokedAt: z.iso.datetime().nullable(),
  revokedBy: z.string().nullable(),
  takenToday: z.number(),
})
export type Program = z.infer<typeof Program>

export const ProgramList = z.object({ programs: z.array(Program) })
/** The key is told once. */
export const NewProgramAnswer = z.object({ id: z.uuid(), key: z.string() })
