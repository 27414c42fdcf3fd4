import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { ProcedureTemplate, StepCode } from './template.ts'

/** One version in the history of a template. */
export const TemplateVersion = z.strictObject({
  version: z.int(),
  /** Brought along by the program, not published by the district. */
  shipped: z.boolean(),
  reason: z.string(),
  by: z.string().nullable(),
  publishedAt: z.iso.datetime(),
})
export type TemplateVersion = z.infer<typeof TemplateVersion>

export const TemplateDraft = z.strictObject({
  basedOn: z.int().nullable(),
  revision: z.int(),
  /** May be faulty: it is checked when it is published. */
  body: z.json(),
  by: z.string().nullable(),
  savedAt: z.iso.datetime(),
})
export type TemplateDraft = z.infer<typeof TemplateDraft>

export const TemplateSummary = z.strictObject({
  code: StepCode,
  /** Null where there is a draft only. */
  title: LocalText.nullable(),
  current: TemplateVersion.nullable(),
  procedures: z.int(),
  milestones: z.int(),
  /** How many projects that the caller sees have it, and how many of them an older version. */
  projects: z.int(),
  outdated: z.int(),
  hasDraft: z.boolean(),
})
export type TemplateSummary = z.infer<typeof TemplateSummary>

export const TemplateList = z.strictObject({
  can: z.strictObject({ manage: z.boolean() }),
  templates: z.array(TemplateSummary),
})
export type TemplateList = z.infer<typeof TemplateList>

export const TemplateAnswer = z.strictObject({
  code: StepCode,
  can: z.strictObject({ manage: z.boolean() }),
  current: ProcedureTemplate.nullable(),
  versions: z.array(TemplateVersion),
  draft: TemplateDraft.nullable(),
})
export type TemplateAnswer = z.infer<typeof TemplateAnswer>
