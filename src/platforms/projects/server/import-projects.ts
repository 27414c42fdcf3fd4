import { newId, type Tx } from '#kernel/db/server'
import { covers } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'
import type { ActionRequest, Engine } from '#kernel/ledgers/server'
import { parseCsv } from '../model/csv.ts'
import { effectiveInstant } from '../model/history.ts'
import { agreedPlace, toInput, withdrawnFacts } from '../model/statement-input.ts'
import {
  type Gazetteer,
  missingColumns,
  type NumberedStatement,
  type ProjectStatement,
  type Refusal,
  readStatements,
} from '../model/statements.ts'
import { AppError } from '#kernel/errors/model'
import { lockImports, readStored, type StoredStatement, saveStatements } from './statement-store.ts'

export type ImportedRow = { row: number; key: string; asOf: string; name: string; entryId: string }

export type ImportReport = {
  added: ImportedRow[]
  changed: ImportedRow[]
  unchanged: ImportedRow[]
  refused: Refusal[]
}

export type ImportDeps = {
  engine: Engine
  gazetteer: Gazetteer
  /** Whose name stands in the log for projects of a district; may backdate. */
  actorFor: (districtCode: string) => Actor
  /** Enterprises of the register by their names as printed. */
  enterprises: ReadonlyMap<string, string>
}

type Plan = { entryId: string | null; divisionCode: string; steps: Step[] }
type Step = NumberedStatement & { before: ProjectStatement | null }

/**
 * Takes over a project list. Each row is one dated statement of one project: the first of a project registers it,
 * the others are reported to it, each effective in the month that its source speaks of. The same list again changes
 * nothing, a corrected row is reported anew, and a refused row loses no other. All of it is done or none.
 * @throws AppError projects.missing_columns when the file cannot be a project list
 */
export async function importProjects(deps: ImportDeps, csvText: string): Promise<ImportReport> {
  const table = parseCsv(csvText)
  const missing = missingColumns(table.header)
  if (missing.length > 0)
    throw new AppError('projects.missing_columns', { params: { columns: missing.join(', ') } })
  const { statements, refused } = readStatements(table.records, deps.gazetteer)
  const report: ImportReport = { added: [], changed: [], unchanged: [], refused }
  await deps.engine.handle.db.transaction().execute(async (tx) => {
    await lockImports(tx)
    const byProject = Map.groupBy(statements, ({ statement }) => statement.key)
    const stored = await readStored(tx, [...byProject.keys()])
    const within = await withinScope(tx, deps, byProject, stored, report)
    const plans = within.map(([key, rows]) => planProject(rows, stored.get(key), report))
    await perform(tx, deps, plans, report)
  })
  deps.engine.onCommit()
  const byRow = (a: { row: number }, b: { row: number }) => a.row - b.row
  for (const rows of [report.added, report.changed, report.unchanged, report.refused]) rows.sort(byRow)
  return report
}

/** Without the projects that the importer may not see, or could not place where the list puts them: those are refused. */
async function withinScope(
  tx: Tx,
  { engine, actorFor }: ImportDeps,
  byProject: ReadonlyMap<string, NumberedStatement[]>,
  stored: ReadonlyMap<string, Map<string, StoredStatement>>,
  report: ImportReport,
): Promise<[string, NumberedStatement[]][]> {
  const within: [string, NumberedStatement[]][] = []
  for (const [key, rows] of byProject) {
    const place = agreedPlace(rows.map((item) => item.statement))
    const actor = actorFor(place.slice(0, 6))
    const entryId = stored.get(key)?.values().next().value?.entryId
    const allowed =
      entryId === undefined
        ? covers(actor.divisions, place)
        : (await engine.readable(actor, [entryId], tx)).has(entryId)
    if (allowed) within.push([key, rows])
    else for (const { row } of rows) report.refused.push(outsideScope(row, key))
  }
  return within
}

const outsideScope = (row: number, key: string): Refusal => ({
  row,
  column: 'project_key',
  reason: 'outside_scope',
  value: key,
})

function planProject(
  rows: NumberedStatement[],
  stored: Map<string, StoredStatement> | undefined,
  report: ImportReport,
): Plan {
  const entryId = stored?.values().next().value?.entryId ?? null
  const steps: Step[] = []
  for (const { row, statement } of rows.toSorted((a, b) => (a.statement.asOf < b.statement.asOf ? -1 : 1))) {
    const before = stored?.get(statement.asOf)
    if (before && sameStatement(before.statement, statement)) {
      report.unchanged.push(imported(row, statement, before.entryId))
    } else {
      steps.push({ row, statement, before: before?.statement ?? null })
    }
  }
  return { entryId, divisionCode: agreedPlace(rows.map((item) => item.statement)), steps }
}

/** In rounds, since an entry is acted on once in a batch: first what registers, then each project's next statement. */
async function perform(
  tx: Tx,
  deps: ImportDeps,
  plans: readonly Plan[],
  report: ImportReport,
): Promise<void> {
  const rounds = Math.max(0, ...plans.map((plan) => plan.steps.length))
  const sequence = new Map<Plan, number>()
  for (let round = 0; round < rounds; round += 1) {
    const due = plans.filter((plan) => plan.steps[round])
    for (const [district, group] of Map.groupBy(due, (plan) => plan.divisionCode.slice(0, 6))) {
      const seqs = await currentSeqs(
        tx,
        deps,
        group.filter((plan) => plan.entryId && !sequence.has(plan)),
      )
      const requests = group.map((plan) =>
        toRequest(
          deps,
          plan,
          plan.steps[round] as Step,
          sequence.get(plan) ?? seqs.get(plan.entryId ?? '') ?? 0,
        ),
      )
      const { results } = await deps.engine.performIn(tx, deps.actorFor(district), requests, newId())
      group.forEach((plan, i) => {
        const { entryId = '', seq = 0 } = results[i] ?? {}
        plan.entryId = entryId
        sequence.set(plan, seq)
        const step = plan.steps[round] as Step
        const rows = step.before ? report.changed : report.added
        rows.push(imported(step.row, step.statement, entryId))
      })
      await saveStatements(
        tx,
        group.map((plan) => ({
          entryId: plan.entryId as string,
          statement: (plan.steps[round] as Step).statement,
        })),
        deps.engine.clock.now(),
      )
    }
  }
}

async function currentSeqs(
  tx: Tx,
  { engine }: ImportDeps,
  plans: readonly Plan[],
): Promise<Map<string, number>> {
  const ids = plans.flatMap((plan) => plan.entryId ?? [])
  return ids.length === 0 ? new Map() : engine.seqs(tx, ids)
}

function toRequest(deps: ImportDeps, plan: Plan, { statement, before }: Step, seq: number): ActionRequest {
  const effectiveAt = effectiveInstant(statement.asOf).toISOString()
  const input = toInput(statement, before ? withdrawnFacts(before, statement) : [])
  if (plan.entryId) return { action: 'report', entryId: plan.entryId, expectedSeq: seq, input, effectiveAt }
  const owners = plan.steps.flatMap((step) => step.statement.enterprises)
  const objects = new Set(owners.flatMap((name) => deps.enterprises.get(name) ?? []))
  return {
    action: 'register',
    ledger: 'project',
    divisionCode: plan.divisionCode,
    input,
    effectiveAt,
    subjects: [...objects].map((objectId) => ({ kind: 'enterprise', objectId, role: 'owner' })),
  }
}

const imported = (row: number, { key, asOf, name }: ProjectStatement, entryId: string): ImportedRow => ({
  row,
  key,
  asOf,
  name,
  entryId,
})

/** Compared by content: the database gives the keys of a stored row back in another order. */
function sameStatement(a: ProjectStatement, b: ProjectStatement): boolean {
  return canonical(a) === canonical(b)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    item && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  )
}
