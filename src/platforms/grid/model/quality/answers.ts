import { z } from 'zod'

/** How many incidents were reported when: by weekday (1 Monday) and hour, and by day. Empty ones are left out. */
export const RhythmAnswer = z.object({
  from: z.string(),
  to: z.string(),
  total: z.number(),
  hours: z.array(z.object({ weekday: z.number(), hour: z.number(), count: z.number() })),
  days: z.array(z.object({ day: z.string(), count: z.number() })),
})
export type RhythmAnswer = z.infer<typeof RhythmAnswer>

/** The incidents behind a figure of the rhythm. */
export const RhythmRows = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      no: z.string(),
      title: z.string(),
      stage: z.string(),
      openedAt: z.string(),
    }),
  ),
  total: z.number(),
})
export type RhythmRows = z.infer<typeof RhythmRows>

/** How many incidents there were in each cell, and the middle of where they were. */
export const DensityAnswer = z.object({
  from: z.string(),
  to: z.string(),
  total: z.number(),
  cells: z.array(
    z.object({ cell: z.string(), count: z.number(), lng: z.number().nullable(), lat: z.number().nullable() }),
  ),
  /** Of which no cell is known. */
  elsewhere: z.number(),
})
export type DensityAnswer = z.infer<typeof DensityAnswer>
