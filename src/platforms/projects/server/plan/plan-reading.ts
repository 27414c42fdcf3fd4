import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { type EntryState, type LedgerDefinition, mayTake, type Values } from '#kernel/ledgers/model'
import { type Engine, type Found, type LedgerDeps, readTimeLine, systemActor } from '#kernel/ledgers/server'
import { noticeKey, shanghaiDate, statutoryCalendar } from '#kernel/time/model'
import type { Baseline, PlanAnswer, PlanHistory } from '../../model/plan/answers.ts'
import { type PlanEvidence, type Proven, stageDays } from '../../model/plan/evidence.ts'
import { Plan } from '../../model/plan/plan.ts'
import { PlanDays } from '../../model/plan/plan-days.ts'
import { type PlanSurroundings } from '../../model/plan/schedule-plan.ts'
import { appliedOf, recordsOf } from '../../model/procedures/records.ts'
import { findBaseline, findHead, findRevision, listBaselines, listRevisions } from './plan-store.ts'

export type PlanDeps = Pick<LedgerDeps, 'engine' | 'directory'>

/**
 * The project that a plan hangs on, as the actor may see it.
 * @throws AppError 404 for what is no project, too
 */
export async function getProject({ engine }: PlanDeps, actor: Actor, entryId: string): Promise<Found> {
  const found = await engine.get(actor, entryId)
  if (found.state.ledger !== 'project') throw notFound()
  return found
}

/** What the net knows of when things were done: approvals and the checklist, and the stages that the log tells of. */
async function readEvidence(deps: PlanDeps, actor: Actor, { values, id }: EntryState): Promise<PlanEvidence> {
  const log = await readTimeLine(deps, actor, id)
  const moves = log.flatMap(({ stage, effectiveAt }) =>
    stage === null ? [] : [{ stage, day: shanghaiDate(new Date(effectiveAt)) }],
  )
  return { procedures: await readProcedures(deps, values), stages: stageDays(moves) }
}

/**
 * Procedures that are done, and those under way. When an approval was begun is read whoever asks, since a forecast is
 * the same for all who see the project; nothing else of the approval is told.
 */
async function readProcedures({ engine }: PlanDeps, values: Values): Promise<PlanEvidence['procedures']> {
  const records = recordsOf(values).filter(({ code, applicable }) => code !== null && applicable)
  const proven = records.map(async ({ code, done, doneOn, approval }): Promise<[string, Proven][]> => {
    const source = approval ? 'approval' : 'procedure'
    if (done && doneOn) return [[code ?? '', { start: null, finish: doneOn, source }]]
    if (approval?.state !== 'running') return []
    const { state } = await engine.get(systemActor, approval.entry)
    return [[code ?? '', { start: shanghaiDate(new Date(state.openedAt)), finish: null, source }]]
  })
  return Object.fromEntries((await Promise.all(proven)).flat())
}

/** A plan's dates are worked out of these, on the day that it is. */
export async function surroundingsOf(
  deps: PlanDeps,
  actor: Actor,
  state: EntryState,
): Promise<PlanSurroundings> {
  const { engine } = deps
  const today = shanghaiDate(engine.clock.now())
  return {
    evidence: await readEvidence(deps, actor, state),
    today,
    days: new PlanDays(engine.calendar, today),
  }
}

export const planActionOf = ({ actions }: LedgerDefinition) => actions.find(({ id }) => id === 'plan')

export function mayPlan({ ledger, state }: Found, actor: Actor): boolean {
  const action = planActionOf(ledger.definition)
  return action !== undefined && mayTake(state, action, actor).ok
}

/** A project's plan as it stands, or an earlier revision of it. */
export async function readPlan(
  deps: PlanDeps,
  actor: Actor,
  entryId: string,
  revision?: number,
): Promise<PlanAnswer> {
  const { db } = deps.engine.handle
  const found = await getProject(deps, actor, entryId)
  const head = await findHead(db, entryId)
  const wanted = revision ?? head?.revision
  const row = wanted === undefined ? undefined : await findRevision(db, entryId, wanted)
  if (revision !== undefined && !row) throw notFound()
  const baseline = head?.baselineNo == null ? null : await readBaseline(deps, entryId, head.baselineNo)
  const { evidence, today } = await surroundingsOf(deps, actor, found.state)
  // Earlier revisions may lack what was added to plans later.
  const plan = row ? Plan.parse(row.content) : null
  const saver = row ? await deps.directory.accounts([row.accountId]) : new Map<number, string>()
  const { title, no, values } = found.state
  return {
    entryId,
    no,
    title,
    demonstration: values['demonstration'] === true,
    revision: row?.revision ?? 0,
    plan,
    saved: row
      ? { at: row.at.toISOString(), by: saver.get(row.accountId) ?? `#${row.accountId}`, reason: row.reason }
      : null,
    baseline,
    evidence,
    today,
    notices: laterNotices(deps.engine),
    names: await namesIn(deps, plan),
    applied: appliedOf(values),
    can: { edit: mayPlan(found, actor) && (revision === undefined || revision === head?.revision) },
  }
}

/** Notices on days off that the program did not come with. */
function laterNotices({ calendar }: Engine): PlanAnswer['notices'] {
  const own = new Set(statutoryCalendar.notices.map(noticeKey))
  return calendar.notices.filter((notice) => !own.has(noticeKey(notice)))
}

async function namesIn({ directory }: PlanDeps, plan: Plan | null): Promise<PlanAnswer['names']> {
  const tasks = plan?.tasks ?? []
  const [organisations, accounts] = await Promise.all([
    directory.organisations([...new Set(tasks.flatMap(({ organisationId }) => organisationId ?? []))]),
    directory.accounts([...new Set(tasks.flatMap(({ accountId }) => accountId ?? []))]),
  ])
  return {
    organisations: Object.fromEntries(organisations),
    accounts: Object.fromEntries(accounts),
  }
}

/** @throws AppError where a step is given to an organisation or account that isn't there */
export async function checkHolders(deps: PlanDeps, plan: Plan): Promise<void> {
  const names = await namesIn(deps, plan)
  for (const { organisationId, accountId, name } of plan.tasks) {
    const missing =
      (organisationId !== null && !(organisationId in names.organisations)) ||
      (accountId !== null && !(accountId in names.accounts))
    if (missing) throw new AppError('projects.plan_unknown_holder', { params: { tasks: name }, path: 'plan' })
  }
}

async function readBaseline(
  { engine, directory }: PlanDeps,
  entryId: string,
  no: number,
): Promise<Baseline | null> {
  const row = await findBaseline(engine.handle.db, entryId, no)
  if (!row) return null
  const of = await findRevision(engine.handle.db, entryId, row.revision)
  const names = await directory.accounts([row.accountId])
  const { at, accountId, ...rest } = row
  return {
    ...rest,
    at: at.toISOString(),
    by: names.get(accountId) ?? `#${accountId}`,
    target: of?.content.target ?? null,
  }
}

/** Every revision with who, when, why and what it changed, and the baselines that were kept; the newest first. */
export async function readHistory(deps: PlanDeps, actor: Actor, entryId: string): Promise<PlanHistory> {
  await getProject(deps, actor, entryId)
  const { db } = deps.engine.handle
  const [revisions, baselines] = await Promise.all([listRevisions(db, entryId), listBaselines(db, entryId)])
  const names = await deps.directory.accounts([
    ...new Set([...revisions, ...baselines].map(({ accountId }) => accountId)),
  ])
  const by = (accountId: number) => names.get(accountId) ?? `#${accountId}`
  return {
    revisions: revisions.map(({ at, accountId, ...row }) => ({
      ...row,
      at: at.toISOString(),
      by: by(accountId),
    })),
    baselines: baselines.map(({ at, accountId, targetKind, targetDate, ...row }) => ({
      ...row,
      at: at.toISOString(),
      by: by(accountId),
      target: targetKind && targetDate ? { kind: targetKind, date: targetDate } : null,
    })),
  }
}
