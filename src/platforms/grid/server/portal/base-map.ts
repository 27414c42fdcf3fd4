import type { DivisionTree } from '#kernel/divisions/model'
import { boxOfDivisions, findShapeAt, readApproval, readLayerShapes } from '#kernel/divisions/server'
import { notFound } from '#kernel/errors/model'
import type { PortalMap, PortalPlaces, PortalWhere } from '../../model/portal/answers.ts'
import type { PortalDeps } from './portal-deps.ts'

const placeOf = ({ code, shortName, nameEn, pinyin }: ReturnType<DivisionTree['get']>) => ({
  code,
  name: shortName,
  nameEn,
  pinyin,
})

/** Streets of all districts, or the communities and villages of one. */
export function places({ divisions }: PortalDeps, parent: string | undefined): PortalPlaces {
  if (parent !== undefined && !divisions.find(parent)) throw notFound()
  const found = divisions.all.filter((one) => one.validTo === null && isBelow(one, parent))
  return { rows: found.map(placeOf) }
}

const isBelow = (one: ReturnType<DivisionTree['get']>, parent: string | undefined) =>
  parent === undefined ? one.level === 'township' : one.parent === parent

/**
 * Names of streets and communities where they stand. Outlines of divisions only under a map approval number: without
 * one the portal shows no administrative lines.
 */
export async function baseMap({ handle, divisions }: PortalDeps): Promise<PortalMap> {
  const { db } = handle
  const districts = divisions.districts.map(({ code }) => code)
  const { number } = await readApproval(db, districts)
  const [townships, villages] = await Promise.all([
    readLayerShapes(db, 'division:township'),
    readLayerShapes(db, 'division:village'),
  ])
  const named = (level: 'township' | 'village') => (shape: (typeof villages)[number]) => ({
    code: shape.code,
    level,
    name: shape.name,
    nameEn: shape.nameEn,
    at: shape.label,
  })
  return {
    approvalNumber: number,
    box: await boxOfDivisions(db, districts),
    names: [...townships.map(named('township')), ...villages.map(named('village'))],
    outlines: number === null ? [] : townships.map(({ code, area }) => ({ code, area })),
  }
}

/** The community and the street that a spot lies in; null outside of all. */
export async function whereIs(
  { handle, divisions }: PortalDeps,
  [lng, lat]: readonly [number, number],
): Promise<PortalWhere> {
  const village = await findShapeAt(handle.db, 'division:village', [lng, lat])
  const township = village
    ? { code: village.code.slice(0, 9) }
    : await findShapeAt(handle.db, 'division:township', [lng, lat])
  const known = (found: { code: string } | null) => {
    const division = found && divisions.find(found.code)
    return division ? placeOf(division) : null
  }
  return { village: known(village), township: known(township) }
}
