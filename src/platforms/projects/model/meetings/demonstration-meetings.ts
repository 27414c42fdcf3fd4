import { z } from 'zod'

const Text = z.string().trim().min(1)

/** The invented visits and the invented meeting of the demonstration; days count back from today. */
export const DemonstrationMeetings = z.strictObject({
  /** The district's name. */
  district: Text,
  place: Text,
  visits: z.array(
    z.strictObject({
      project: Text,
      daysAgo: z.int().min(0),
      seen: Text,
      nextInDays: z.int().positive().nullable(),
    }),
  ),
  past: z.strictObject({
    daysAgo: z.int().positive(),
    decisions: z.array(
      z.strictObject({
        project: Text,
        title: Text,
        unit: Text,
        dueInDays: z.int().positive(),
        doneInDays: z.int().positive().nullable(),
        measures: Text.nullable(),
      }),
    ),
  }),
})
export type DemonstrationMeetings = z.infer<typeof DemonstrationMeetings>
