import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'

export const RuleVersionAnswer = z.strictObject({
  version: z.int(),
  body: z.unknown(),
  reason: z.string(),
  /** Null for the one that the program brings along. */
  inForceFrom: z.iso.datetime().nullable(),
  by: z.string().nullable(),
})
export type RuleVersionAnswer = z.infer<typeof RuleVersionAnswer>

export const RulebookAnswer = z.strictObject({
  title: LocalText,
  rule: RuleVersionAnswer,
  /** Only for who may change it; the revision says which saving of it this is. */
  draft: z
    .strictObject({ body: z.unknown(), revision: z.int(), savedAt: z.iso.datetime(), by: z.string() })
    .nullable(),
  can: z.strictObject({ edit: z.boolean() }),
})
export type RulebookAnswer = z.infer<typeof RulebookAnswer>

const RuleChange = z.strictObject({
  path: z.string(),
  label: z.strictObject({ 'zh-CN': z.string(), en: z.string() }),
  kind: z.enum(['added', 'removed', 'changed', 'moved']),
  before: z.strictObject({ 'zh-CN': z.string(), en: z.string() }).nullable(),
  after: z.strictObject({ 'zh-CN': z.string(), en: z.string() }).nullable(),
})

/** What a version, or the draft, says otherwise than the one before it. */
export const RuleChangesAnswer = z.strictObject({ changes: z.array(RuleChange) })
export type RuleChangesAnswer = z.infer<typeof RuleChangesAnswer>

/** What a draft would judge otherwise: before and after are codes of the rule's own verdicts, or days. */
export const RuleEffect = z.strictObject({
  judged: z.int(),
  counts: z.array(z.strictObject({ verdict: z.string(), before: z.int(), after: z.int() })),
  changes: z.array(z.strictObject({ id: z.uuid(), name: z.string(), before: z.string(), after: z.string() })),
})
export type RuleEffect = z.infer<typeof RuleEffect>

/** A draft is saved over the saving that its editor saw; 0 where there was none. */
export const DraftInput = z.strictObject({ body: z.unknown(), expectedRevision: z.int().min(0) })
export type DraftInput = z.infer<typeof DraftInput>

export const PublishInput = z.strictObject({
  reason: z.string().trim().min(2).max(400),
  /** The version, and the saving of the draft, that the difference was read of. */
  expectedVersion: z.int().min(0),
  expectedRevision: z.int().min(0),
})
export type PublishInput = z.infer<typeof PublishInput>
