import { canonicalBytes, hash } from '#kernel/crypto/server'
import { newId, type Tx } from '#kernel/db/server'
import { AppError, isAppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { Values } from '#kernel/ledgers/model'
import type { PlanSource } from '../../model/plan/answers.ts'
import { planChanges } from '../../model/plan/changes.ts'
import { emptyPlan, Plan } from '../../model/plan/plan.ts'
import { type PlanSurroundings, refusePlanFaults, schedulePlan } from '../../model/plan/schedule-plan.ts'
import { checkHolders, getProject, mayPlan, type PlanDeps, surroundingsOf } from './plan-reading.ts'
import { addBaseline, addRevision, findHead, findRevision, findSaved } from './plan-store.ts'

export type SaveAsked = {
  /** The revision that it was made from; 0 for a first plan. */
  expectedRevision: number
  plan: Plan
  reason: string
  source: PlanSource
}
/** `around`: of an earlier day, for what is played as of then. */
type Keyed = { clientKey: string; effectiveAt?: string; around?: PlanSurroundings }

export const digestOf = (plan: Plan): Buffer => hash('sm3', canonicalBytes(plan))

/**
 * Saves a plan as the next revision, and notes it in the project's log by the action `plan` in the same transaction.
 * The same key again does nothing more.
 * @throws AppError for faults, with their steps named; 403 who may not; 409 when somebody saved before
 */
export async function savePlan(
  deps: PlanDeps,
  actor: Actor,
  entryId: string,
  { expectedRevision, plan, reason, source }: SaveAsked,
  { clientKey, effectiveAt, around }: Keyed,
): Promise<void> {
  const { engine } = deps
  const found = await getProject(deps, actor, entryId)
  const digest = digestOf(plan)
  const before = await findSaved(engine.handle.db, 'project_plan_revision', {
    accountId: actor.accountId,
    clientKey,
  })
  if (before) return refuseOther(before.entryId === entryId && before.digest?.equals(digest) === true)
  if (!mayPlan(found, actor)) throw new AppError('projects.plan_not_yours', { status: 403 })
  refusePlanFaults(schedulePlan(plan, around ?? (await surroundingsOf(deps, actor, found.state))).faults)
  await checkHolders(deps, plan)
  const { target } = plan
  const input: Values = {
    planRevision: expectedRevision + 1,
    ...(target ? { planTargetKind: target.kind, planTargetDate: target.date } : {}),
    planReason: reason,
    planDigest: digest.toString('hex'),
  }
  await noted(deps, actor, { entryId, input, effectiveAt }, async (tx) => {
    const head = await findHead(tx, entryId)
    const present = head?.revision ?? 0
    if (present !== expectedRevision) throw new Overtaken(present)
    const old = present === 0 ? undefined : await findRevision(tx, entryId, present)
    await addRevision(tx, {
      entryId,
      revision: present + 1,
      content: plan,
      digest,
      source,
      changes: planChanges(old ? Plan.parse(old.content) : emptyPlan, plan),
      reason,
      accountId: actor.accountId,
      clientKey,
      at: engine.clock.now(),
    })
  })
}

/** Keeps the present forecast as the baseline that what comes later is compared with. */
export async function keepBaseline(
  deps: PlanDeps,
  actor: Actor,
  entryId: string,
  asked: { expectedRevision: number; name: string },
  { clientKey, effectiveAt, around }: Keyed,
): Promise<void> {
  const { engine } = deps
  const found = await getProject(deps, actor, entryId)
  const { accountId } = actor
  const before = await findSaved(engine.handle.db, 'project_plan_baseline', { accountId, clientKey })
  if (before) return refuseOther(before.entryId === entryId)
  if (!mayPlan(found, actor)) throw new AppError('projects.plan_not_yours', { status: 403 })
  const { expectedRevision: revision, name } = asked
  const row = await findRevision(engine.handle.db, entryId, revision)
  const plan = row && Plan.parse(row.content)
  if (!plan) throw new AppError('projects.plan_missing', { status: 409 })
  const { schedule, faults } = schedulePlan(plan, around ?? (await surroundingsOf(deps, actor, found.state)))
  refusePlanFaults(faults)
  const dates = Object.fromEntries(
    [...(schedule?.tasks ?? [])].map(([id, { start, finish }]) => [id, { start, finish }]),
  )
  const input: Values = {
    planRevision: revision,
    planBaseline: name,
    planReason: name,
    planDigest: digestOf(plan).toString('hex'),
  }
  await noted(deps, actor, { entryId, input, effectiveAt }, async (tx) => {
    const head = await findHead(tx, entryId)
    if (head?.revision !== revision) throw new Overtaken(head?.revision ?? 0)
    await addBaseline(tx, { entryId, revision, name, dates, accountId, clientKey, at: engine.clock.now() })
  })
}

function refuseOther(same: boolean): void {
  if (!same) throw new AppError('ledgers.key_reused', { status: 409 })
}

/** Somebody saved this revision in between. */
class Overtaken extends Error {
  readonly revision: number
  constructor(revision: number) {
    super(`revision ${revision} was saved before`)
    this.revision = revision
  }
}

/** The refusal, with who saved before and why. */
async function changedMeanwhile({ engine, directory }: PlanDeps, entryId: string, revision: number) {
  const row = await findRevision(engine.handle.db, entryId, revision)
  const names = row ? await directory.accounts([row.accountId]) : new Map<number, string>()
  const by = (row && names.get(row.accountId)) ?? ''
  return new AppError('projects.plan_changed_meanwhile', {
    status: 409,
    params: { revision, by, reason: row?.reason ?? '' },
  })
}

type Note = { entryId: string; input: Values; effectiveAt: string | undefined }
const triesMax = 5

/**
 * Takes the action `plan` and writes beside it, under the lock on the entry's row. What else happens to the entry
 * meanwhile is no conflict: the plan's own revision says whether it was seen.
 */
async function noted(
  deps: PlanDeps,
  actor: Actor,
  { entryId, input, effectiveAt }: Note,
  write: (tx: Tx) => Promise<void>,
): Promise<void> {
  const { engine } = deps
  for (let tried = 1; ; tried += 1) {
    try {
      await engine.handle.db.transaction().execute(async (tx) => {
        const expectedSeq = (await engine.seqs(tx, [entryId])).get(entryId) ?? 0
        const request = { entryId, expectedSeq, action: 'plan', input, effectiveAt, byProgram: true as const }
        await engine.performIn(tx, actor, [request], newId())
        await write(tx)
      })
      engine.onCommit()
      return
    } catch (error) {
      if (error instanceof Overtaken) throw await changedMeanwhile(deps, entryId, error.revision)
      const overtaken = isAppError(error) && error.code === 'ledgers.changed_meanwhile'
      if (!overtaken || tried >= triesMax) throw error
    }
  }
}
