import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import type { Values } from '#kernel/ledgers/model'
import { label } from '../labels.ts'
import { recordsOf } from '../procedures/records.ts'
import { isBuilding, isInProduction, isStage } from '../stages.ts'

/** Where the proof of an item is found in what the register holds. */
const Proof = z.discriminatedUnion('kind', [
  /** 计划总投资 at least so much. */
  z.strictObject({ kind: z.literal('investment_at_least'), fen: z.number().int().min(0) }),
  /** A procedure of the project's checklist is done; one that it does not need is not asked for. */
  z.strictObject({ kind: z.literal('procedure_done'), code: z.string().regex(/^[a-z_]{1,40}$/) }),
  /** Ground is broken, with its day. */
  z.strictObject({ kind: z.literal('started') }),
  /** At least so many files in a field of the project. */
  z.strictObject({
    kind: z.literal('files'),
    field: z.enum(['contractFiles', 'sitePhotos', 'voucherFiles', 'documents']),
    count: z.number().int().min(1).max(50),
  }),
  /** The owner's credit code or name is known. */
  z.strictObject({ kind: z.literal('owner_known') }),
])
export type Proof = z.infer<typeof Proof>

const Item = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  label: LocalText,
  proof: Proof,
  /** What demands it: a document of the statistical system, or null where it is the district's own (区定). */
  basis: LocalText.nullable(),
})

/** What a project needs before it can be entered into the statistics of fixed-asset investment (入统). */
export const EntryChecklist = z
  .strictObject({ items: z.array(Item).min(1).max(30) })
  .refine(({ items }) => new Set(items.map(({ code }) => code)).size === items.length, {
    path: ['items'],
    error: 'projects.checklist_code_twice',
  })
export type EntryChecklist = z.infer<typeof EntryChecklist>

const thresholdFen = 500_000_000
type OwnItem =
  | 'filing'
  | 'construction_permit'
  | 'owner'
  | 'contract'
  | 'started'
  | 'photographs'
  | 'vouchers'
const own = (code: OwnItem, proof: Proof) => ({
  code,
  label: label(`projects.entry.item.${code}`),
  proof,
  basis: null,
})

/**
 * Sure is the threshold only: since 2011 the statistics of fixed-asset investment take projects whose planned total
 * investment is 5 million yuan and more (before, 500,000). Which papers prove the rest, each statistical office says
 * for itself; what stands here is a beginning for the district to set its own.
 */
export const firstChecklist: EntryChecklist = {
  items: [
    {
      code: 'threshold',
      label: label('projects.entry.item.threshold'),
      proof: { kind: 'investment_at_least', fen: thresholdFen },
      basis: label('projects.entry.basis.threshold'),
    },
    own('filing', { kind: 'procedure_done', code: 'filing' }),
    own('construction_permit', { kind: 'procedure_done', code: 'construction_permit' }),
    own('owner', { kind: 'owner_known' }),
    own('contract', { kind: 'files', field: 'contractFiles', count: 1 }),
    own('started', { kind: 'started' }),
    own('photographs', { kind: 'files', field: 'sitePhotos', count: 1 }),
    own('vouchers', { kind: 'files', field: 'voucherFiles', count: 1 }),
  ],
}

export type ItemState = 'met' | 'missing' | 'not_needed' | 'unknown'
export type ReadinessItem = {
  code: string
  label: LocalText
  basis: LocalText | null
  state: ItemState
  said: string | null
}
export type Readiness = {
  /** below: the threshold is not reached, so that nothing else is asked. */
  verdict: 'ready' | 'not_ready' | 'below' | 'not_provable'
  items: ReadinessItem[]
}

/** Which items a project meets, by what the register holds of it. */
export function readinessOf(
  project: { values: Values; stage: string },
  { items }: EntryChecklist,
): Readiness {
  const judged = items.map(({ code, label, basis, proof }): ReadinessItem => {
    return { code, label, basis, ...prove(proof, project) }
  })
  const floor = items.findIndex(({ proof }) => proof.kind === 'investment_at_least')
  const floorState = judged[floor]?.state
  if (floorState === 'missing') return { verdict: 'below', items: judged }
  if (floorState === 'unknown') return { verdict: 'not_provable', items: judged }
  const lacking = judged.some(({ state }) => state === 'missing' || state === 'unknown')
  return { verdict: lacking ? 'not_ready' : 'ready', items: judged }
}

function prove(
  proof: Proof,
  { values, stage }: { values: Values; stage: string },
): Pick<ReadinessItem, 'state' | 'said'> {
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : null)
  switch (proof.kind) {
    case 'investment_at_least': {
      const fen = values.investmentFen
      if (typeof fen !== 'number') return { state: 'unknown', said: null }
      return { state: fen >= proof.fen ? 'met' : 'missing', said: String(fen) }
    }
    case 'procedure_done':
      return procedureState(proof.code, values)
    case 'started': {
      const on = text('startedOn')
      const building = isStage(stage) && (isBuilding(stage) || isInProduction(stage))
      if (on !== null) return { state: 'met', said: on }
      return { state: building ? 'unknown' : 'missing', said: null }
    }
    case 'files': {
      const files = values[proof.field]
      const count = Array.isArray(files) ? files.length : 0
      return { state: count >= proof.count ? 'met' : 'missing', said: String(count) }
    }
    case 'owner_known': {
      const owner = text('enterprises')
      return { state: owner === null ? 'missing' : 'met', said: owner }
    }
  }
}

function procedureState(code: string, values: Values): Pick<ReadinessItem, 'state' | 'said'> {
  const found = recordsOf(values).find((record) => record.code === code)
  if (!found) return { state: 'missing', said: null }
  if (!found.applicable) return { state: 'not_needed', said: null }
  return { state: found.done ? 'met' : 'missing', said: found.doneOn }
}
