import { z } from 'zod'
import { Area, DivisionCode, Position } from '#kernel/divisions/model'
import { Point } from '#kernel/ledgers/model'
import { Phone } from '#kernel/registry/model'
import { Proof } from './proof.ts'
import { plainChoiceNames } from './plain-choices.ts'

/** What the pages need to know before they ask anything. */
export const PortalSetup = z.strictObject({
  demonstration: z.boolean(),
  /** Whether somebody anywhere takes up what is reported. */
  open: z.boolean(),
  /** Whether codes can be sent to phones. */
  codes: z.boolean(),
  photos: z.strictObject({ count: z.int(), bytes: z.int() }),
  /** The categories that are reported now, by code. */
  categories: z.array(
    z.strictObject({
      code: z.string(),
      name: z.strictObject({ 'zh-CN': z.string(), en: z.string() }),
      choice: z.enum(plainChoiceNames).optional(),
    }),
  ),
})
export type PortalSetup = z.infer<typeof PortalSetup>

export const PortalPlace = z.strictObject({
  code: DivisionCode,
  name: z.string(),
  nameEn: z.string(),
  pinyin: z.string(),
})
export const PortalPlaces = z.strictObject({ rows: z.array(PortalPlace) })
export type PortalPlaces = z.infer<typeof PortalPlaces>

/** The quiet base map: names where they stand, and outlines only under a map approval number (审图号). */
export const PortalMap = z.strictObject({
  approvalNumber: z.string().nullable(),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
  names: z.array(
    z.strictObject({
      code: DivisionCode,
      level: z.enum(['township', 'village']),
      name: z.string(),
      nameEn: z.string(),
      at: Position,
    }),
  ),
  outlines: z.array(z.strictObject({ code: DivisionCode, area: Area })),
})
export type PortalMap = z.infer<typeof PortalMap>

/** The place of a spot, so that nobody has to know where a street ends. */
export const PortalWhere = z.strictObject({
  village: PortalPlace.nullable(),
  township: PortalPlace.nullable(),
})
export type PortalWhere = z.infer<typeof PortalWhere>

export const CodeRequest = z.strictObject({ phone: Phone, proof: Proof.optional() })
export const SentCode = z.strictObject({
  id: z.uuid(),
  minutes: z.int(),
  /** In the demonstration alone, on the machine that it runs on. */
  demonstrationCode: z.string().optional(),
})
export type SentCode = z.infer<typeof SentCode>
export const CodeAnswer = z.strictObject({ id: z.uuid(), code: z.string().trim().max(20) })
/** The masked phone of the session; null without one. */
export const PortalSession = z.strictObject({ phone: z.string().nullable() })
export type PortalSession = z.infer<typeof PortalSession>

export const PortalUpload = z.strictObject({ id: z.uuid(), size: z.int() })
export type PortalUpload = z.infer<typeof PortalUpload>

export const wordsMax = 1000
export const addressMax = 200
const Words = z.string().trim().min(4, 'portal.words_short').max(wordsMax)

export const ReportInput = z.strictObject({
  words: Words,
  divisionCode: DivisionCode,
  spot: Point.optional(),
  address: z.string().trim().max(addressMax).optional(),
  category: z.string().max(60).optional(),
  photos: z.array(z.uuid()).max(10).default([]),
  /** The number of an incident that this is about. */
  joins: z.string().max(40).optional(),
  /** True: the phone of the session is not put on the report. */
  anonymous: z.boolean().default(false),
  /** Left empty by people: nobody sees it. */
  website: z.string().max(400).default(''),
  proof: Proof.optional(),
})
export type ReportInput = z.infer<typeof ReportInput>

export const ReportReceipt = z.strictObject({
  no: z.string(),
  /** Only a keyed hash of it is kept: it is told now, and to nobody later. */
  secret: z.string(),
  incidentNo: z.string(),
  joined: z.boolean(),
  dueAt: z.iso.datetime().nullable(),
})
export type ReportReceipt = z.infer<typeof ReportReceipt>

export const PortalPhoto = z.strictObject({ id: z.uuid(), shows: z.enum(['before', 'after']) })

/** What everybody may read of an incident. */
export const PortalIncident = z.strictObject({
  no: z.string(),
  title: z.string(),
  category: z.string().nullable(),
  stage: z.string(),
  isOpen: z.boolean(),
  place: z.string(),
  address: z.string().nullable(),
  spot: Point.nullable(),
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  dueAt: z.iso.datetime().nullable(),
  originalDueAt: z.iso.datetime().nullable(),
  extensions: z.array(
    z.strictObject({ count: z.number(), unit: z.string(), reason: z.string(), decidedAt: z.string() }),
  ),
  suspended: z.strictObject({ since: z.string(), reason: z.string() }).nullable(),
  /** Who handles it: an organisation, never a person. */
  organisation: z.string().nullable(),
  result: z.string().nullable(),
  photos: z.array(PortalPhoto),
})
export type PortalIncident = z.infer<typeof PortalIncident>

export const PortalIncidents = z.strictObject({
  rows: z.array(PortalIncident.extend({ metres: z.number().nullable() })),
  total: z.int(),
})
export type PortalIncidents = z.infer<typeof PortalIncidents>

/** A claim as whoever has its number and code, or its phone, may read it. */
export const PortalClaim = z.strictObject({
  no: z.string(),
  stage: z.string(),
  openedAt: z.iso.datetime(),
  words: z.string(),
  answer: z.string().nullable(),
  ending: z.string().nullable(),
  /** The last day on which it may be reopened; null where it can't. */
  reopenUntil: z.string().nullable(),
  rating: z.int().nullable(),
  can: z.strictObject({ rate: z.boolean(), reopen: z.boolean(), add: z.boolean() }),
  incident: PortalIncident,
})
export type PortalClaim = z.infer<typeof PortalClaim>

export const ClaimKey = z.strictObject({
  no: z.string().trim().max(40),
  /** The secret code; left out where the session's phone is the claim's. */
  secret: z.string().max(40).optional(),
})
export type ClaimKey = z.infer<typeof ClaimKey>
export const RatingInput = ClaimKey.extend({
  score: z.int().min(1).max(5),
  words: z.string().trim().max(wordsMax).default(''),
})
export const ReopenInput = ClaimKey.extend({ reason: Words })
export const AddInput = ClaimKey.extend({ words: Words, photos: z.array(z.uuid()).max(10).default([]) })

export const PortalClaims = z.strictObject({
  rows: z.array(
    z.strictObject({
      no: z.string(),
      title: z.string(),
      stage: z.string(),
      incidentStage: z.string(),
      openedAt: z.iso.datetime(),
      dueAt: z.iso.datetime().nullable(),
    }),
  ),
})
export type PortalClaims = z.infer<typeof PortalClaims>

export const CategoryProposals = z.strictObject({ codes: z.array(z.string()) })
export type CategoryProposals = z.infer<typeof CategoryProposals>
