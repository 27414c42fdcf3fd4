import { type Database, newId, type Tx } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { shanghaiDate } from '#kernel/time/model'
import type {
  CompositionUpdate,
  Household,
  HouseholdPage,
  HouseholdQuery,
  HouseholdRow,
  HouseholdUpdate,
  NewHousehold,
  Relation,
} from '../model/household.ts'
import { householdConditions } from './household-store.ts'
import { insertEvent, lockCompositions } from './household-event-store.ts'
import { refold, spellOut } from './household-refold.ts'
import {
  insertMembers,
  listMembers,
  lockPersons,
  type MemberRow,
  membersElsewhere,
  membersEver,
  summariseHouseholds,
} from './membership-store.ts'
import { findRow, type HouseholdRecord, insertRows, listRows } from './record-store.ts'
import { type Completion, createRecord, type NewRecord, type RegistryDeps, updateRecord } from './records.ts'
import { behindWall, reachOf } from './registry-wall-store.ts'

export async function listHouseholds(
  { db, now }: RegistryDeps,
  actor: Actor,
  query: HouseholdQuery,
): Promise<HouseholdPage> {
  const today = shanghaiDate(now())
  const conditions = householdConditions(actor, query, today)
  const { found, summaries } = await behindWall(db, reachOf(actor), async (tx) => {
    const found = await listRows(tx, 'household', conditions, 'division_code, number, id', query)
    const ids = found.rows.map(({ id }) => id)
    return { found, summaries: await summariseHouseholds(tx, actor, ids, today) }
  })
  return {
    rows: found.rows.map((row) => presentHousehold(actor, row, summaries.get(row.id))),
    total: found.total,
    can: { create: hasRight(actor, 'registry.write') },
  }
}

/** With its members on a day, today unless told. @throws AppError http.not_found */
export async function getHousehold(
  { db, now }: RegistryDeps,
  actor: Actor,
  id: string,
  on: string = shanghaiDate(now()),
): Promise<Household> {
  const row = await findRow(db, actor, 'household', id)
  if (!row) throw notFound()
  const members = await listMembers(db, actor, row.id, on)
  const headName = members.find(({ relation }) => relation === 'head')?.name ?? null
  return { ...presentHousehold(actor, row, { headName, size: members.length }), on, members }
}

export async function createHousehold(
  deps: RegistryDeps,
  actor: Actor,
  input: NewHousehold,
  clientKey: string,
): Promise<Household> {
  const build = (record: NewRecord) => householdRow(record, input)
  const complete = async (tx: Tx, row: HouseholdRecord) => {
    const by = { actor, at: deps.now(), source: row.source }
    if (input.members.length > 0) await recompose(tx, by, row.id, [], input)
    return { members: input.members, from: input.from }
  }
  const id = await createRecord(deps, { actor, kind: 'household', clientKey, input, build, complete })
  return getHousehold(deps, actor, id)
}

export async function updateHousehold(
  deps: RegistryDeps,
  actor: Actor,
  id: string,
  { expectedVersion, ...input }: HouseholdUpdate,
  complete?: Completion<'household'>,
): Promise<Household> {
  const build = (row: HouseholdRecord) => ({
    ...row,
    number: input.number === undefined ? row.number : input.number,
    division_code: input.divisionCode ?? row.division_code,
    address: input.address ?? row.address,
    sensitivity: input.sensitivity ?? row.sensitivity,
    source: input.source ?? row.source,
    as_of: input.asOf === undefined ? row.as_of : input.asOf,
  })
  await updateRecord(deps, {
    actor,
    kind: 'household',
    id,
    expectedVersion,
    build,
    ...(complete && { complete }),
  })
  return getHousehold(deps, actor, id)
}

/** Sets who belongs to a household from a day on; the days before stay as they were. */
export async function recomposeHousehold(
  deps: RegistryDeps,
  actor: Actor,
  id: string,
  { expectedVersion, ...input }: CompositionUpdate,
): Promise<Household> {
  const complete = async (tx: Tx, row: HouseholdRecord) => {
    const ever = await membersEver(tx, row.id)
    const before = ever.filter(({ to }) => to === null)
    await recompose(tx, { actor, at: deps.now(), source: row.source }, row.id, ever, input)
    const was = before.map(({ personId, relation, from }) => ({ personId, relation, from }))
    return { members: [was, input.members.map((member) => ({ ...member, from: input.from }))] as const }
  }
  await updateRecord(deps, { actor, kind: 'household', id, expectedVersion, build: (row) => row, complete })
  return getHousehold(deps, actor, id, input.from)
}

type Composition = { from: string; members: Stay[] }

async function recompose(
  tx: Tx,
  { actor, at, source }: { actor: Actor; at: Date; source: string },
  householdId: string,
  ever: readonly MemberRow[],
  { from, members }: Composition,
): Promise<void> {
  await lockCompositions(tx)
  const since = ever
    .flatMap((member) => [member.from, member.to ?? member.from])
    .sort()
    .at(-1)
  if (since !== undefined && from < since) {
    throw new AppError('registry.member_from_past', { params: { since }, path: 'from' })
  }
  const open = ever.filter(({ to }) => to === null)
  const includes = (list: readonly Stay[], one: Stay) =>
    list.some(({ personId, relation }) => personId === one.personId && relation === one.relation)
  const joining = members.filter((member) => !includes(open, member))
  const names = await lockPersons(
    tx,
    actor,
    [...open, ...joining].map(({ personId }) => personId),
  )
  // Whom the actor can't see they couldn't have named either: such a member stays.
  const staying = open.filter((was) => !names.has(was.personId) && !members.some(isSame(was)))
  await checkJoining(tx, householdId, { joining, seen: names, members, from })
  await spellOut(tx, [householdId], at, source)
  const all = [...members, ...staying].map(({ personId, relation }) => ({
    householdId,
    personId,
    part: 'joins' as const,
    relation,
  }))
  const event = { kind: 'composition' as const, on: from, householdId, mergedId: null, members: all }
  await refold(tx, { actor, since: from, households: [householdId], incoming: event, names })
  await insertEvent(tx, { ...event, id: newId(at), source: '', note: '', recordedAt: at, by: actor })
}

const isSame =
  (one: Stay) =>
  ({ personId }: Stay) =>
    personId === one.personId

type Stay = { personId: string; relation: Relation }
type Joining = { joining: Stay[]; seen: Map<string, string>; members: Stay[]; from: string }

/** Who joins must be visible to the actor and belong nowhere else on that day; the persons are locked. */
async function checkJoining(
  tx: Tx,
  householdId: string,
  { joining, seen, members, from }: Joining,
): Promise<void> {
  const ids = joining.map(({ personId }) => personId)
  const pathOf = (id: string) => `members.${members.findIndex(({ personId }) => personId === id)}.personId`
  const unseen = ids.find((id) => !seen.has(id))
  if (unseen !== undefined) throw new AppError('http.not_found', { status: 404, path: pathOf(unseen) })
  const [elsewhere] = await membersElsewhere(tx, householdId, ids, from)
  if (elsewhere === undefined) return
  const params = { name: seen.get(elsewhere) ?? '' }
  throw new AppError('registry.member_elsewhere', { status: 409, params, path: pathOf(elsewhere) })
}

export function householdRow(record: NewRecord, input: NewHousehold): HouseholdRecord {
  return {
    ...record,
    number: input.number ?? null,
    division_code: input.divisionCode,
    address: input.address,
    sensitivity: input.sensitivity,
    source: input.source,
    as_of: input.asOf,
  }
}

/** A row of an import or a seed: parsed by `NewHousehold`, its members inserted before it. */
export type HouseholdToInsert = NewHousehold & { id?: string }

/** Inserts many at once with their members, without a change log. Answers their ids in order. */
export async function insertHouseholds(
  db: Database,
  households: readonly HouseholdToInsert[],
  now: Date,
): Promise<string[]> {
  const rows = households.map(({ id, ...household }) =>
    householdRow({ id: id ?? newId(now), version: 1, created_at: now, updated_at: now }, household),
  )
  await insertRows(db, 'household', rows)
  const stays = rows.flatMap(({ id: householdId }, index) => {
    const household = households[index]
    return (household?.members ?? []).map((member) => {
      return { ...member, householdId, from: household?.from ?? '', to: null }
    })
  })
  await insertMembers(db, stays)
  return rows.map(({ id }) => id)
}

function presentHousehold(
  actor: Actor,
  row: HouseholdRecord,
  summary: { headName: string | null; size: number } | undefined,
): HouseholdRow {
  return {
    id: row.id,
    number: row.number,
    headName: summary?.headName ?? null,
    size: summary?.size ?? 0,
    divisionCode: row.division_code,
    address: row.address,
    sensitivity: row.sensitivity,
    source: row.source,
    asOf: row.as_of,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    can: { update: hasRight(actor, 'registry.write') },
  }
}
