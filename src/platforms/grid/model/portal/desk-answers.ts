import { z } from 'zod'

const share = z.number().min(0).max(1)

/** A part of a photo that was made unrecognisable, as shares of its width and height. */
export const ImageArea = z.strictObject({ x: share, y: share, width: share, height: share })
export type ImageArea = z.infer<typeof ImageArea>

export const Reason = z.string().trim().min(4, 'portal.reason_short').max(300)

export const PublishInput = z.strictObject({
  fileId: z.uuid(),
  shows: z.enum(['before', 'after']),
  areas: z.array(ImageArea).max(60),
})
export const WithdrawInput = z.strictObject({ reason: Reason })

const when = z.iso.datetime()
export const PublishedPhoto = z.strictObject({
  id: z.uuid(),
  sourceFile: z.uuid(),
  fileId: z.uuid(),
  shows: z.enum(['before', 'after']),
  areas: z.array(ImageArea),
  publishedAt: when,
  publishedBy: z.string(),
  withdrawn: z.strictObject({ at: when, by: z.string(), reason: z.string() }).nullable(),
})
export type PublishedPhoto = z.infer<typeof PublishedPhoto>

/** The photos of an incident: which there are, and what of them residents see. */
export const IncidentPhotos = z.strictObject({
  no: z.string(),
  title: z.string(),
  isPublic: z.boolean(),
  sources: z.array(z.strictObject({ fileId: z.uuid(), shows: z.enum(['before', 'after']) })),
  published: z.array(PublishedPhoto),
})
export type IncidentPhotos = z.infer<typeof IncidentPhotos>

export const PortalBlock = z.strictObject({
  id: z.int(),
  what: z.enum(['network', 'phone']),
  hint: z.string(),
  at: when,
  until: when,
  cause: z.enum(['limit', 'abuse']),
  reason: z.string(),
  by: z.string().nullable(),
  inForce: z.boolean(),
  lifted: z.strictObject({ at: when, by: z.string(), reason: z.string() }).nullable(),
})
export type PortalBlock = z.infer<typeof PortalBlock>
export const PortalBlocks = z.strictObject({ rows: z.array(PortalBlock), total: z.int() })
export type PortalBlocks = z.infer<typeof PortalBlocks>

export const DeskClaim = z.strictObject({
  id: z.uuid(),
  incidentId: z.uuid(),
  no: z.string(),
  title: z.string(),
  stage: z.string(),
  hint: z.string(),
  hasPhone: z.boolean(),
  at: when,
  abuse: z.strictObject({ at: when, by: z.string(), reason: z.string() }).nullable(),
})
export type DeskClaim = z.infer<typeof DeskClaim>
export const DeskClaims = z.strictObject({ rows: z.array(DeskClaim), total: z.int() })
export type DeskClaims = z.infer<typeof DeskClaims>

export const AbuseInput = z.strictObject({
  reason: Reason,
  /** Whether the network, and the phone where there is one, may not report for a time. */
  block: z.boolean(),
})

/** Incidents with photos that somebody may look through. */
export const PhotoWorks = z.strictObject({
  rows: z.array(
    z.strictObject({
      id: z.uuid(),
      no: z.string(),
      title: z.string(),
      isPublic: z.boolean(),
      photos: z.int(),
      at: when,
    }),
  ),
})
export type PhotoWorks = z.infer<typeof PhotoWorks>
