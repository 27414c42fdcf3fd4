import { newId, type Tx } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { EntryState } from '#kernel/ledgers/model'
import type { ActionRequest, Engine } from '#kernel/ledgers/server'
import type { AmountCell, EnteredAmount } from '../../model/investment/amount-input.ts'
import { amountFields } from '../../model/investment/months.ts'
import { findMonths, insertMonths, lockMonths, type MonthKey, monthKey } from './month-store.ts'

export type RecordDeps = {
  engine: Engine
  /** The kernel in the place of a district's project office: opens months, states nothing. */
  openerOf: (divisionCode: string) => Actor
}

type Stating = {
  amount: EnteredAmount
  cells: readonly AmountCell[]
  source?: string | undefined
  effectiveAt?: string | undefined
}

const actionOf = { plan: 'plan', reported: 'report', statistics: 'enter', paid: 'pay' } as const
const fieldOf = { plan: 'plannedFen', ...amountFields } as const

/**
 * States one of the amounts for many projects and months at once, each as an action of whoever says it, all or none.
 * Months that nobody has opened are opened first. A cell goes by the step that its month was seen in; none for a month
 * that wasn't there.
 * @throws AppError 404 for a project out of scope; ledgers.changed_meanwhile where a month was stated since
 */
export async function recordAmounts(
  deps: RecordDeps,
  actor: Actor,
  { amount, cells, source, effectiveAt }: Stating,
  clientKey: string,
): Promise<{ recorded: number }> {
  const { engine } = deps
  const keys = new Set(cells.map(monthKey))
  if (keys.size < cells.length) throw new AppError('projects.amount_twice', { path: 'cells' })
  const projects = await projectsOf(engine, actor, [...new Set(cells.map(({ projectId }) => projectId))])
  const performed = await engine.handle.db.transaction().execute(async (tx) => {
    const months = await openMonths(tx, deps, { keys: cells, projects, effectiveAt })
    const requests = cells.map(
      (cell): ActionRequest => ({
        entryId: months.get(monthKey(cell)) ?? '',
        expectedSeq: cell.seq ?? 1,
        action: actionOf[amount],
        input: { [fieldOf[amount]]: cell.fen, ...(source === undefined ? {} : { source }) },
        effectiveAt,
      }),
    )
    return engine.performIn(tx, actor, requests, clientKey)
  })
  engine.onCommit()
  return { recorded: performed.results.length }
}

async function projectsOf(
  engine: Engine,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, EntryState>> {
  const projects = new Map<string, EntryState>()
  for (const id of ids) {
    const { state } = await engine.get(actor, id)
    if (state.ledger !== 'project') throw notFound()
    projects.set(id, state)
  }
  return projects
}

type Opening = {
  keys: readonly MonthKey[]
  projects: ReadonlyMap<string, EntryState>
  effectiveAt: string | undefined
}

/** The entry of each month, opened where there was none, from when its first amount is said. */
async function openMonths(
  tx: Tx,
  { engine, openerOf }: RecordDeps,
  { keys, projects, effectiveAt }: Opening,
): Promise<Map<string, string>> {
  await lockMonths(tx)
  const months = await findMonths(tx, keys)
  const absent = keys.filter((key) => !months.has(monthKey(key)))
  const byDistrict = Map.groupBy(
    absent,
    ({ projectId }) => projects.get(projectId)?.divisionCode.slice(0, 6) ?? '',
  )
  for (const [district, group] of byDistrict) {
    const requests = group.map(({ projectId, period }): ActionRequest => {
      const project = projects.get(projectId)
      return {
        ledger: 'investment',
        divisionCode: project?.divisionCode ?? '',
        action: 'open',
        effectiveAt,
        input: {
          title: `${project?.title ?? ''} ${period}`,
          project: projectId,
          period,
          ...(project?.values.demonstration === true ? { demonstration: true } : {}),
        },
      }
    })
    const { results } = await engine.performIn(tx, openerOf(district), requests, newId())
    const opened = group.map((key, index) => ({ ...key, entryId: results[index]?.entryId ?? '' }))
    await insertMonths(tx, opened)
    for (const month of opened) months.set(monthKey(month), month.entryId)
  }
  return months
}
