import { z } from 'zod'
import { problemKinds } from '../problem-ledger.ts'
import { placeSources } from './visit-ledger.ts'

const text = (max: number) => z.string().trim().min(1).max(max)

/** What a visitor sends: the visit, and the problems found. What the ledger says of the values is asked by the engine. */
export const VisitReport = z.strictObject({
  seen: text(400),
  visitedOn: z.iso.date(),
  /** Who visited; whoever sends it where nobody is named. */
  visitorId: z.int().positive().nullable().default(null),
  companions: text(400).nullable().default(null),
  demands: text(20_000).nullable().default(null),
  photos: z.array(z.uuid()).max(50).default([]),
  longitude: z.number().nullable().default(null),
  latitude: z.number().nullable().default(null),
  accuracyMetres: z.number().nullable().default(null),
  placeFrom: z.enum(placeSources).nullable().default(null),
  nextOn: z.iso.date().nullable().default(null),
  problems: z
    .array(
      z.strictObject({
        title: text(400),
        kind: z.enum(problemKinds),
        proposal: text(20_000).nullable().default(null),
      }),
    )
    .max(20)
    .default([]),
})
export type VisitReport = z.input<typeof VisitReport>

export const VisitAnswer = z.strictObject({ id: z.string(), problems: z.array(z.string()) })
export type VisitAnswer = z.infer<typeof VisitAnswer>
