import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'

/** A due date that another calendar would set otherwise, to be confirmed by a person. */
const DateMoveAnswer = z.strictObject({
  taskId: z.string(),
  entryId: z.string(),
  entryNo: z.string(),
  entryTitle: z.string(),
  ledger: z.string(),
  ledgerTitle: LocalText,
  task: LocalText,
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** The day stays; it was provisional and is certain now, or the other way round. */
  provisionalOnly: z.boolean(),
  reason: z.string(),
})
export type DateMoveAnswer = z.infer<typeof DateMoveAnswer>

export const DateMovePage = z.strictObject({
  rows: z.array(DateMoveAnswer),
  total: z.int(),
  /** Tasks of entries that the reader may not see: somebody else confirms them. */
  outside: z.int(),
  /** Names the calendar that the list was computed by; confirming goes by it or not at all. */
  calendar: z.string(),
})
export type DateMovePage = z.infer<typeof DateMovePage>

export const DateMovesDone = z.strictObject({ moved: z.int(), left: z.int() })
export type DateMovesDone = z.infer<typeof DateMovesDone>
