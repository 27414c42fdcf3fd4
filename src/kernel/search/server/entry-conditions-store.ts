import { type RawBuilder, sql } from 'kysely'
import { type Actor, hasRight } from '#kernel/http/model'
import { readAllRight } from '#kernel/ledgers/server'
import { holding, nearPieces, type Plan, type Way } from '../model/query-plan.ts'
import { rootsWithin } from './groups.ts'

export type EntryRequest = {
  actor: Actor
  plan: Plan
  /** Beginnings of entry numbers that were meant. */
  numbers: readonly string[]
  ledgerIds: readonly number[]
  division?: string | undefined
  countMax: number
  codes: (names: readonly string[]) => number[]
}

export type Found = { id: string; rank: number }

/** The places within which the actor sees all that is searched; everywhere without any. */
export function placesOf({ actor, division }: EntryRequest): readonly string[] | 'everywhere' {
  if (!hasRight(actor, readAllRight)) return rootsWithin(actor, division)
  return division === undefined ? 'everywhere' : [division]
}

/** Whether a title (alias `s`) fits one of the ways. */
export function fitsAny(ways: readonly Way[]): RawBuilder<unknown> {
  const likes = (field: Way['field']) => ways.flatMap((way) => (way.field === field ? way.likes : []))
  return sql`(s.name like any(${likes('name')}::text[]) or s.pinyin like any(${likes('pinyin')}::text[])
    or s.initials like any(${likes('initials')}::text[]))`
}

/** What any title (alias `s`) has that fits one of the near ways; read before them, since it says no of most. */
export function maybeNear(plan: Plan): RawBuilder<unknown> {
  const { field, pieces } = nearPieces(plan)
  return sql`${sql.ref(`s.${field}`)} like any(${holding(pieces)}::text[])`
}
