import { z } from 'zod'
import { LedgerDefinition } from './definition.ts'
import { MigrationMap } from './migrate.ts'

/** What the API answers about versions of a ledger and the way from one to the next. */
const Instant = z.string()
const Named = z.object({ id: z.number(), name: z.string() })

export const VersionSummary = z.object({
  version: z.number(),
  at: Instant,
  by: Named,
  current: z.boolean(),
  /** A platform declares the ledger: a new version comes with the program. */
  declaredInCode: z.boolean(),
  /** Entries that stand under it, and how many of them are open. */
  entries: z.number(),
  open: z.number(),
})
export type VersionSummary = z.infer<typeof VersionSummary>

const FaultText = z.object({ path: z.string(), code: z.string(), text: z.string() })

export const VersionAnswer = z.object({
  version: z.number(),
  definition: LedgerDefinition,
  warnings: z.array(FaultText),
})
export type VersionAnswer = z.infer<typeof VersionAnswer>

export const DiffAnswer = z.object({
  differences: z.array(
    z.object({
      path: z.string(),
      kind: z.enum(['added', 'removed', 'changed', 'moved']),
      before: z.unknown().optional(),
      after: z.unknown().optional(),
    }),
  ),
  /** What entries in flight would notice, with how many it concerns. */
  effects: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      values: z.array(z.string()).optional(),
      count: z.number(),
      text: z.string(),
    }),
  ),
})
export type DiffAnswer = z.infer<typeof DiffAnswer>

export const CheckAnswer = z.object({
  faults: z.array(FaultText),
  warnings: z.array(FaultText),
  /** Against the present version, where the ledger has one and the definition is without faults. */
  diff: DiffAnswer.nullable(),
  /** The version that it would be based on. */
  current: z.number().nullable(),
})
export type CheckAnswer = z.infer<typeof CheckAnswer>

export const MigrationBody = MigrationMap.extend({
  to: z.int().min(1).max(1_000_000),
  /** Closed entries too; they keep their version otherwise. */
  closedToo: z.boolean().default(false),
  dryRun: z.boolean(),
})
export type MigrationBody = z.input<typeof MigrationBody>

const EntryPlan = z.object({
  id: z.string(),
  no: z.string(),
  title: z.string(),
  version: z.number(),
  stage: z.string(),
  toStage: z.string().nullable(),
  tasks: z.array(z.object({ kind: z.string(), to: z.string().nullable() })),
  refusals: z.array(z.string()),
})
export type EntryPlan = z.infer<typeof EntryPlan>

export const DryRun = z.object({
  /** Entries on other versions, and how many of them were looked at: all, unless they are very many. */
  total: z.number(),
  examined: z.number(),
  moves: z.number(),
  refused: z.number(),
  groups: z.array(
    z.object({
      version: z.number(),
      stage: z.string(),
      toStage: z.string().nullable(),
      moves: z.number(),
      refused: z.number(),
    }),
  ),
  reasons: z.array(z.object({ text: z.string(), count: z.number() })),
  /** Some of them, those that refuse first; of the caller's scope alone. */
  entries: z.array(EntryPlan),
})
export type DryRun = z.infer<typeof DryRun>

export const MigrationRun = z.object({
  id: z.string(),
  to: z.number(),
  map: MigrationMap,
  by: Named,
  createdAt: Instant,
  endedAt: Instant.nullable(),
  cancelledAt: Instant.nullable(),
  total: z.number(),
  moved: z.number(),
  refused: z.number(),
})
export type MigrationRun = z.infer<typeof MigrationRun>

export const MigrationAnswer = z.object({ plan: DryRun.nullable(), run: MigrationRun.nullable() })
export type MigrationAnswer = z.infer<typeof MigrationAnswer>

export const MigrationReport = z.object({
  run: MigrationRun,
  /** Entries that stayed, of the caller's scope, with what speaks against moving each. */
  refused: z.array(
    z.object({ id: z.string(), no: z.string(), title: z.string(), texts: z.array(z.string()) }),
  ),
})
export type MigrationReport = z.infer<typeof MigrationReport>
