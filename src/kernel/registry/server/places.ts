import { type Database, newId } from '#kernel/db/server'
import { notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import type { NewPlace, Place, PlaceKind, PlacePage, PlaceQuery, PlaceUpdate } from '../model/place.ts'
import { placeConditions } from './named-store.ts'
import { nameKeys } from './name-keys.ts'
import { findRow, insertRows, listRows, type PlaceRow } from './record-store.ts'
import { type Completion, createRecord, type NewRecord, type RegistryDeps, updateRecord } from './records.ts'
import { behindWall, reachOf } from './registry-wall-store.ts'

export async function listPlaces({ db }: RegistryDeps, actor: Actor, query: PlaceQuery): Promise<PlacePage> {
  const found = await behindWall(db, reachOf(actor), (tx) =>
    listRows(tx, 'place', placeConditions(actor, query), 'pinyin, id', query),
  )
  return {
    rows: found.rows.map((row) => presentPlace(actor, row)),
    total: found.total,
    can: { create: hasRight(actor, 'registry.write') },
  }
}

/** @throws AppError http.not_found */
export async function getPlace({ db }: RegistryDeps, actor: Actor, id: string): Promise<Place> {
  const row = await findRow(db, actor, 'place', id)
  if (!row) throw notFound()
  return presentPlace(actor, row)
}

export async function createPlace(
  deps: RegistryDeps,
  actor: Actor,
  input: NewPlace,
  clientKey: string,
): Promise<Place> {
  const build = (record: NewRecord) => placeRow(record, input)
  const id = await createRecord(deps, { actor, kind: 'place', clientKey, input, build })
  return getPlace(deps, actor, id)
}

export async function updatePlace(
  deps: RegistryDeps,
  actor: Actor,
  id: string,
  { expectedVersion, ...input }: PlaceUpdate,
  complete?: Completion<'place'>,
): Promise<Place> {
  const build = (row: PlaceRow) => {
    const name = input.name ?? row.name
    return {
      ...row,
      ...(name === row.name ? {} : { name, ...nameKeys(name) }),
      kind: input.kind ?? row.kind,
      note: input.note ?? row.note,
      point: input.point === undefined ? row.point : input.point,
      division_code: input.divisionCode ?? row.division_code,
      address: input.address ?? row.address,
      sensitivity: input.sensitivity ?? row.sensitivity,
      source: input.source ?? row.source,
      as_of: input.asOf === undefined ? row.as_of : input.asOf,
    }
  }
  await updateRecord(deps, {
    actor,
    kind: 'place',
    id,
    expectedVersion,
    build,
    ...(complete && { complete }),
  })
  return getPlace(deps, actor, id)
}

function placeRow(record: NewRecord, input: NewPlace): PlaceRow {
  return {
    ...record,
    name: input.name,
    ...nameKeys(input.name),
    kind: input.kind,
    note: input.note,
    point: input.point ?? null,
    division_code: input.divisionCode,
    address: input.address,
    sensitivity: input.sensitivity,
    source: input.source,
    as_of: input.asOf,
  }
}

/** A row of an import or a seed, parsed by `NewPlace`. */
export type PlaceToInsert = NewPlace & { id?: string }

/** Inserts many at once, without a change log. Answers their ids in order. */
export async function insertPlaces(
  db: Database,
  places: readonly PlaceToInsert[],
  now: Date,
): Promise<string[]> {
  const rows = places.map(({ id, ...place }) =>
    placeRow({ id: id ?? newId(now), version: 1, created_at: now, updated_at: now }, place),
  )
  await insertRows(db, 'place', rows)
  return rows.map(({ id }) => id)
}

function presentPlace(actor: Actor, row: PlaceRow): Place {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as PlaceKind,
    note: row.note,
    point: row.point,
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
