import type { Database } from '#kernel/db/server'
import type { Division, DivisionTree } from '#kernel/divisions/model'
import type { Organisation } from '#kernel/orgs/model'
import { listOrganisations } from '#kernel/orgs/server'
import { nameKeys } from '#kernel/registry/server'
import type { Ranker, Rankers } from '../model/name-rank.ts'

export type Ranked<T> = { item: T; rank: number }

const byRank = <T>(found: Ranked<T>[], sort: (item: T) => string): Ranked<T>[] =>
  found.toSorted((a, b) => a.rank - b.rank || (sort(a.item) < sort(b.item) ? -1 : 1))

const best = (ranks: readonly (number | undefined)[]): number | undefined => {
  const known = ranks.filter((rank) => rank !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

const nearBelow = 8

/** What is found exactly; only where that is little, what is found in spite of an error, too. */
function rankAll<T>(
  all: readonly T[],
  { exact, near }: Rankers,
  rankOf: (item: T, ranker: Ranker) => number | undefined,
): Ranked<T>[] {
  const ranked = (items: readonly T[], ranker: Ranker) =>
    items.flatMap((item) => {
      const rank = rankOf(item, ranker)
      return rank === undefined ? [] : [{ item, rank }]
    })
  const found = ranked(all, exact)
  if (found.length >= nearBelow || !near) return found
  const known = new Set(found.map(({ item }) => item))
  const others = all.filter((item) => !known.has(item))
  return [...found, ...ranked(others, near)]
}

/** Divisions by name, pinyin or code: reference data, the same for everyone. */
export function searchDivisions(tree: DivisionTree, rankers: Rankers): Ranked<Division>[] {
  const { q } = rankers
  const byCode = /^\d{4,12}$/.test(q)
  const found = rankAll(tree.select({}), rankers, (item, rankOf) => {
    const { pinyin, pinyinInitials: initials } = item
    const names = [item.shortName, item.name, item.nameEn.toLowerCase()]
    const ofCode = byCode && item.code.startsWith(q) ? 1 : undefined
    return best([ofCode, ...names.map((name) => rankOf({ name, pinyin, initials }))])
  })
  return byRank(found, ({ code }) => `${code.length}`.padStart(2, '0') + code)
}

const rememberedMs = 5000

/** Organisations that stand on a day; a change shows within five seconds, as it does in their names elsewhere. */
function rememberOrganisations(db: Database): (on: string) => Promise<Organisation[]> {
  let known: { on: string; readAt: number; all: Promise<Organisation[]> } | undefined
  return (on) => {
    const at = performance.now()
    if (known?.on !== on || at - known.readAt > rememberedMs) {
      const read = { on, readAt: at, all: listOrganisations(db, { on, limit: 100_000 }) }
      known = read
      read.all.catch(() => {
        if (known === read) known = undefined
      })
    }
    return known.all
  }
}

/** Organisations that stand today, by name in either language; pinyin is worked out once for each name. */
export function createOrganisationSearch(db: Database) {
  const organisationsOn = rememberOrganisations(db)
  const known = new Map<string, { pinyin: string; initials: string }>()
  const keysOf = (name: string) => {
    const keys = known.get(name) ?? nameKeys(name)
    known.set(name, keys)
    return keys
  }
  return async (rankers: Rankers, on: string): Promise<Ranked<Organisation>[]> => {
    const all = await organisationsOn(on)
    const found = rankAll(all, rankers, (item, rankOf) =>
      best([
        rankOf({ name: item.name.toLowerCase(), ...keysOf(item.name) }),
        rankOf({ name: item.nameEn.toLowerCase(), pinyin: '', initials: '' }),
      ]),
    )
    return byRank(found, ({ divisionCode, code }) => divisionCode + code)
  }
}
