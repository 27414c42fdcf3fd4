import { z } from 'zod'
import { projectCategories } from '../stages.ts'
import { findingResults, gateVerdicts } from './examine.ts'
import { CatalogueRow, GateContent, GateRule, gateFacts, type GateFact, IndustryCode } from './rules.ts'

const Since = z.record(z.string(), z.number().int())

export const GateVersionAnswer = z.strictObject({
  version: z.number().int(),
  publishedAt: z.string(),
  by: z.string(),
  reason: z.string(),
  content: GateContent,
  since: Since,
})
export type GateVersionAnswer = z.infer<typeof GateVersionAnswer>

export const GateVersionSummary = GateVersionAnswer.omit({ content: true, since: true })

/** The rules in force, none before the first version, and all versions, the newest first. */
export const GateAnswer = z.strictObject({
  current: GateVersionAnswer.nullable(),
  versions: z.array(GateVersionSummary),
})
export type GateAnswer = z.infer<typeof GateAnswer>

export const GateDraftBody = z.strictObject({
  content: GateContent,
  /** The revision that the editor began from; 0 for a new draft. */
  revision: z.number().int().min(0),
})

export const GateDraftAnswer = z.strictObject({
  draft: z
    .strictObject({ content: GateContent, revision: z.number().int(), savedAt: z.string(), by: z.string() })
    .nullable(),
  /** What the pages name, to start from. */
  template: GateContent,
})
export type GateDraftAnswer = z.infer<typeof GateDraftAnswer>

export const GatePublishBody = z.strictObject({
  revision: z.number().int().min(1),
  reason: z.string().trim().min(1).max(1000),
})

const facts = Object.keys(gateFacts) as [GateFact, ...GateFact[]]

export const FindingAnswer = z.strictObject({
  rule: GateRule,
  number: z.number().int(),
  since: z.number().int(),
  result: z.enum(findingResults),
  facts: z.record(z.string(), z.json()),
  missing: z.array(z.enum(facts)),
  rows: z.array(CatalogueRow),
})
export type FindingAnswer = z.infer<typeof FindingAnswer>

export const ExaminationAnswer = z.strictObject({
  version: z.number().int(),
  verdict: z.enum(gateVerdicts),
  findings: z.array(FindingAnswer),
  /** Ids of the rules that stop the project still. */
  standing: z.array(z.string()),
})
export type ExaminationAnswer = z.infer<typeof ExaminationAnswer>

/** What is tried without registering anything; what isn't given is unknown. */
export const GateTrial = z.strictObject({
  industryCode: IndustryCode.nullish(),
  category: z.enum(projectCategories).nullish(),
  investmentFen: z.number().int().min(0).nullish(),
  assetInvestmentFen: z.number().int().min(0).nullish(),
  energyTce: z.number().min(0).nullish(),
  enclave: z.boolean().nullish(),
  highRisk: z.boolean().nullish(),
  safetyMet: z.boolean().nullish(),
  divisionCode: z
    .string()
    .regex(/^\d{6}(\d{3}(\d{3})?)?$/)
    .nullish(),
})
export type GateTrial = z.infer<typeof GateTrial>

/** A project before the gate: what was decided of it, by the rules of then, and what the rules of now would say. */
export const ProjectGateAnswer = z.strictObject({
  state: z.string().nullable(),
  decided: ExaminationAnswer.nullable(),
  override: z.strictObject({ by: z.string(), reason: z.string(), on: z.string() }).nullable(),
  now: ExaminationAnswer.nullable(),
})
export type ProjectGateAnswer = z.infer<typeof ProjectGateAnswer>

export const CatalogueAnswer = z.strictObject({
  rows: z.array(CatalogueRow),
  faults: z.array(
    z.strictObject({ row: z.number().int(), column: z.string(), reason: z.string(), value: z.string() }),
  ),
})
export type CatalogueAnswer = z.infer<typeof CatalogueAnswer>
