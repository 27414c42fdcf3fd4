import { z } from 'zod'
import { dayClasses } from './calendar.ts'
import { LocalDate } from './local-date.ts'
import { Notice } from './notice.ts'

/** A notice as the calendar page lists it; `importedAt` null: it came with the program. */
const NoticeAnswer = z.strictObject({
  title: z.string(),
  notice: Notice,
  importedAt: z.string().nullable(),
  importedBy: z.string().nullable(),
  inForce: z.boolean(),
})

export const CalendarAnswer = z.strictObject({
  year: z.int(),
  days: z.array(
    z.strictObject({
      date: LocalDate,
      class: z.enum(dayClasses),
      /** What is off, or made up for, in the reader's language; empty on an ordinary day. */
      name: z.string(),
    }),
  ),
  notices: z.array(NoticeAnswer),
  can: z.strictObject({ manage: z.boolean() }),
})
export type CalendarAnswer = z.infer<typeof CalendarAnswer>
