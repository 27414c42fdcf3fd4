import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { Limit, LocalDate } from '#kernel/time/model'
import { Identifier } from './identifier.ts'

/** Which rows a what-if shows: those that would be late, those that were, or those for which it makes a difference. */
export const whatIfShown = ['would_be_late', 'was_late', 'differs', 'all'] as const

export const WhatIfAsk = z
  .strictObject({
    /** A limit to try for a kind of task; kinds that are not named keep theirs. */
    limits: z.record(Identifier, Limit),
    /** Days on which the entries were registered, both included. */
    from: LocalDate,
    to: LocalDate,
    show: z.enum(whatIfShown).default('would_be_late'),
    /** Shows the rows of one kind of task only. */
    task: Identifier.optional(),
    page: z.int().min(1).max(100_000).default(1),
    size: z.int().min(1).max(200).default(50),
  })
  .refine(({ limits }) => Object.keys(limits).length > 0, {
    error: 'ledgers.no_limit_to_try',
    path: ['limits'],
  })
  .refine(({ from, to }) => from <= to, { error: 'ledgers.period_reversed', path: ['to'] })
export type WhatIfAsk = z.infer<typeof WhatIfAsk>

const WhatIfKind = z.strictObject({
  task: z.string(),
  label: LocalText,
  tried: Limit,
  counted: z.int(),
  wasLate: z.int(),
  wouldBeLate: z.int(),
  /** Tasks that nobody had to finish any more, that stand still, or that ran to a named day: no limit tells of them. */
  excluded: z.int(),
})

const WhatIfRow = z.strictObject({
  taskId: z.string(),
  entryId: z.string(),
  entryNo: z.string(),
  entryTitle: z.string(),
  task: z.string(),
  startedAt: z.string(),
  /** Null: it is not done yet. */
  endedAt: z.string().nullable(),
  dueAt: z.string(),
  triedDueAt: z.string(),
  wasLate: z.boolean(),
  wouldBeLate: z.boolean(),
})
export type WhatIfRow = z.infer<typeof WhatIfRow>

export const WhatIfAnswer = z.strictObject({
  kinds: z.array(WhatIfKind),
  rows: z.array(WhatIfRow),
  total: z.int(),
})
export type WhatIfAnswer = z.infer<typeof WhatIfAnswer>
