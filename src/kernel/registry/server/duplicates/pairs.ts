import { notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { DuplicatePage, DuplicatePair, DuplicateQuery } from '../../model/duplicates/answers.ts'
import { objectKinds } from '../../model/fields.ts'
import type { RegistryDeps } from '../records.ts'
import { cardOf } from './facts.ts'
import { type MatchRow, readMatchRows } from './match-store.ts'
import { decideDistinct, findPair, isBehind, listPairs, type PairRow } from './pair-store.ts'

/** Pairs that may be one, both of which the actor may see; the likeliest first. */
export async function listDuplicates(
  { db }: RegistryDeps,
  actor: Actor,
  query: DuplicateQuery,
): Promise<DuplicatePage> {
  const { rows, total } = await listPairs(db, actor, query)
  const shown = await present(db, rows)
  return { rows: shown, total, behind: await isBehind(db) }
}

async function present(db: RegistryDeps['db'], pairs: readonly PairRow[]): Promise<DuplicatePair[]> {
  const known = new Map<string, MatchRow>()
  for (const kind of objectKinds) {
    const ids = pairs.filter((pair) => pair.kind === kind).flatMap(({ lowId, highId }) => [lowId, highId])
    if (ids.length > 0) for (const [id, row] of await readMatchRows(db, kind, ids)) known.set(id, row)
  }
  return pairs.flatMap(({ lowId, highId, distinctAt, distinctBy, distinctReason, ...pair }) => {
    const [low, high] = [known.get(lowId), known.get(highId)]
    if (!low || !high) return []
    const distinct =
      distinctAt === null
        ? null
        : { accountId: distinctBy ?? 0, at: distinctAt.toISOString(), reason: distinctReason ?? '' }
    return [{ ...pair, left: cardOf(low), right: cardOf(high), distinct }]
  })
}

/** @throws AppError http.not_found */
export async function getDuplicate({ db }: RegistryDeps, actor: Actor, id: string): Promise<DuplicatePair> {
  const row = await findPair(db, actor, id)
  const [pair] = row ? await present(db, [row]) : []
  if (!pair) throw notFound()
  return pair
}

/** Says that the two are two, or takes it back. @throws AppError http.not_found */
export async function sayDistinct(
  deps: RegistryDeps,
  actor: Actor,
  id: string,
  reason: string | null,
): Promise<DuplicatePair> {
  await getDuplicate(deps, actor, id)
  const { accountId } = actor
  await decideDistinct(deps.db, id, reason === null ? null : { accountId, at: deps.now(), reason })
  return getDuplicate(deps, actor, id)
}
