import { AppError } from '#kernel/errors/model'
import type { Division, DivisionLevel } from './division.ts'
import { covers } from './scope.ts'

export type DivisionFilter = { level?: DivisionLevel; kind?: Division['kind']; under?: string }

/**
 * All divisions of the net, in memory and unchanging: a change of the divisions builds another tree. A division that
 * no longer exists is still found by its code, because old entries name it, but is not listed.
 */
export type DivisionTree = {
  readonly all: readonly Division[]
  readonly districts: readonly Division[]
  /** @throws AppError divisions.unknown_code (404). */
  get(code: string): Division
  find(code: string): Division | undefined
  children(code: string): readonly Division[]
  /** From the district down to the parent; empty for a district. */
  ancestors(code: string): readonly Division[]
  select(filter: DivisionFilter): readonly Division[]
  /** By code, name, short name, English name, pinyin or its initials; best first. */
  search(text: string, limit?: number): readonly Division[]
  /** Whether the code exists and lies in what the scope's roots cover. */
  contains(scopeCodes: readonly string[], code: string): boolean
  /** The short names from the township down, joined: for a line that has to say where. */
  path(code: string, locale: 'zh-CN' | 'en'): string
}

/** @throws Error when a code stands twice or its parent is missing: such data must not be served. */
export function buildDivisionTree(divisions: readonly Division[]): DivisionTree {
  const all = Object.freeze([...divisions].sort((a, b) => (a.code < b.code ? -1 : 1)))
  const byCode = indexByCode(all)
  const current = all.filter(({ validTo }) => validTo === null)
  const childrenOf = Map.groupBy(current, ({ parent }) => parent ?? '')
  const none: readonly Division[] = Object.freeze([])
  const get = (code: string): Division => {
    const found = byCode.get(code)
    if (!found) throw new AppError('divisions.unknown_code', { status: 404, params: { code } })
    return found
  }
  const ancestors = (code: string): Division[] => {
    const { parent } = get(code)
    return parent === null ? [] : [...ancestors(parent), get(parent)]
  }
  return Object.freeze<DivisionTree>({
    all,
    districts: childrenOf.get('') ?? none,
    get,
    find: (code) => byCode.get(code),
    children: (code) => childrenOf.get(code) ?? none,
    ancestors,
    select: ({ level, kind, under }) =>
      current.filter(
        (item) =>
          (level === undefined || item.level === level) &&
          (kind === undefined || item.kind === kind) &&
          (under === undefined || covers([under], item.code)),
      ),
    search: (text, limit = 20) => search(current, text, limit),
    contains: (scopeCodes, code) => byCode.has(code) && covers(scopeCodes, code),
    path: (code, locale) => {
      const above = ancestors(code).filter(({ level }) => level !== 'district')
      const line = [...above, get(code)]
      if (locale === 'zh-CN') return line.map((item) => item.shortName).join('')
      return line
        .reverse()
        .map((item) => item.nameEn)
        .join(', ')
    },
  })
}

function indexByCode(all: readonly Division[]): Map<string, Division> {
  const byCode = new Map<string, Division>()
  for (const item of all) {
    if (byCode.has(item.code)) throw new Error(`division ${item.code} stands twice`)
    byCode.set(item.code, item)
  }
  for (const { code, parent } of all) {
    if (parent !== null && !byCode.has(parent))
      throw new Error(`division ${code}: its parent ${parent} is missing`)
  }
  return byCode
}

function rank(item: Division, text: string): number {
  if (item.code === text || item.shortName === text || item.name === text) return 0
  if (item.shortName.startsWith(text) || item.name.startsWith(text)) return 1
  if (item.code.startsWith(text) || item.pinyin.startsWith(text) || item.pinyinInitials.startsWith(text))
    return 2
  if (item.name.includes(text) || item.nameEn.toLowerCase().includes(text)) return 3
  return Number.POSITIVE_INFINITY
}

function search(all: readonly Division[], query: string, limit: number): Division[] {
  const text = query.trim().toLowerCase()
  if (text === '') return []
  return all
    .map((item) => ({ item, rank: rank(item, text) }))
    .filter((hit) => hit.rank < Number.POSITIVE_INFINITY)
    .sort(
      (a, b) =>
        a.rank - b.rank || a.item.code.length - b.item.code.length || (a.item.code < b.item.code ? -1 : 1),
    )
    .slice(0, limit)
    .map((hit) => hit.item)
}
