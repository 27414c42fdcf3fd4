import type { Database } from '#kernel/db/server'
import { findShapeAt } from '#kernel/divisions/server'

/**
 * The shape of a layer that a point (longitude, latitude in CGCS2000) lies in; null outside of all. Of a point on a
 * border, the one with the smaller code. Knows no scope: whoever asks for somebody else must look at theirs.
 * @example await cellAt(db, 'cell:community', [120.45, 41.57])
 */
export function cellAt(
  db: Database,
  layer: string,
  point: readonly [longitude: number, latitude: number],
): Promise<{ code: string; name: string; nameEn: string } | null> {
  return findShapeAt(db, layer, point)
}
