import { z } from 'zod'
import { divisionLevels } from '#kernel/divisions/model'
import { LocalText } from '#kernel/i18n/model'
import { HoldKind } from '#kernel/registry/model'
import { Limit, LimitUnit } from '#kernel/time/model'
import { ChoiceOption } from './choice-option.ts'
import { FieldName, Identifier } from './identifier.ts'
import { Excludes } from './exclusions.ts'
import { FillRule } from './fills.ts'
import { LinkRule } from './links.ts'
import { Reaction } from './reactions.ts'
import { Serial } from './serials.ts'
import { scoreMax } from './word-questions.ts'
import { actionWords } from './words.ts'

/** An expression of FEEL: see `feel.ts` for what it may say. */
const Feel = z.string().min(1).max(500)
/** Of a division: which step of the tree. */
const Level = z.enum(divisionLevels)

export const fieldKinds = [
  'text',
  'long_text',
  'choice',
  'choices',
  'number',
  'money',
  'date',
  'boolean',
  'division',
  'organisation',
  'organisations',
  'account',
  'person',
  'household',
  'enterprise',
  'place',
  'entry',
  'point',
  'files',
  'list',
] as const
export type FieldKind = (typeof fieldKinds)[number]

const plainField = {
  name: FieldName,
  label: LocalText,
  help: LocalText.optional(),
  required: z.boolean().optional(),
  /** Choices, in the order shown. */
  options: z.array(ChoiceOption).min(1).max(200).optional(),
  unit: LocalText.optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Of kind number: whole numbers only. */
  whole: z.boolean().optional(),
  /** Lists and boards filter by it: takes one of the typed, indexed slots. */
  filter: z.boolean().optional(),
  /** Shown as a column of the list. */
  column: z.boolean().optional(),
  /** Computed by the ledger's declaration, never typed. */
  derived: z.boolean().optional(),
  /** Class of GB/T 43697, 0 to 3: who may read less sees that it is held, not what it is. */
  sensitivity: z.number().int().min(0).max(3).optional(),
  /** The field of the same ledger that says under whose key the value stands: a person, or what `holdsKey`. */
  secretOf: FieldName.optional(),
  /** Of kind text: the id of somebody who is in no register, given by the platform; secrets may be theirs. Not shown. */
  holdsKey: z.literal(true).optional(),
  /** What the register fills it with. */
  fill: FillRule.optional(),
  /** Of kind files: images stay as they were sent, with where and when they were taken; else they lose that. */
  keepsOriginal: z.boolean().optional(),
  /** Of kind files: for so many months after the entry's closing contents are kept; else as the ledger says. */
  keptMonths: z.int().min(1).max(1200).optional(),
  /** Of kind entry: the ledger whose entries it names. */
  ledger: Identifier.optional(),
}
const ItemField = z.strictObject({ ...plainField, kind: z.enum(fieldKinds).exclude(['list']) })
export const Field = z.strictObject({
  ...plainField,
  kind: z.enum(fieldKinds),
  items: z.array(ItemField).min(1).max(20).optional(),
  /** What it is, worked out of other fields at every change; never typed. */
  computed: Feel.optional(),
  /** Whether it is asked and shown, by what other fields say. */
  visible: Feel.optional(),
})
export type Field = z.infer<typeof Field>

/** Whether people say what it is: the ledger's rules work out all others. */
export const isTyped = ({ derived, computed }: Pick<Field, 'derived' | 'computed'>): boolean =>
  derived !== true && computed === undefined

const Stage = z.strictObject({
  id: Identifier,
  label: LocalText,
  open: z.boolean(),
  /** Open, but waiting for nobody here: an entry may rest in it without a task. */
  idle: z.boolean().optional(),
})

/** Who a task goes to; with `served` the account that serves the entry's place by the rosters, else the role. */
const Assignee = z.discriminatedUnion('to', [
  /** The organisation (and account) that the action's input names: fields `organisationId`, `accountId`. */
  z.strictObject({ to: z.literal('input') }),
  /** A task for each of the organisations that the input names: field `organisations`. */
  z.strictObject({ to: z.literal('each') }),
  z.strictObject({ to: z.literal('registrant') }),
  z.strictObject({ to: z.literal('actor') }),
  /** Who holds this role over the entry's division, nearest or at a level; where nobody does, who holds `otherwise`. */
  z.strictObject({
    to: z.literal('role'),
    role: Identifier,
    level: Level.optional(),
    otherwise: Identifier.optional(),
    served: z.literal(true).optional(),
  }),
  /** Who held the last task of this kind. */
  z.strictObject({ to: z.literal('holder'), task: Identifier }),
])
export type Assignee = z.infer<typeof Assignee>

const Party = z.discriminatedUnion('who', [
  /** A position of the role whose scope holds the entry, where a level is named by a root of that level. */
  z.strictObject({ who: z.literal('role'), role: Identifier, level: Level.optional() }),
  /** Who holds an open task of the kind: its account, or anyone of its organisation where no account is named. */
  z.strictObject({ who: z.literal('holder'), task: Identifier }),
  /** The organisation that held the last task of the kind, also once it is done. */
  z.strictObject({ who: z.literal('held'), task: Identifier }),
  z.strictObject({ who: z.literal('registrant') }),
  /** The kernel itself: the escalation ladder, reactions. */
  z.strictObject({ who: z.literal('system') }),
])
export type Party = z.infer<typeof Party>

const Rung = z.strictObject({
  step: z.enum(['remind', 'supervise', 'circulate']),
  /** Calendar hours after the task became due (negative: before). */
  hoursAfterDue: z.number().min(-720).max(8760),
})

const TaskKind = z.strictObject({
  kind: Identifier,
  label: LocalText,
  limit: Limit.optional(),
  /** The input field (a date) that sets when it is due, instead of a limit: due at the end of that day. */
  dueFrom: FieldName.optional(),
  /**
   * The fields of the entry that say the limit, where each entry has its own: how many, and of which unit (a choice of
   * units; working days without). Nought is due on the day it starts; where nothing is said, `limit` holds.
   */
  limitFrom: z.strictObject({ count: FieldName, unit: FieldName.optional() }).optional(),
  /** Amber once this share of the time is used. */
  amberShare: z.number().min(0).max(1).default(0.75),
  ladder: z.array(Rung).max(5).default([]),
  /** False: a clock that nobody acts on by itself (the total time, a notice period), so no line of a to-do list. */
  todo: z.boolean().optional(),
  /** The clock that this one is part of: when that one stops, so does this. */
  within: Identifier.optional(),
  /** Joint handling (会办): the lead's task that tasks of this kind support, and when the lead may finish. */
  supports: Identifier.optional(),
  /** all: when each has contributed; any: when one has; lead: when the lead sees fit. The rest are let go. */
  join: z.enum(['all', 'any', 'lead']).optional(),
})
export type TaskKind = z.infer<typeof TaskKind>

const Evidence = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('files'), field: FieldName, min: z.number().int().min(1) }),
  z.strictObject({ kind: z.literal('value'), field: FieldName }),
  /** The action was taken, with this outcome where one is named, since the entry last left it behind. */
  z.strictObject({ kind: z.literal('done'), action: Identifier, outcome: Identifier.optional() }),
  /** The clock of the open task has run out: a notice period (公示期) is over. */
  z.strictObject({ kind: z.literal('elapsed'), task: Identifier }),
  /** No task of the kind is open: every objection is answered. */
  z.strictObject({ kind: z.literal('no_task'), task: Identifier }),
  /** What must be so with the action's own input counted in; the label says it in words. */
  z.strictObject({ kind: z.literal('condition'), feel: Feel, label: LocalText }),
])
export type Evidence = z.infer<typeof Evidence>

const Opening = z.strictObject({
  task: Identifier,
  assign: Assignee,
  whenOutcome: Identifier.optional(),
  when: Feel.optional(),
})

/** Clocks that an action stops or lets run on; those within them go along. */
const Stopping = z.strictObject({
  tasks: z.union([z.literal('all'), z.array(Identifier).min(1)]),
  whenOutcome: Identifier.optional(),
})

/**
 * A clock that two actions stopped stands until both let it run. `of`: whose pauses it ends; where it isn't said,
 * `resume` ends those of `suspend`, `supplement` those of `request_correction`, and every other word ends all.
 */
const Resuming = Stopping.extend({ of: z.array(Identifier).min(1).max(10).optional() })

const Action = z.strictObject({
  id: Identifier,
  word: z.enum(actionWords as [(typeof actionWords)[number], ...typeof actionWords]),
  label: LocalText,
  /** Stages it can be taken in; none for `register`. */
  from: z.array(Identifier).default([]),
  /** The stage it leads to; stays where it is without. `byOutcome` decides by the input field `outcome`. */
  to: Identifier.optional(),
  byOutcome: z.record(Identifier, Identifier).optional(),
  /**
   * What the outcomes are called, in the order shown; one of `byOutcome` that isn't named goes by its id. Without
   * `byOutcome` the outcome moves nothing by itself.
   */
  outcomes: z
    .array(z.strictObject({ id: Identifier, label: LocalText }))
    .max(20)
    .optional(),
  /** The stage is what the input field `stage` says (facts reported from a source). */
  toReported: z.boolean().optional(),
  by: z.array(Party).min(1),
  /** What must be so before it can be taken, and what is said to who may otherwise take it when it isn't. */
  when: z.strictObject({ feel: Feel, reason: LocalText }).optional(),
  /** Names of the ledger's fields that are asked for; all but derived ones where it says so. */
  input: z.union([z.literal('all'), z.array(FieldName)]).default([]),
  /** Inputs that belong to the action alone, not to the entry. */
  asks: z.array(Field).default([]),
  opens: z.array(Opening).default([]),
  /** Kinds of task that it closes; `all` closes whatever is open. */
  closes: z.union([z.literal('all'), z.array(Identifier)]).default([]),
  /** Of those it closes only the tasks that the actor holds: one supporting organisation of several. */
  own: z.boolean().optional(),
  pauses: Stopping.optional(),
  resumes: Resuming.optional(),
  /** How often it may be taken, until the entry is reopened. 补正 once, if nothing is said. */
  cap: z.int().min(1).max(100).optional(),
  /** Who took one of these actions last may not take this one: four eyes. */
  otherThan: z.array(Identifier).max(10).optional(),
  /** Of the word request_extension: for which task, in which unit, how much at a time and how often. */
  extends: z
    .strictObject({
      task: Identifier,
      unit: LimitUnit,
      countMax: z.int().min(1).max(10_000),
      timesMax: z.int().min(1).max(20).default(1),
    })
    .optional(),
  /** Of the word rate: the tasks whose organisations are rated, the lead's first, or fields that name one. */
  rates: z.array(Identifier.or(FieldName)).min(1).max(10).optional(),
  /** Of the word request_exclusion: out of which rates; `own`: only what counts for the actor's organisation. */
  excludes: Excludes.optional(),
  evidence: z.array(Evidence).default([]),
  /** The task whose holder becomes the entry's responsible organisation. */
  leadTask: Identifier.optional(),
  link: LinkRule.optional(),
  /** The number that it gives out. */
  serial: Serial.optional(),
  /**
   * Which kinds of hold on a subject refuse it; `none`: no hold does. Where it isn't said, every hold refuses `approve`
   * and `issue`, and no hold refuses the other words.
   */
  heldBy: z.union([z.literal('none'), z.array(HoldKind).min(1).max(10)]).optional(),
  /** Taken by a route of its platform alone, which writes more beside it: no form offers it. */
  byProgram: z.boolean().optional(),
})
export type Action = z.infer<typeof Action>

/** A ledger type as data. One declared in code and one posted to the API are the same thing to the engine. */
export const LedgerDefinition = z.strictObject({
  id: Identifier,
  title: LocalText,
  /** Starts the numbers of its entries: letters. */
  prefix: z.string().regex(/^[A-Z]{1,6}$/, 'ledgers.bad_prefix'),
  sensitivity: z.number().int().min(0).max(3).default(0),
  /** The field that names an entry. */
  titleField: FieldName,
  /** How long after its closing the law keeps an entry's secrets, also from an erasure, and which law. */
  retention: z.strictObject({ years: z.int().min(1).max(100), basis: LocalText }).optional(),
  /** For so many months after an entry's closing the contents of its files are kept; for ever without. */
  filesKeptMonths: z.int().min(1).max(1200).optional(),
  fields: z.array(Field).min(1).max(200),
  stages: z.array(Stage).min(1).max(40),
  tasks: z.array(TaskKind).max(40).default([]),
  actions: z.array(Action).min(1).max(80),
  reactions: z.array(Reaction).max(20).optional(),
  /** What its rates are about, where that isn't told by the actions. */
  statistics: z
    .strictObject({
      /** Kinds of task that are the handling itself: on-time, extension and rework rates are about them. */
      handling: z.array(Identifier).min(1).optional(),
      /** Fields of kind text whose values are few, so that rates are told by them: the code of a cell. */
      by: z.array(FieldName).max(10).optional(),
      /** Kinds of task that stand for signing for it, or for the first contact. */
      response: z.array(Identifier).min(1).optional(),
      /** The lowest score that counts as satisfied. */
      satisfiedFrom: z.int().min(1).max(scoreMax).optional(),
    })
    .optional(),
})
export type LedgerDefinition = z.infer<typeof LedgerDefinition>
export type LedgerInput = z.input<typeof LedgerDefinition>
