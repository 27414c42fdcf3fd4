import type { Database } from '#kernel/db/server'
import type { Division, DivisionTree } from '#kernel/divisions/model'
import type { Organisation } from '#kernel/orgs/model'
import { listOrganisations } from '#kernel/orgs/server'
import { nameKeys } from '#kernel/registry/server'
import { nameRanker } from '../model/name-rank.ts'
import type { Plan } from '../model/query-plan.ts'

export type Ranked<T> = { item: T; rank: number }

const byRank = <T>(found: Ranked<T>[], sort: (item: T) => string): Ranked<T>[] =>
  found.toSorted((a, b) => a.rank - b.rank || (sort(a.item) < sort(b.item) ? -1 : 1))

/** What is found exactly; only where that is little, what is found in spite of an error. */
function sift<T>(found: Ranked<T>[]): Ranked<T>[] {
  const exact = found.filter(({ rank }) => rank < 3)
  return exact.length < 8 ? found : exact
}

const best = (ranks: readonly (number | undefined)[]): number | undefined => {
  const known = ranks.filter((rank) => rank !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

/** Divisions by name, pinyin or code: reference data, the same for everyone. */
export function searchDivisions(tree: DivisionTree, plan: Plan): Ranked<Division>[] {
  const rankOf = nameRanker(plan)
  const found = tree.select({}).flatMap((item) => {
    const { pinyin, pinyinInitials: initials } = item
    const names = [item.shortName, item.name, item.nameEn.toLowerCase()]
    const byCode = /^\d{4,12}$/.test(plan.q) && item.code.startsWith(plan.q) ? 1 : undefined
    const rank = best([byCode, ...names.map((name) => rankOf({ name, pinyin, initials }))])
    return rank === undefined ? [] : [{ item, rank }]
  })
  return byRank(sift(found), ({ code }) => `${code.length}`.padStart(2, '0') + code)
}

/** Organisations that stand today, by name in either language; pinyin is worked out once for each name. */
export function createOrganisationSearch(db: Database) {
  const known = new Map<string, { pinyin: string; initials: string }>()
  const keysOf = (name: string) => {
    const keys = known.get(name) ?? nameKeys(name)
    known.set(name, keys)
    return keys
  }
  return async (plan: Plan, on: string): Promise<Ranked<Organisation>[]> => {
    const all = await listOrganisations(db, { on, limit: 100_000 })
    const rankOf = nameRanker(plan)
    const found = all.flatMap((item) => {
      const rank = best([
        rankOf({ name: item.name.toLowerCase(), ...keysOf(item.name) }),
        rankOf({ name: item.nameEn.toLowerCase(), pinyin: '', initials: '' }),
      ])
      return rank === undefined ? [] : [{ item, rank }]
    })
    return byRank(sift(found), ({ divisionCode, code }) => divisionCode + code)
  }
}
