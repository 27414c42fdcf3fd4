import { type Actor, hasRight } from '#kernel/http/model'
import type { PlatformDeps } from '#kernel/ledgers/server'
import { addDays, shanghaiDate } from '#kernel/time/model'
import type { RegisterFreshness } from '../../model/field/visit-form.ts'
import { listOld, readFreshDays } from './freshness-store.ts'

export const freshnessName = 'register_freshness'

/**
 * What a phone must know to ask a household only for what is unknown or stale: for how long facts count as fresh, and
 * which of the households and persons that it carries are older. Whoever works over a whole district carries neither.
 */
export async function readFreshness(
  { handle, clock }: Pick<PlatformDeps, 'handle' | 'clock'>,
  actor: Actor,
): Promise<RegisterFreshness | null> {
  if (!hasRight(actor, 'registry.read')) return null
  const near = { ...actor, divisions: actor.divisions.filter((code) => code.length > 6) }
  if (near.divisions.length === 0) return null
  const days = await readFreshDays(handle.db)
  const today = shanghaiDate(clock.now())
  const asOf: Record<string, string> = {}
  for (const kind of ['household', 'person'] as const) {
    const spans = [...days].flatMap(([code, span]) =>
      code.startsWith(`${kind}.`) && span !== null ? [span] : [],
    )
    if (spans.length === 0) continue
    const old = await listOld(handle.db, near, kind, addDays(today, -Math.min(...spans)))
    for (const { id, asOf: since } of old) asOf[id] = since
  }
  return { freshDays: Object.fromEntries(days), asOf }
}
