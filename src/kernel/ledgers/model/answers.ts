import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { HoldKind } from '#kernel/registry/model'
import { Limit } from '#kernel/time/model'
import { Relation } from './links.ts'
import { Field } from './definition.ts'

/** What the API answers; the screens' types come from here. */
const Light = z.enum(['green', 'amber', 'red'])
const Instant = z.string()

const Named = z.object({ id: z.number(), name: LocalText })

export const ActionAnswerShape = z.object({
  id: z.string(),
  word: z.string(),
  label: LocalText,
  from: z.array(z.string()),
  /** What its form asks: fields of the entry (with what they hold) and questions of its own. */
  input: z.array(Field),
  takesOrganisation: z.boolean(),
  /** Named ones first, in their order. */
  outcomes: z.array(z.object({ id: z.string(), label: LocalText })),
  takesStage: z.boolean(),
  takesSource: z.boolean(),
  /** No form offers it. */
  byProgram: z.boolean(),
})

export const LedgerSummary = z.object({
  id: z.string(),
  version: z.number(),
  title: LocalText,
  can: z.object({ register: z.boolean(), define: z.boolean() }),
})
export type LedgerSummary = z.infer<typeof LedgerSummary>

export const LedgerAnswer = LedgerSummary.extend({
  titleField: z.string(),
  fields: z.array(Field),
  stages: z.array(z.object({ id: z.string(), label: LocalText, open: z.boolean() })),
  tasks: z.array(z.object({ kind: z.string(), label: LocalText, limit: Limit.nullable() })),
  actions: z.array(ActionAnswerShape),
})
export type LedgerAnswer = z.infer<typeof LedgerAnswer>

export const EntryRow = z.object({
  id: z.string(),
  no: z.string(),
  title: z.string(),
  stage: z.string(),
  isOpen: z.boolean(),
  divisionCode: z.string(),
  organisation: Named.nullable(),
  openedAt: Instant,
  dueAt: Instant.nullable(),
  light: Light.nullable(),
  seq: z.number(),
  fields: z.record(z.string(), z.unknown()),
})
export type EntryRow = z.infer<typeof EntryRow>

export const EntryPage = z.object({
  rows: z.array(EntryRow),
  total: z.number(),
  can: z.object({ register: z.boolean(), export: z.boolean() }),
})
export type EntryPage = z.infer<typeof EntryPage>

/** What an entry is called, for whatever names it. */
export const EntryTitle = z.object({ id: z.string(), no: z.string(), title: z.string(), ledger: z.string() })
export type EntryTitle = z.infer<typeof EntryTitle>

const TaskAnswer = z.object({
  id: z.string(),
  kind: z.string(),
  label: LocalText,
  organisation: Named.nullable(),
  account: z.object({ id: z.number(), name: z.string() }).nullable(),
  openedAt: Instant,
  acknowledgedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  /** When it would be due without extensions. */
  originalDueAt: Instant.nullable(),
  /** False: a clock that nobody acts on by itself. */
  todo: z.boolean(),
  light: Light.nullable(),
  /** In words of the caller's language: “余 2 个工作日”. */
  remaining: z.string().nullable(),
  provisional: z.boolean(),
  paused: z.boolean(),
  mine: z.boolean(),
})

export const Ability = z.union([z.literal(true), z.object({ code: z.string(), reason: z.string() })])

export const EntryAnswer = z.object({
  id: z.string(),
  no: z.string(),
  ledger: z.string(),
  version: z.number(),
  title: z.string(),
  stage: z.string(),
  isOpen: z.boolean(),
  divisionCode: z.string(),
  organisation: Named.nullable(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  light: Light.nullable(),
  seq: z.number(),
  /** The last version that the reader was shown; null for the present. */
  asOf: Instant.nullable(),
  fields: z.record(
    z.string(),
    z.object({
      value: z.unknown(),
      source: z.string().optional(),
      asOf: Instant.optional(),
      hidden: z.boolean().optional(),
    }),
  ),
  tasks: z.array(TaskAnswer),
  subjects: z.array(z.object({ kind: z.string(), objectId: z.string(), role: z.string() })),
  /** Restrictions on what it concerns: whoever may see the entry must know them. */
  holds: z.array(
    z.object({
      kind: HoldKind,
      objectKind: z.string(),
      objectId: z.string(),
      document: z.string(),
      by: LocalText.nullable(),
      placedAt: Instant,
    }),
  ),
  /** Ties to other entries, by the one that made them; those that the reader may not see are only counted. */
  links: z.array(
    z.object({
      relation: Relation,
      /** Whether this entry is it to the other, or the other to this one. */
      outward: z.boolean(),
      entry: EntryTitle.extend({ stage: LocalText }).nullable(),
      count: z.number(),
    }),
  ),
  reactions: z.array(
    z.object({
      reaction: z.string(),
      label: LocalText,
      /** The step of the entry that gave cause. */
      seq: z.number(),
      /** Whether this entry gave cause, or it was taken on this one. */
      outward: z.boolean(),
      /** The step of this entry. */
      step: z.number(),
      state: z.enum(['due', 'done', 'failed']),
      tries: z.number(),
      at: Instant,
      /** Why it failed the last time, in the reader's language. */
      reason: z.string().nullable(),
      entries: z.array(EntryTitle),
      unseen: z.number(),
      canRun: z.boolean(),
    }),
  ),
  files: z.array(z.object({ id: z.string(), seq: z.number() })),
  can: z.record(z.string(), Ability),
  /** An extension (延期) that is asked for and not decided. */
  extension: z
    .object({ task: LocalText, unit: z.string(), count: z.number(), reason: z.string(), seq: z.number() })
    .nullable(),
  ratings: z.array(
    z.object({
      seq: z.number(),
      organisation: Named,
      score: z.number(),
      appeal: z.enum(['none', 'pending', 'upheld', 'rejected']),
    }),
  ),
})
export type EntryAnswer = z.infer<typeof EntryAnswer>

export const LogItem = z.object({
  seq: z.number(),
  action: z.string(),
  word: z.string(),
  label: LocalText,
  by: z.object({
    accountId: z.number(),
    name: z.string(),
    position: LocalText.nullable(),
    organisation: LocalText.nullable(),
  }),
  effectiveAt: Instant,
  recordedAt: Instant,
  backdated: z.boolean(),
  /** Done on a phone without a line; `carriedBy` names who brought it, where that was somebody else. */
  offline: z.object({ carriedBy: z.string().nullable() }).nullable(),
  source: z.string().nullable(),
  stage: z.string().nullable(),
  values: z.record(z.string(), z.unknown()),
  asks: z.record(z.string(), z.unknown()),
  files: z.array(z.string()),
  hash: z.string(),
})
export type LogItem = z.infer<typeof LogItem>

export const BoardAnswer = z.object({
  groups: z.array(
    z.object({ key: z.string(), label: LocalText, count: z.number(), overdue: z.number().nullable() }),
  ),
  total: z.number(),
  asOf: Instant.nullable(),
  axis: z.enum(['effective', 'recorded']),
})
export type BoardAnswer = z.infer<typeof BoardAnswer>

export const TaskRow = TaskAnswer.extend({
  entryId: z.string(),
  entryNo: z.string(),
  entryTitle: z.string(),
  ledger: z.string(),
  stage: z.string(),
})
export type TaskRow = z.infer<typeof TaskRow>
export const TaskPage = z.object({
  rows: z.array(TaskRow),
  /** How many there are; where there are `more`, how many of them were counted. */
  total: z.number(),
  more: z.boolean(),
})
export type TaskPage = z.infer<typeof TaskPage>
