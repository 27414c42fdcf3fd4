import type { DivisionTree } from '#kernel/divisions/model'
import { boxOfDivisions, findShapeAt, readApproval, readLayerShapes } from '#kernel/divisions/server'
import { notFound } from '#kernel/errors/model'
import type { PortalMap, PortalPlaces, PortalWhere } from '../../model/portal/answers.ts'
import { isServed } from '../incidents/intake-actor.ts'
import type { PortalDeps } from './portal-deps.ts'

const placeOf = ({ code, shortName, nameEn, pinyin }: ReturnType<DivisionTree['get']>) => ({
  code,
  name: shortName,
  nameEn,
  pinyin,
})

/** The streets and towns that somebody dispatches over: what is said of other places could not be taken up. */
export function servedTownships(
  deps: Pick<PortalDeps, 'divisions' | 'organisationOfRole'>,
): ReadonlySet<string> {
  const townships = deps.divisions.all.filter(({ level }) => level === 'township')
  return new Set(townships.map(({ code }) => code).filter((code) => isServed(deps, code)))
}

/** Streets of all districts, or the communities and villages of one, as far as somebody dispatches there. */
export function places(deps: PortalDeps, parent: string | undefined): PortalPlaces {
  const { divisions } = deps
  if (parent !== undefined && !divisions.find(parent)) throw notFound()
  const served = servedTownships(deps)
  const found = divisions.all.filter(
    (one) => one.validTo === null && isBelow(one, parent) && served.has(one.code.slice(0, 9)),
  )
  return { rows: found.map(placeOf) }
}

const isBelow = (one: ReturnType<DivisionTree['get']>, parent: string | undefined) =>
  parent === undefined ? one.level === 'township' : one.parent === parent

/**
 * Names of streets and communities where they stand. Outlines of divisions only under a map approval number: without
 * one the portal shows no administrative lines. What nobody dispatches over is not on it.
 */
export async function baseMap(deps: PortalDeps): Promise<PortalMap> {
  const { db } = deps.handle
  const served = servedTownships(deps)
  const districts = [...new Set([...served].map((code) => code.slice(0, 6)))]
  const isOn = ({ code }: { code: string }) => served.has(code.slice(0, 9))
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
    names: [...townships.filter(isOn).map(named('township')), ...villages.filter(isOn).map(named('village'))],
    outlines: number === null ? [] : townships.filter(isOn).map(({ code, area }) => ({ code, area })),
  }
}

/** The community and the street that a spot lies in; null outside of all that somebody dispatches over. */
export async function whereIs(deps: PortalDeps, [lng, lat]: readonly [number, number]): Promise<PortalWhere> {
  const { handle, divisions } = deps
  const village = await findShapeAt(handle.db, 'division:village', [lng, lat])
  const township = village
    ? { code: village.code.slice(0, 9) }
    : await findShapeAt(handle.db, 'division:township', [lng, lat])
  const known = (found: { code: string } | null) => {
    const division = found && isServed(deps, found.code) && divisions.find(found.code)
    return division ? placeOf(division) : null
  }
  return { village: known(village), township: known(township) }
}
