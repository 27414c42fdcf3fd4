import type { Database } from '#kernel/db/server'
import type { Division, DivisionTree } from '#kernel/divisions/model'
import type { Organisation } from '#kernel/orgs/model'
import { listOrganisations } from '#kernel/orgs/server'
import { nameKeys } from '#kernel/registry/server'
import type { Named, Ranker, Rankers } from '../model/name-rank.ts'

export type Ranked<T> = { item: T; rank: number }
/** Something with all its names as they are compared, which are worked out once. */
type Known<T> = { item: T; names: readonly Named[]; sort: string }

const withoutPinyin = (name: string): Named => ({ name: name.toLowerCase(), pinyin: '', initials: '' })

function bestOf(names: readonly Named[], ranker: Ranker): number | undefined {
  let best: number | undefined
  for (const named of names) {
    const rank = ranker(named)
    if (rank !== undefined && (best === undefined || rank < best)) best = rank
  }
  return best
}

const nearBelow = 8

/** What is found exactly; only where that is little, what is found in spite of an error, too. Best first. */
function rankAll<T>(
  all: readonly Known<T>[],
  { exact, near }: Rankers,
  otherwise: (item: T) => number | undefined = () => undefined,
): Ranked<T>[] {
  const found: (Known<T> & Ranked<T>)[] = []
  const known = new Set<T>()
  const add = (one: Known<T>, rank: number | undefined) => {
    if (rank === undefined) return
    found.push({ ...one, rank })
    known.add(one.item)
  }
  for (const one of all) add(one, bestOf(one.names, exact) ?? otherwise(one.item))
  if (found.length < nearBelow && near)
    for (const one of all) if (!known.has(one.item)) add(one, bestOf(one.names, near))
  return found.sort((a, b) => a.rank - b.rank || (a.sort < b.sort ? -1 : 1))
}

type Find<T> = (rankers: Rankers) => Ranked<T>[]

/** Divisions by name, pinyin or code: reference data, the same for everyone. */
export function createDivisionSearch(tree: DivisionTree): Find<Division> {
  const all = tree.select({}).map((item): Known<Division> => {
    const { code, pinyin, pinyinInitials: initials } = item
    const names = [{ name: item.shortName, pinyin, initials }, ...[item.name, item.nameEn].map(withoutPinyin)]
    return { item, names, sort: `${code.length}`.padStart(2, '0') + code }
  })
  return (rankers) => {
    const { q } = rankers
    if (!/^\d{4,12}$/.test(q)) return rankAll(all, rankers)
    return rankAll(all, rankers, ({ code }) => (code.startsWith(q) ? 1 : undefined))
  }
}

const rememberedMs = 5000

/** Organisations that stand on a day; a change shows within five seconds, as it does in their names elsewhere. */
function rememberOrganisations(db: Database): (on: string) => Promise<Known<Organisation>[]> {
  const keysOfName = new Map<string, Pick<Named, 'pinyin' | 'initials'>>()
  const keysOf = (name: string) => {
    const keys = keysOfName.get(name) ?? nameKeys(name)
    keysOfName.set(name, keys)
    return keys
  }
  const read = async (on: string) =>
    (await listOrganisations(db, { on, limit: 100_000 })).map((item) => ({
      item,
      names: [{ name: item.name.toLowerCase(), ...keysOf(item.name) }, withoutPinyin(item.nameEn)],
      sort: item.divisionCode + item.code,
    }))
  let known: { on: string; readAt: number; all: Promise<Known<Organisation>[]> } | undefined
  return (on) => {
    const at = performance.now()
    if (known?.on !== on || at - known.readAt > rememberedMs) {
      const reading = { on, readAt: at, all: read(on) }
      known = reading
      reading.all.catch(() => {
        if (known === reading) known = undefined
      })
    }
    return known.all
  }
}

/** Organisations that stand today, by name in either language; pinyin is worked out once for each name. */
export function createOrganisationSearch(db: Database) {
  const organisationsOn = rememberOrganisations(db)
  return async (rankers: Rankers, on: string): Promise<Ranked<Organisation>[]> =>
    rankAll(await organisationsOn(on), rankers)
}
