import { newId, type Tx } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { readSheet } from '#kernel/registry/server'
import { shanghaiDate } from '#kernel/time/model'
import {
  countLines,
  planRoster,
  type RosterImport,
  type RosterImportDetail,
  RosterLine,
  type Wanted,
} from '../../../model/cells/importing/plan.ts'
import { readRosterSheet } from '../../../model/cells/importing/sheet.ts'
import { endAssignments, insertAssignments } from '../people/cell-store.ts'
import { endHead, insertHeads, lockBuilding } from '../people/building-store.ts'
import { type NewChange, noteChanges } from '../people/change-store.ts'
import type { RosterDeps } from '../people/roster.ts'
import { reaches } from '../people/scope-store.ts'
import { isRefused, lineOfFault, refusals, resolveRows } from './resolve.ts'
import {
  type Did,
  findImport,
  type ImportRow,
  insertImport,
  keepLines,
  letGoOn,
  listImports,
  lockImport,
  namesOf,
  noteEnded,
  noteRun,
  standingAt,
  takeBack,
} from './roster-import-store.ts'

const rowsMax = 5000

type Uploading = { name: string; replaces: boolean; bytes: Buffer }

/** Reads a workbook and says of each row what it would change; nothing is changed yet. */
export async function uploadRoster(
  deps: RosterDeps,
  actor: Actor,
  { name, replaces, bytes }: Uploading,
): Promise<RosterImportDetail> {
  const sheet = await readSheet(name, bytes)
  const found = readRosterSheet([sheet.headings, ...sheet.rows], sheet.firstRow - 1)
  if (!found) throw new AppError('cells.no_roster_columns')
  if (found.rows.length + found.faults.length === 0) throw new AppError('cells.no_roster_rows')
  if (found.rows.length > rowsMax)
    throw new AppError('registry.import_too_long', { params: { max: rowsMax } })
  const now = deps.clock.now()
  const id = newId(now)
  await deps.handle.db.transaction().execute(async (tx) => {
    const resolved = await resolveRows({ tx, actor, now }, found.rows)
    const wanted = resolved.filter((one): one is Wanted => !isRefused(one))
    const lost = [...found.faults.map(lineOfFault), ...resolved.filter(isRefused)]
    const lines = await plan(tx, deps, actor, { wanted, replaces, lost })
    await insertImport(tx, actor, { id, fileName: name, replaces, wanted, lines }, now)
  })
  return getRosterImport(deps, actor, id)
}

type Planning = { wanted: readonly Wanted[]; replaces: boolean; lost: readonly RosterLine[] }

/** What the rows would change as things stand; `lost` are those that couldn't be read. */
async function plan(
  tx: Tx,
  { clock }: RosterDeps,
  actor: Actor,
  { wanted, replaces, lost }: Planning,
): Promise<RosterLine[]> {
  const now = clock.now()
  const refused = await refusals({ tx, actor, now }, wanted)
  const standing = await standingAt(
    tx,
    wanted.filter((row) => !refused.has(row)).map(({ at }) => at),
  )
  // Where a row of a place is lost, nobody ends there by it: who it meant is not known.
  const whole = replaces && lost.length + refused.size === 0
  const lines = planRoster({
    standing,
    wanted: wanted.filter((row) => !refused.has(row)),
    replaces: whole,
    today: shanghaiDate(now),
  })
  return [...lost, ...refused.values(), ...lines].sort((a, b) => a.row - b.row)
}

export async function ownRosterImports({ handle }: RosterDeps, actor: Actor): Promise<RosterImport[]> {
  return (await listImports(handle.db, actor)).map(present)
}

export async function getRosterImport(
  { handle }: RosterDeps,
  actor: Actor,
  id: string,
  changedMeanwhile = false,
): Promise<RosterImportDetail> {
  const row = await findImport(handle.db, actor, id)
  if (!row) throw notFound()
  const { cells, places, people } = await namesOf(handle.db, actor, row.lines)
  return {
    ...present(row),
    changedMeanwhile,
    lines: row.lines.map(({ id: _, ...line }) => {
      const place = line.at === null ? undefined : places.get(line.at)
      const name = line.at === null ? undefined : cells.get(line.at)
      return {
        ...line,
        place: name ?? (place === undefined ? null : { 'zh-CN': place, en: place }),
        person: line.who === null ? null : (people.get(line.who) ?? null),
      }
    }),
  }
}

const present = ({ id, fileName, replaces, state, createdAt, ranAt, lines }: ImportRow): RosterImport => ({
  id,
  fileName,
  replaces,
  state,
  createdAt: createdAt.toISOString(),
  ranAt: ranAt?.toISOString() ?? null,
  counts: countLines(lines),
})

/**
 * Does what was shown, whole or not at all. Where the rosters changed since, nothing is done and the new lines are shown.
 * @throws AppError cells.import_state
 */
export async function runRosterImport(
  deps: RosterDeps,
  actor: Actor,
  id: string,
  { reason, clientKey }: { reason: string; clientKey: string },
): Promise<RosterImportDetail> {
  const now = deps.clock.now()
  const changed = await deps.handle.db.transaction().execute(async (tx) => {
    const row = await lockImport(tx, actor, id)
    if (!row) throw notFound()
    if (row.state === 'done' && row.runKey === clientKey) return false
    if (row.state !== 'checked') throw wrongState()
    const places = await placesOf(tx, actor, row.wanted)
    const read = new Set(row.wanted.map((one) => one.row))
    const lost = row.lines.filter((line) => line.outcome === 'refused' && !read.has(line.row))
    const lines = await plan(tx, deps, actor, { wanted: row.wanted, replaces: row.replaces, lost })
    if (textOf(lines) !== textOf(row.lines)) {
      await keepLines(tx, id, lines)
      return true
    }
    const did = await carryOut(tx, now, lines)
    const said = { places, reason, kinds: { added: 'assigned', ended: 'ended' } }
    await noteChanges(tx, actor, now, changesOf(did, said))
    await noteRun(tx, id, { did, at: now, key: clientKey })
    return false
  })
  return getRosterImport(deps, actor, id, changed)
}

/**
 * Takes a run back as if it had not been: who was added never was, who was ended goes on. All of it, or nothing where
 * somebody changed any of it since.
 * @throws AppError cells.import_state, cells.import_moved_on
 */
export async function undoRosterImport(
  deps: RosterDeps,
  actor: Actor,
  id: string,
  { reason }: { reason: string },
): Promise<RosterImportDetail> {
  const now = deps.clock.now()
  await deps.handle.db.transaction().execute(async (tx) => {
    const row = await lockImport(tx, actor, id)
    if (!row) throw notFound()
    if (row.state === 'undone') return
    if (row.state !== 'done' || !row.did) throw wrongState()
    const places = await placesOf(tx, actor, row.wanted)
    const { added, ended } = row.did
    const beyond = [...added, ...ended].some(({ at }) => !reaches(actor, places.get(at) ?? at.slice(0, 12)))
    if (beyond) throw notFound()
    const back = await takeBack(tx, idsOf(added))
    const on = await letGoOn(tx, idsOf(ended))
    if (back < added.length || on < ended.length) throw new AppError('cells.import_moved_on', { status: 409 })
    await noteChanges(
      tx,
      actor,
      now,
      changesOf(row.did, { places, reason, kinds: { added: 'undone', ended: 'restored' } }),
    )
    await noteEnded(tx, id, { state: 'undone', at: now })
  })
  return getRosterImport(deps, actor, id)
}

/** Gives a list up that was checked; nothing of it was done. @throws AppError cells.import_state */
export async function cancelRosterImport(
  deps: RosterDeps,
  actor: Actor,
  id: string,
): Promise<RosterImportDetail> {
  await deps.handle.db.transaction().execute(async (tx) => {
    const row = await lockImport(tx, actor, id)
    if (!row) throw notFound()
    if (row.state === 'cancelled') return
    if (row.state !== 'checked') throw wrongState()
    await noteEnded(tx, id, { state: 'cancelled', at: deps.clock.now() })
  })
  return getRosterImport(deps, actor, id)
}

const wrongState = () => new AppError('cells.import_state', { status: 409 })
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
/** The same lines say the same, in whichever order their parts were kept. */
const textOf = (lines: readonly RosterLine[]) => JSON.stringify(lines.map((line) => RosterLine.parse(line)))

/** Where the buildings lie that are named, held against other changes of their heads. */
async function placesOf(tx: Tx, actor: Actor, wanted: readonly Wanted[]): Promise<Map<string, string>> {
  const places = new Map<string, string>()
  for (const { duty, at } of wanted) {
    if (duty !== 'head' || places.has(at)) continue
    const building = await lockBuilding(tx, actor, at)
    if (building) places.set(at, building.divisionCode)
  }
  return places
}

async function carryOut(tx: Tx, now: Date, lines: readonly RosterLine[]): Promise<Did> {
  const did: Did = { added: [], ended: [] }
  const byEnd = new Map<string, string[]>()
  const heads: { id: string; placeId: string; personId: string; from: string }[] = []
  const served: { id: string; cell: string; duty: 'worker' | 'leader'; accountId: number; from: string }[] =
    []
  for (const { outcome, duty, at, who, from, id } of lines) {
    if (!duty || !at || !who || !from) continue
    if (outcome === 'ends' && id) {
      did.ended.push({ id, duty, at, who })
      if (duty === 'head') await endHead(tx, id, from)
      else byEnd.set(from, [...(byEnd.get(from) ?? []), id])
    }
    if (outcome !== 'adds') continue
    const added = newId(now)
    did.added.push({ id: added, duty, at, who })
    if (duty === 'head') heads.push({ id: added, placeId: at, personId: who, from })
    else served.push({ id: added, cell: at, duty, accountId: Number(who), from })
  }
  for (const [to, ids] of byEnd) await endAssignments(tx, ids, to)
  await insertHeads(tx, heads)
  const byAccount = Map.groupBy(served, ({ duty, accountId }) => `${duty}/${accountId}`)
  for (const rows of byAccount.values())
    if ((await insertAssignments(tx, rows)).size < rows.length) throw wrongState()
  return did
}

type Noting = {
  places: ReadonlyMap<string, string>
  reason: string
  kinds: Record<'added' | 'ended', string>
}

function changesOf(did: Did, { places, reason, kinds }: Noting): NewChange[] {
  const change = (kind: string, { id, duty, at, who }: Did['added'][number]): NewChange => {
    const person = duty === 'head' ? { personId: who } : { accountId: Number(who) }
    return {
      subject: duty === 'head' ? 'head' : 'assignment',
      subjectId: at,
      divisionCode: places.get(at) ?? at.slice(0, 12),
      kind,
      reason,
      detail: { duty, id, ...person },
    }
  }
  return [
    ...did.ended.map((one) => change(kinds.ended, one)),
    ...did.added.map((one) => change(kinds.added, one)),
  ]
}
