import { z } from 'zod'

const Value = z.string().nullable()

/** One version that somebody made of an object: what changed from what to what, numbers masked. */
export const ObjectChange = z.strictObject({
  version: z.int(),
  at: z.iso.datetime(),
  by: z.strictObject({ accountId: z.int(), name: z.string() }),
  facts: z.array(z.strictObject({ field: z.string(), before: Value, after: Value })),
  /** The request that it was made on. */
  requestId: z.uuid().nullable(),
  /** That who belongs to a household changed, which its time line tells. */
  members: z.boolean(),
})
export type ObjectChange = z.infer<typeof ObjectChange>

/** Latest first. */
export const ObjectChanges = z.strictObject({ changes: z.array(ObjectChange) })
export type ObjectChanges = z.infer<typeof ObjectChanges>

/** Who looked at a whole number of an object, latest first. */
export const ObjectLooks = z.strictObject({
  looks: z.array(
    z.strictObject({
      id: z.uuid(),
      at: z.iso.datetime(),
      by: z.strictObject({ accountId: z.int(), name: z.string() }),
      field: z.enum(['idNumber', 'phone']),
      purpose: z.string(),
    }),
  ),
})
export type ObjectLooks = z.infer<typeof ObjectLooks>
