import { newId } from '#kernel/db/server'
import { covers } from '#kernel/divisions/model'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { PlatformDeps } from '#kernel/ledgers/server'
import { shanghaiDate } from '#kernel/time/model'
import type {
  AssignBody,
  Assignment,
  CellDuty,
  Changed,
  EndBody,
  HandedOver,
  HandoverBody,
} from '../../../model/cells/people/people.ts'
import {
  endAssignments,
  findAssignment,
  insertAssignments,
  listAssignments,
  rootsOfStaff,
  standingCells,
} from './cell-store.ts'
import { type NewChange, noteChanges } from './change-store.ts'
import { handWork } from './hand-work.ts'
import type { Tx } from '#kernel/db/server'

export type RosterDeps = Pick<PlatformDeps, 'handle' | 'clock' | 'engine'>

/** Gives cells to an account. Those that it serves already stay as they are, so the same again changes nothing. */
export function assign({ handle, clock }: RosterDeps, actor: Actor, body: AssignBody): Promise<Changed> {
  const now = clock.now()
  return handle.db.transaction().execute(async (tx) => {
    const cells = [...new Set(body.cells)].sort()
    await checkCells(tx, actor, cells, body.from)
    await checkStaff(tx, cells, { ...body, now })
    return add(tx, actor, now, { ...body, cells, kind: 'assigned' })
  })
}

/** From the day on, the account no longer serves the cell. */
export function endAssignment(
  { handle, clock }: RosterDeps,
  actor: Actor,
  id: string,
  { to, reason }: EndBody,
): Promise<Changed> {
  const now = clock.now()
  return handle.db.transaction().execute(async (tx) => {
    const row = await findAssignment(tx, actor, id)
    if (!row) throw notFound()
    if (row.to !== null) return { changed: 0, unchanged: 1 }
    checkOrder(row, to, 'to')
    await endAssignments(tx, [row.id], to)
    await noteChanges(tx, actor, now, [changeOf(row, 'ended', reason, { to })])
    return { changed: 1, unchanged: 0 }
  })
}

/**
 * 交接: what the one serves ends and the other begins on the same day, and what is to be done there goes along where
 * that day has come; all or nothing.
 */
export async function handOver(deps: RosterDeps, actor: Actor, body: HandoverBody): Promise<HandedOver> {
  const { handle, clock, engine } = deps
  const { fromAccountId, toAccountId, duty, on, reason } = body
  if (fromAccountId === toAccountId) throw new AppError('cells.handed_to_oneself', { path: 'toAccountId' })
  const now = clock.now()
  const done = await handle.db.transaction().execute(async (tx): Promise<HandedOver> => {
    const served = (await listAssignments(tx, actor, {})).filter(
      (row) => row.accountId === fromAccountId && row.duty === duty && row.to === null,
    )
    const wanted = body.cells && new Set(body.cells)
    const moved = served.filter(({ cell }) => wanted === undefined || wanted.has(cell))
    if (wanted && moved.length < wanted.size) throw notFound()
    if (moved.length === 0) return { changed: 0, unchanged: 0, work: 0 }
    const cells = moved.map(({ cell }) => cell)
    await checkCells(tx, actor, cells, on)
    await checkStaff(tx, cells, { accountId: toAccountId, duty, from: on, now })
    for (const row of moved) checkOrder(row, on, 'on')
    await endAssignments(
      tx,
      moved.map(({ id }) => id),
      on,
    )
    await noteChanges(
      tx,
      actor,
      now,
      moved.map((row) => changeOf(row, 'handed_over', reason, { to: on, toAccountId })),
    )
    await add(tx, actor, now, { cells, duty, accountId: toAccountId, from: on, reason, kind: 'taken_over' })
    const goes = duty === 'worker' && on <= shanghaiDate(now)
    const handed = { from: fromAccountId, to: toAccountId, cells, reason }
    const work = goes ? await handWork(tx, deps, actor, handed) : 0
    return { changed: moved.length, unchanged: 0, work }
  })
  engine.onCommit()
  return done
}

function checkOrder({ from }: Assignment, to: string, path: string): void {
  if (to < from) throw new AppError('cells.ends_before_it_begins', { params: { from }, path })
}

async function checkCells(tx: Tx, actor: Actor, cells: readonly string[], on: string): Promise<void> {
  const standing = await standingCells(tx, actor, cells, on)
  const missing = cells.find((code) => !standing.has(code))
  if (missing !== undefined) throw new AppError('http.not_found', { status: 404, path: 'cells' })
}

type Given = { accountId: number; duty: CellDuty; from: string; now: Date }

/** Cells are given to who holds a position for them: their place lies in what that position acts over. */
async function checkStaff(
  tx: Tx,
  cells: readonly string[],
  { accountId, duty, from, now }: Given,
): Promise<void> {
  const today = shanghaiDate(now)
  const roots = await rootsOfStaff(tx, accountId, duty, { on: from > today ? from : today, now })
  const beyond = cells.find((cell) => !covers(roots, cell.slice(0, 12)))
  if (beyond !== undefined)
    throw new AppError('cells.no_position_there', {
      status: 409,
      params: { cell: beyond },
      path: 'accountId',
    })
}

type Adding = AssignBody & { kind: string }

async function add(
  tx: Tx,
  actor: Actor,
  now: Date,
  { cells, duty, accountId, from, reason, kind }: Adding,
): Promise<Changed> {
  const rows = cells.map((cell) => ({ id: newId(now), cell, duty, accountId, from }))
  const added = await insertAssignments(tx, rows)
  const changes = rows.flatMap((row) =>
    added.has(row.cell) ? [changeOf({ ...row, to: null, name: '' }, kind, reason, {})] : [],
  )
  await noteChanges(tx, actor, now, changes)
  return { changed: added.size, unchanged: rows.length - added.size }
}

function changeOf(
  { cell, duty, accountId, from }: Assignment,
  kind: string,
  reason: string,
  more: Record<string, unknown>,
): NewChange {
  return {
    subject: 'assignment',
    subjectId: cell,
    divisionCode: cell.slice(0, 12),
    kind,
    reason,
    detail: { duty, accountId, from, ...more },
  }
}
