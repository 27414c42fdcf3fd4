import { z } from 'zod'
import { DivisionCode } from '#kernel/divisions/model'
import { LocalText } from '#kernel/i18n/model'
import { Point } from '#kernel/ledgers/model'
import { Alike } from './alike.ts'
import { Catalogue, Urgency } from './catalogue.ts'
import { Accuracy } from './classify/knowledge.ts'
import { channels } from './fields.ts'

export const CatalogueAnswer = z.object({
  version: z.int(),
  catalogue: Catalogue,
  accuracy: Accuracy,
  /** What the bodies of the reader's district are called, by the codes that rules name them by. */
  bodies: z.record(z.string(), LocalText),
})
export type CatalogueAnswer = z.infer<typeof CatalogueAnswer>

export const ClassifierAnswer = z.object({
  weights: z.record(z.string(), z.record(z.string(), z.number())),
  accuracy: Accuracy,
})

const text = (max: number) => z.string().trim().min(1).max(max)

/** A matter as it is being typed. */
export const ProposalAsk = z.strictObject({
  text: text(4000),
  divisionCode: DivisionCode.optional(),
  category: text(40).optional(),
  spot: Point.optional(),
})
export type ProposalAsk = z.infer<typeof ProposalAsk>

const Named = z.object({ id: z.int(), name: LocalText })
/** A category that the words speak for: by which words, who would be responsible, and how long it may take. */
export const CategoryProposal = z.object({
  category: z.string(),
  name: LocalText,
  area: LocalText,
  share: z.number(),
  reasons: z.array(z.object({ words: z.string(), weight: z.number() })),
  responsible: Named.nullable(),
})
export type CategoryProposal = z.infer<typeof CategoryProposal>

export const AlikeIncident = z.object({
  id: z.uuid(),
  no: z.string(),
  title: z.string(),
  stage: z.string(),
  ...Alike.shape,
})
export type AlikeIncident = z.infer<typeof AlikeIncident>

export const ProposalAnswer = z.object({
  categories: z.array(CategoryProposal),
  accuracy: Accuracy,
  alike: z.array(AlikeIncident),
})
export type ProposalAnswer = z.infer<typeof ProposalAnswer>

export const RelatedAnswer = z.object({
  claims: z.array(
    z.object({ id: z.uuid(), no: z.string(), title: z.string(), channel: z.string(), stage: z.string() }),
  ),
  categories: z.array(CategoryProposal),
  accuracy: Accuracy,
  alike: z.array(AlikeIncident),
  category: z.object({ name: LocalText, closing: LocalText }).nullable(),
  responsible: Named.nullable(),
})
export type RelatedAnswer = z.infer<typeof RelatedAnswer>

/** A claim that an officer takes down. */
export const ClaimReport = z.strictObject({
  channel: z.enum(channels),
  words: text(4000),
  divisionCode: DivisionCode,
  title: text(100).optional(),
  category: text(40).optional(),
  urgency: Urgency.optional(),
  address: text(400).optional(),
  spot: Point.optional(),
  photos: z.array(z.uuid()).max(9).optional(),
  claimantName: text(60).optional(),
  claimantPhone: text(40).optional(),
  incidentId: z.uuid().optional(),
  /** What was proposed when the category was chosen, for the log. */
  proposed: text(400).optional(),
})
export type ClaimReport = z.infer<typeof ClaimReport>

const Entry = z.object({ id: z.uuid(), no: z.string() })
export const ClaimAnswer = z.object({ claim: Entry, incident: Entry, joined: z.boolean() })
export type ClaimAnswer = z.infer<typeof ClaimAnswer>
