import { createHash } from 'node:crypto'
import type { Actor } from '#kernel/http/model'
import type { PlatformDeps } from '#kernel/ledgers/server'
import type { PlaceKind } from '#kernel/registry/model'
import { describeObjects, insertEnterprises, insertPlaces } from '#kernel/registry/server'
import { shanghaiDate } from '#kernel/time/model'
import { parseCsv } from '../model/csv.ts'
import { codeOfPlace, readPlaces } from '../model/places.ts'

type Kind = 'enterprise' | 'place'
type Cells = Readonly<Record<string, string>>
type Deps = Pick<PlatformDeps, 'handle' | 'keys' | 'clock' | 'divisions'>

/** Kinds of place that the list knows and the register of divisions doesn't already hold. */
const placeKinds: Readonly<Record<string, PlaceKind>> = {
  residential: 'residential_compound',
  land: 'parcel',
  base: 'site',
  logistics: 'site',
  park: 'park',
  area: 'area',
  road: 'road',
  street_scene: 'road',
  river: 'river',
  school: 'school',
  service_hall: 'service_hall',
  scenic: 'scenic_spot',
  heritage: 'heritage_site',
  place: 'other',
}

/** The same name in the same district always has the same id, so that a list can be loaded again. */
export function objectId(kind: Kind, districtCode: string, name: string): string {
  const hex = createHash('sha256').update(`${kind}/${districtCode}/${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Enters the enterprises and places of the lists that the register doesn't hold yet, each with its source. */
export async function seedRegistry(
  deps: Deps,
  actor: Actor,
  lists: { readonly enterprises: string; readonly places: string },
): Promise<{ enterprises: number; places: number }> {
  const { db } = deps.handle
  const now = deps.clock.now()
  const districts = new Map(deps.divisions.districts.map(({ name, code }) => [name, code]))
  const known = (row: Cells) => districts.has(row.district ?? '') && (row.name ?? '') !== ''
  const rows = (text: string) =>
    parseCsv(text).records.flatMap(({ cells, fault }) => (!fault && known(cells) ? [cells] : []))
  const gazetteer = readPlaces(parseCsv(lists.places).records)
  const districtOf = (row: Cells) => districts.get(row.district ?? '') ?? ''

  const enterprises = await missing(deps, actor, 'enterprise', rows(lists.enterprises), districtOf)
  await insertEnterprises(
    db,
    deps.keys,
    enterprises.map(({ id, row }) => ({
      id,
      ...provenance(row),
      industry: row.industry ?? '',
      products: row.products ?? '',
      note: [row.role, row.cluster, row.facts].filter(Boolean).join('\uff1b'),
      contactName: '',
      divisionCode: districtOf(row),
      sensitivity: 0,
    })),
    now,
  )
  const placed = rows(lists.places).filter((row) => (row.kind ?? '') in placeKinds)
  const places = await missing(deps, actor, 'place', placed, districtOf)
  await insertPlaces(
    db,
    places.map(({ id, row }) => ({
      id,
      ...provenance(row),
      kind: placeKinds[row.kind ?? ''] ?? 'other',
      note: row.notes ?? '',
      divisionCode: codeOfPlace(row.parent ?? '', row.district ?? '', gazetteer) || districtOf(row),
      sensitivity: 0,
    })),
    now,
  )
  return { enterprises: enterprises.length, places: places.length }
}

function provenance(row: Cells) {
  const months = (row.as_of ?? '').split(';').toSorted()
  return { name: row.name ?? '', address: '', source: row.source ?? '', asOf: months.at(-1) || null }
}

async function missing(
  deps: Deps,
  actor: Actor,
  kind: Kind,
  rows: readonly Cells[],
  districtOf: (row: Cells) => string,
) {
  const wanted = new Map(rows.map((row) => [objectId(kind, districtOf(row), row.name ?? ''), row]))
  const held = await heldIds(deps, actor, kind, [...wanted.keys()])
  return [...wanted].flatMap(([id, row]) => (held.has(id) ? [] : [{ id, row }]))
}

async function heldIds(
  { handle, clock }: Pick<Deps, 'handle' | 'clock'>,
  actor: Actor,
  kind: Kind,
  ids: readonly string[],
): Promise<Set<string>> {
  const refs = ids.map((id) => ({ kind, id }))
  const cards = await describeObjects(handle.db, actor, refs, shanghaiDate(clock.now()))
  return new Set(cards.flatMap(({ id, label }) => (label === null ? [] : id)))
}

/** The register's enterprises among these names, for tying projects to them. */
export async function enterprisesByName(
  deps: Pick<Deps, 'handle' | 'divisions' | 'clock'>,
  actor: Actor,
  names: readonly string[],
): Promise<Map<string, string>> {
  const pairs = deps.divisions.districts.flatMap(({ code }) =>
    names.map((name) => ({ name, id: objectId('enterprise', code, name) })),
  )
  const held = await heldIds(
    deps,
    actor,
    'enterprise',
    pairs.map(({ id }) => id),
  )
  return new Map(pairs.flatMap(({ name, id }) => (held.has(id) ? [[name, id] as const] : [])))
}
