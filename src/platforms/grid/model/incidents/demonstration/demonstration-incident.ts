import { z } from 'zod'
import { channels } from '../fields.ts'

/** An invented matter of the demonstration: what it is, how old, how far it went, and what happened on the way. */
export const DemonstrationIncident = z.strictObject({
  category: z.string(),
  title: z.string(),
  channel: z.enum(channels),
  hoursAgo: z.int().min(1),
  reach: z.enum([
    'registered',
    'dispatched',
    'handling',
    'completed',
    'verified',
    'closed',
    'refused',
    'voided',
    'merged',
  ]),
  /** What claimants said of it. */
  claims: z.array(z.string()).default([]),
  /** What claimants said after it was over. */
  lateClaims: z.array(z.string()).default([]),
  /** Of the list, the one that it was merged into. */
  into: z.int().min(0).optional(),
  /** Of the list, the one that it lies beside. */
  near: z.int().min(0).optional(),
  reason: z.string().optional(),
  extension: z.int().min(1).optional(),
  suspended: z.string().optional(),
  sentBack: z.int().min(1).max(2).optional(),
  /** The first verification was not passed. */
  failed: z.boolean().optional(),
  reopened: z.string().optional(),
})
export type DemonstrationIncident = z.infer<typeof DemonstrationIncident>
