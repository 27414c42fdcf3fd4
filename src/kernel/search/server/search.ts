import { covers } from '#kernel/divisions/model'
import { hasRight } from '#kernel/http/model'
import { objectKinds } from '#kernel/registry/model'
import { readWholeNumber } from '#kernel/registry/server'
import { shanghaiDate } from '#kernel/time/model'
import { nameRankers, type Rankers } from '../model/name-rank.ts'
import { planNames } from '../model/query-plan.ts'
import { type SearchAnswer, searchCountMax, type SearchGroup, searchKinds } from '../model/search.ts'
import { readEntries, searchEntries } from './entry-search-store.ts'
import { groupOf, type Planned, type Request, type SearchDeps } from './groups.ts'
import { createDivisionSearch, createOrganisationSearch } from './in-memory.ts'
import { presentDivision, presentEntry, presentOrganisation } from './present.ts'
import { searchObjects } from './registry-search.ts'

/** Entry numbers that a text begins: with the ledger's letters, or without them from the year on. */
function numbersOf({ engine }: SearchDeps, q: string): string[] {
  const typed = q.normalize('NFKC').toUpperCase().replaceAll(' ', '')
  const prefixes = engine.book
    .all()
    .flatMap(({ versions }) => [...versions.values()].map(({ definition }) => definition.prefix))
  const numbers = prefixes.flatMap((prefix) => {
    if (typed.startsWith(prefix) && /^\d{2,}$/.test(typed.slice(prefix.length))) return [typed]
    return /^20\d{2}\d*$/.test(typed) ? [`${prefix}${typed}`] : []
  })
  return [...new Set(numbers)]
}

async function inEntries(deps: SearchDeps, { actor, query, locale, names }: Planned): Promise<SearchGroup> {
  const { db, engine, divisions } = deps
  const known = engine.book.all().filter(({ code }) => query.ledger === undefined || query.ledger === code)
  const found = await searchEntries(db, {
    actor,
    plan: names,
    numbers: numbersOf(deps, query.q),
    ledgerIds: known.map(({ id }) => id),
    division: query.division,
    countMax: searchCountMax + 1,
    codes: engine.codes,
  })
  return groupOf('entry', found, query, async (part) => {
    const ids = part.map(({ id }) => id)
    const rows = await readEntries(db, ids)
    return part.flatMap(({ id, rank }) => {
      const row = rows.get(id)
      return row ? [presentEntry(engine, row, rank === 3, { divisions, locale })] : []
    })
  })
}

/** Everything that a text finds for an actor, by kind, with how much there is of each. */
export function createSearch(deps: SearchDeps): (request: Request) => Promise<SearchAnswer> {
  const { db, divisions, now } = deps
  const findOrganisations = createOrganisationSearch(db)
  const findDivisions = createDivisionSearch(divisions)

  async function inOrganisations({ query, locale }: Request, rankers: Rankers): Promise<SearchGroup> {
    const { division } = query
    const all = await findOrganisations(rankers, shanghaiDate(now()))
    const found = division ? all.filter(({ item }) => covers([division], item.divisionCode)) : all
    return groupOf('organisation', found, query, (part) =>
      part.map(({ item, rank }) => presentOrganisation(item, rank === 3, { divisions, locale })),
    )
  }

  async function inDivisions({ query, locale }: Request, rankers: Rankers): Promise<SearchGroup> {
    const { division } = query
    const all = findDivisions(rankers)
    const found = division ? all.filter(({ item }) => covers([division], item.code)) : all
    return groupOf('division', found, query, (part) =>
      part.map(({ item, rank }) => presentDivision(item, rank === 3, { divisions, locale })),
    )
  }

  return async (request) => {
    const { actor, query } = request
    const planned = { ...request, names: planNames(query.q) }
    const rankers = nameRankers(planned.names)
    const asked = query.kind === undefined ? searchKinds : [query.kind]
    const objects = objectKinds.filter((item) => asked.includes(item))
    const none: SearchGroup[] = []
    const one = async (group: Promise<SearchGroup>) => [await group]
    const [registry, ...others] = await Promise.all([
      searchObjects(deps, planned, objects),
      asked.includes('entry') ? one(inEntries(deps, planned)) : none,
      asked.includes('organisation') ? one(inOrganisations(request, rankers)) : none,
      asked.includes('division') ? one(inDivisions(request, rankers)) : none,
    ])
    return {
      groups: [...registry, ...others.flat()],
      wholeNumber: hasRight(actor, 'registry.read') && readWholeNumber(query.q) !== undefined,
    }
  }
}
