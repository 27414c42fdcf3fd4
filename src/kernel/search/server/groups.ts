import type { Keys } from '#kernel/crypto/server'
import type { Database } from '#kernel/db/server'
import { covers, type DivisionTree } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'
import type { Locale } from '#kernel/i18n/model'
import type { Engine } from '#kernel/ledgers/server'
import {
  searchCountMax,
  type SearchGroup,
  type SearchHit,
  type SearchKind,
  type SearchQuery,
} from '../model/search.ts'
import type { Plan } from '../model/query-plan.ts'

export type SearchDeps = {
  db: Database
  keys: Keys
  engine: Engine
  divisions: DivisionTree
  now: () => Date
}

export type Request = { actor: Actor; query: SearchQuery; locale: Locale }
/** With the text as longer names are looked for by it, worked out once. */
export type Planned = Request & { names: Plan }

/** What an answer shows of what was found and counted: the first few of each kind, or one kind's page. */
export function shownOf<T>(found: readonly T[], { kind, page, size }: SearchQuery): T[] {
  const from = kind === undefined ? 0 : (page - 1) * size
  return found.slice(from, Math.min(from + size, searchCountMax))
}

/** A group of what was found, best first: all of it counted, a part of it shown. */
export async function groupOf<T>(
  kind: SearchKind,
  found: readonly T[],
  query: SearchQuery,
  show: (found: readonly T[]) => SearchHit[] | Promise<SearchHit[]>,
): Promise<SearchGroup> {
  return {
    kind,
    count: Math.min(found.length, searchCountMax),
    more: found.length > searchCountMax,
    rows: await show(shownOf(found, query)),
  }
}

/** What the actor's scope covers of a division, or all of it where none is named. */
export function rootsWithin(actor: Actor, division: string | undefined): readonly string[] {
  if (division === undefined) return actor.divisions
  if (covers(actor.divisions, division)) return [division]
  return actor.divisions.filter((root) => covers([division], root))
}
