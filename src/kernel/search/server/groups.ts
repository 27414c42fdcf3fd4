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

export type SearchDeps = {
  db: Database
  keys: Keys
  engine: Engine
  divisions: DivisionTree
  now: () => Date
}

export type Request = { actor: Actor; query: SearchQuery; locale: Locale }

/** What an answer shows of what was found: the first few of each kind, or one kind's page. */
function sliceOf<T>(found: readonly T[], { kind, page, size }: SearchQuery): T[] {
  return kind === undefined ? found.slice(0, size) : found.slice((page - 1) * size, page * size)
}

/** A group of what was found, best first: all of it counted, a part of it shown. */
export async function groupOf<T>(
  kind: SearchKind,
  found: readonly T[],
  query: SearchQuery,
  show: (found: readonly T[]) => SearchHit[] | Promise<SearchHit[]>,
): Promise<SearchGroup> {
  const counted = found.slice(0, searchCountMax)
  return {
    kind,
    count: counted.length,
    more: found.length > searchCountMax,
    rows: await show(sliceOf(counted, query)),
  }
}

/** What the actor's scope covers of a division, or all of it where none is named. */
export function rootsWithin(actor: Actor, division: string | undefined): readonly string[] {
  if (division === undefined) return actor.divisions
  if (covers(actor.divisions, division)) return [division]
  return actor.divisions.filter((root) => covers([division], root))
}
