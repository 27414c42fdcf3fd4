import { type Actor, hasRight } from '#kernel/http/model'
import type { Locale } from '#kernel/i18n/model'
import type { ObjectKind } from '#kernel/registry/model'
import { behindWall, findByNumber, nameKeys, type Reach, reachOf } from '#kernel/registry/server'
import { planPersons } from '../model/query-plan.ts'
import { searchCountMax, type SearchGroup, type SearchHit } from '../model/search.ts'
import { groupOf, type Planned, rootsWithin, type SearchDeps, shownOf } from './groups.ts'
import { presentObject } from './present.ts'
import { readFound, searchRegistry } from './registry-search-store.ts'

/** Persons, households, enterprises and places within the actor's scope; none without the right to read them. */
export async function searchObjects(
  { db, divisions }: SearchDeps,
  { actor, query, locale, names }: Planned,
  kinds: readonly ObjectKind[],
): Promise<SearchGroup[]> {
  const reach: Reach = { roots: rootsWithin(actor, query.division), class: actor.sensitivity }
  if (!hasRight(actor, 'registry.read') || reach.roots.length === 0 || kinds.length === 0)
    return kinds.map((kind) => ({ kind, count: 0, more: false, rows: [] }))
  const persons = planPersons(query.q, (name) => nameKeys(name).pinyin)
  return behindWall(db, reach, async (tx) => {
    const found = await searchRegistry(tx, { kinds, persons, names }, reach, searchCountMax + 1)
    const foundOf = (kind: ObjectKind) => found.get(kind) ?? []
    const rows = await readFound(
      tx,
      kinds.map((kind) => ({ kind, ids: shownOf(foundOf(kind), query).map(({ id }) => id) })),
    )
    return Promise.all(
      kinds.map((kind) =>
        groupOf(kind, foundOf(kind), query, (part) =>
          // What the wall doesn't let through has no row, and so no hit.
          part.flatMap(({ id, rank }) => {
            const row = rows.get(id)
            return row ? [presentObject(kind, row, rank === 3, { divisions, locale })] : []
          }),
        ),
      ),
    )
  })
}

/** Who has a whole identity number or phone, within the actor's scope: a look-up that goes on record, found or not. */
export async function lookUpNumber(
  { db, keys, divisions, now }: SearchDeps,
  actor: Actor,
  number: string,
  locale: Locale,
): Promise<SearchHit[]> {
  const found = await findByNumber({ db, keys, now }, actor, number)
  return behindWall(db, reachOf(actor), async (tx) => {
    const kinds: ObjectKind[] = ['person', 'enterprise']
    const asked = kinds.map((kind) => ({
      kind,
      ids: found.filter((item) => item.kind === kind).map(({ id }) => id),
    }))
    const rows = await readFound(tx, asked)
    return asked.flatMap(({ kind, ids }): SearchHit[] =>
      ids.flatMap((id) => {
        const row = rows.get(id)
        return row ? [presentObject(kind, row, false, { divisions, locale })] : []
      }),
    )
  })
}
