import { type RawBuilder, sql } from 'kysely'
import { covers, scopeByLevel } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'

/** That a village code, as SQL gives it, lies in what the actor reaches and in the division that is asked for. */
export function villageWithin(
  actor: Pick<Actor, 'divisions'>,
  village: RawBuilder<unknown>,
  division?: string,
): RawBuilder<boolean> {
  const reach = withinRoots(actor.divisions, village)
  return division === undefined ? reach : sql<boolean>`(${reach} and ${withinRoots([division], village)})`
}

function withinRoots(roots: readonly string[], village: RawBuilder<unknown>): RawBuilder<boolean> {
  const { districts, townships, villages } = scopeByLevel(roots)
  const parts = [
    ...(districts.length > 0 ? [sql`left(${village}, 6) = any(${districts}::text[])`] : []),
    ...(townships.length > 0 ? [sql`left(${village}, 9) = any(${townships}::text[])`] : []),
    ...(villages.length > 0 ? [sql`${village} = any(${villages}::text[])`] : []),
  ]
  return parts.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(parts, sql` or `)})`
}

/** Whether the actor may plan the rosters of the place. */
export const reaches = (actor: Pick<Actor, 'divisions'>, division: string): boolean =>
  covers(actor.divisions, division)
