import type { Database } from '#kernel/db/server'
import type { DivisionTree } from '#kernel/divisions/model'
import { boxOfDivisions } from '#kernel/divisions/server'
import { cellAt } from '#kernel/map/server'
import type { PostedRequest, PostFault } from '../../model/open311/post.ts'

type Deps = { db: Database; divisions: DivisionTree }
export type Place = { divisionCode: string; gridCell: string | undefined }

/** Around the shapes of a district, which may be schematic, what lies so near (in degrees) is still its own. */
const margin = 0.2

/**
 * Where a report belongs: the village of its point, or of the code that stands for an address; else the jurisdiction
 * as a whole, so that whoever dispatches finds out. A point counts before a code.
 */
export async function placeOf(
  { db, divisions }: Deps,
  { spot, addressId }: Pick<PostedRequest, 'spot' | 'addressId'>,
  within: string,
): Promise<Place | PostFault> {
  if (spot) return placeOfSpot(db, spot, within)
  if (addressId === null) return { divisionCode: within, gridCell: undefined }
  const known = divisions.find(addressId)
  if (!known || known.validTo !== null)
    return { path: 'address_id', code: 'open311.unknown_address', params: { value: addressId.slice(0, 40) } }
  return addressId.startsWith(within)
    ? { divisionCode: addressId, gridCell: undefined }
    : { path: 'address_id', code: 'open311.outside' }
}

async function placeOfSpot(
  db: Database,
  { lng, lat }: { lng: number; lat: number },
  within: string,
): Promise<Place | PostFault> {
  const village = await cellAt(db, 'division:village', [lng, lat])
  if (village?.code.startsWith(within))
    return { divisionCode: village.code, gridCell: (await cellAt(db, 'cell:community', [lng, lat]))?.code }
  const box = await boxOfDivisions(db, [within])
  const near =
    box === null ||
    (lng >= box[0] - margin && lat >= box[1] - margin && lng <= box[2] + margin && lat <= box[3] + margin)
  if (village || !near) return { path: 'lat', code: 'open311.outside' }
  return { divisionCode: within, gridCell: undefined }
}
