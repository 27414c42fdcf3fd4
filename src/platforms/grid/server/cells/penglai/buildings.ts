import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Database, newId, type Tx } from '#kernel/db/server'
import { insertPlaces } from '#kernel/registry/server'
import { addDays } from '#kernel/time/model'
import { insertHeads, insertResidences, type Residence } from '../people/building-store.ts'
import {
  headlessBuildings,
  homesWithoutBuilding,
  placesThere,
  type Spot,
  spotsInCells,
  tiesOf,
} from './penglai-store.ts'

/** 蓬莱社区, as the page of May 2020 tells it: 59 buildings, 3,810 households, 9,510 residents. */
export const penglai = { village: '211302009004', buildings: 59, households: 3810, persons: 9510 }

/** What the invented things are called: `data/demonstration/penglai.json`. */
export const PenglaiWords = z.strictObject({
  source: z.string(),
  building: z.string(),
  reason: z.string(),
  basis: z.string(),
  found: z.string(),
})
export type PenglaiWords = z.infer<typeof PenglaiWords>

const homesPerUnit = 22
const homesPerFloor = 2

/** The same building has the same id on every machine. */
function buildingId(number: number): string {
  const hex = createHash('sha256').update(`building/${penglai.village}/${number}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const buildingIds = Array.from({ length: penglai.buildings }, (_, index) => buildingId(index + 1))

/** How many households a building has when all are there: equal shares, the first ones one more. */
function roomIn(index: number): number {
  const each = Math.floor(penglai.households / penglai.buildings)
  return each + (index < penglai.households % penglai.buildings ? 1 : 0)
}

/** Enters the buildings that aren't there yet, spread over the cells; answers how many. */
export async function seedBuildings(
  db: Database,
  { source, building }: PenglaiWords,
  now: Date,
): Promise<number> {
  const byCell = [...Map.groupBy(await spotsInCells(db, penglai.village), ({ cell }) => cell).values()]
  if (byCell.length === 0) return 0
  const places = buildingIds.map((id, index) => ({ id, index, spot: spotOf(byCell, index) }))
  const there = await placesThere(db, buildingIds)
  const missing = places.filter(({ id }) => !there.has(id))
  await insertPlaces(
    db,
    missing.map(({ id, index, spot }) => ({
      id,
      name: building.replace('{number}', String(index + 1)),
      kind: 'building' as const,
      note: '',
      point: spot ? ([spot.x, spot.y] as [number, number]) : null,
      divisionCode: penglai.village,
      address: '',
      sensitivity: 0,
      source,
      asOf: '2020-05',
    })),
    now,
  )
  return missing.length
}

/** The first cells have one building more; within a cell they lie apart. */
function spotOf(byCell: readonly Spot[][], index: number): Spot | undefined {
  const cell = index % byCell.length
  const own = byCell[cell] ?? []
  const each = Math.ceil(penglai.buildings / byCell.length)
  const turn = Math.floor(index / byCell.length)
  return own[Math.floor(((turn + 0.5) * own.length) / each)]
}

/**
 * Ties the households that live nowhere yet to the buildings: to the first ones that have room, or with a share each
 * to so many of them.
 */
export async function settleHomes(tx: Tx, today: string, share?: number): Promise<number> {
  const homes = await homesWithoutBuilding(tx, penglai.village)
  const taken = await tiesOf(tx, buildingIds)
  const ties: Residence[] = []
  const room = (index: number) => Math.min(share ?? Infinity, roomIn(index))
  let index = 0
  for (const { id } of homes) {
    while (index < buildingIds.length && (taken.get(buildingIds[index] ?? '') ?? 0) >= room(index)) index += 1
    const placeId = buildingIds[index]
    if (placeId === undefined) break
    const before = taken.get(placeId) ?? 0
    ties.push({ householdId: id, placeId, ...doorOf(before), from: addDays(today, -365) })
    taken.set(placeId, before + 1)
  }
  await insertResidences(tx, ties)
  return ties.length
}

/** Unit and room of the n-th household of a building. */
export function doorOf(n: number): { unit: string; room: string } {
  const inUnit = n % homesPerUnit
  const floor = Math.floor(inUnit / homesPerFloor) + 1
  return { unit: String(Math.floor(n / homesPerUnit) + 1), room: `${floor}0${(inUnit % homesPerFloor) + 1}` }
}

/** Gives each building a head of one of its households to speak for it, all but the last two. */
export async function seedHeads(
  tx: Tx,
  residents: ReadonlyMap<string, string>,
  now: Date,
  from: string,
): Promise<number> {
  const headless = await headlessBuildings(tx, buildingIds.slice(0, -2))
  const heads = buildingIds.flatMap((placeId) => {
    const personId = residents.get(placeId)
    return headless.has(placeId) && personId !== undefined
      ? [{ id: newId(now), placeId, personId, from }]
      : []
  })
  await insertHeads(tx, heads)
  return heads.length
}
