import type { Database, Tx } from '#kernel/db/server'
import { scorePair } from '../../model/duplicates/score.ts'
import { type ObjectKind, objectKinds } from '../../model/fields.ts'
import { factsOf } from './facts.ts'
import { findCandidates, readMatchRows, wantedIn } from './match-store.ts'
import { claimTodo, type FoundPair, householdsHeadedBy, savePairs } from './pair-store.ts'

const perBatch = 1000

/**
 * Compares what came or changed with the rest of the register, a batch in a transaction each. Answers how many objects
 * it came to; run again until that is none.
 */
export async function sweepDuplicates({ db, now }: { db: Database; now: () => Date }): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const claimed = await claimTodo(tx, perBatch)
    if (claimed.length === 0) return 0
    const idsOf = (kind: ObjectKind) => claimed.filter((item) => item.kind === kind).map(({ id }) => id)
    for (const kind of objectKinds) {
      const ids = new Set(idsOf(kind))
      if (kind === 'household') for (const id of await householdsHeadedBy(tx, idsOf('person'))) ids.add(id)
      if (ids.size > 0) await compareAll(tx, kind, [...ids], now())
    }
    return claimed.length
  })
}

async function compareAll(tx: Tx, kind: ObjectKind, ids: readonly string[], at: Date): Promise<void> {
  const found = await findCandidates(tx, kind, wantedIn(kind, ids), null)
  const rows = await readMatchRows(tx, kind, [...new Set(found.flatMap(({ ref, id }) => [ref, id]))])
  const facts = new Map([...rows].map(([id, row]) => [id, factsOf(kind, row)]))
  const pairs = new Map<string, FoundPair>()
  for (const { ref, id } of found) {
    const [lowId, highId] = ref < id ? [ref, id] : [id, ref]
    const [low, high] = [facts.get(lowId), facts.get(highId)]
    if (!low || !high || pairs.has(lowId + highId)) continue
    const score = scorePair(kind, low, high)
    if (score.band !== undefined) pairs.set(lowId + highId, { ...score, lowId, highId })
  }
  await savePairs(tx, kind, ids, [...pairs.values()], at)
}
