import { blindIndex, type Keys } from '#kernel/crypto/server'
import { AppError } from '#kernel/errors/model'
import { networkOf } from '#kernel/identity/server'
import { shanghaiDate } from '#kernel/time/model'
import {
  type Counted,
  type Limit,
  type LimitVerdict,
  maskNetwork,
  verdictOf,
  windowOf,
} from '../../model/portal/limits.ts'
import { type Limited, windowsFor } from '../../model/portal/portal-rules.ts'
import type { Proof } from '../../model/portal/proof.ts'
import { addCounts, findBlock, insertBlock, readCounts } from './limit-store.ts'
import type { PortalDeps } from './portal-deps.ts'
import { checkProof } from './proofs.ts'

const dayMs = 24 * 3_600_000
type Deps = Pick<PortalDeps, 'handle' | 'keys' | 'clock' | 'portalRules'>

/** A network or a phone under the key that limits and blocks know it by. */
export type Source = { what: 'network' | 'phone'; key: Buffer; hint: string }

export function networkSource(keys: Keys, address: string): Source {
  const network = networkOf(address)
  return { what: 'network', key: blindIndex(keys, 'portal.network', network), hint: maskNetwork(network) }
}

/** @throws AppError portal.blocked (403) with the day on which it ends */
export async function refuseBlocked(deps: Deps, sources: readonly Source[]): Promise<void> {
  const until = await findBlock(deps.handle.db, sources, deps.clock.now())
  if (until) throw new AppError('portal.blocked', { status: 403, params: { until: shanghaiDate(until) } })
}

/** The windows in which something is counted, by the rules in force. */
function limitsFor({ portalRules }: Pick<Deps, 'portalRules'>, what: Limited): Limit[] {
  return windowsFor(portalRules(), what).map(({ windowMinutes, free, most }) => ({
    windowMs: windowMinutes * 60_000,
    free,
    most,
  }))
}

function countedIn(limits: readonly Limit[], now: Date, counts: readonly number[]): Counted[] {
  return limits.map((limit, index) => ({
    ...limit,
    n: counts[index] ?? 0,
    windowAt: windowOf(now, limit.windowMs),
  }))
}

const windowsOf = (limits: readonly Limit[], now: Date) =>
  limits.map(({ windowMs }) => ({ at: windowOf(now, windowMs), windowMs }))

/** Counts what is about to be done, and says what the counts allow. */
async function count(deps: Deps, what: Limited, key: Buffer, now: Date): Promise<Counted[]> {
  const limits = limitsFor(deps, what)
  return countedIn(limits, now, await addCounts(deps.handle.db, what, key, windowsOf(limits, now)))
}

function minutesUntil(until: Date, now: Date): number {
  return Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000))
}

function refuse(verdict: LimitVerdict, now: Date): void {
  if (verdict.verdict !== 'refused') return
  const minutes = minutesUntil(verdict.until, now)
  throw new AppError('portal.too_many', { status: 429, params: { minutes } })
}

type Asked = { what: Limited; key: Buffer; source?: Source }

/**
 * Counts an attempt, and refuses it where there were too many or, near the limit, without a proof of work. Who goes on
 * and on is blocked for a day, which the desk sees and can lift.
 * @throws AppError portal.too_many (429), portal.proof_needed (428), portal.proof_wrong
 */
export async function countAttempt(deps: Deps, asked: readonly Asked[], proof?: Proof): Promise<void> {
  const now = deps.clock.now()
  const { patience } = deps.portalRules()
  const verdicts: LimitVerdict[] = []
  for (const { what, key, source } of asked) {
    const counts = await count(deps, what, key, now)
    if (source && counts.some(({ n, most }) => n > most * patience)) await blockFor(deps, source, what)
    verdicts.push(verdictOf(counts))
  }
  for (const verdict of verdicts) refuse(verdict, now)
  if (verdicts.some(({ verdict }) => verdict === 'proof')) await checkProof(deps, proof)
}

function blockFor({ handle, clock, portalRules }: Deps, source: Source, what: Limited): Promise<void> {
  const now = clock.now()
  const until = new Date(now.getTime() + portalRules().blockDays.limit * dayMs)
  const block = { ...source, until, cause: 'limit' as const, reason: what, claimId: null, accountId: null }
  return insertBlock(handle.db, block, now)
}

/**
 * Refuses before anything is looked up where too many guesses failed; what fails is counted by `countFailure`.
 * @throws AppError portal.too_many
 */
export async function refuseGuessing(deps: Deps, asked: readonly Asked[]): Promise<void> {
  const now = deps.clock.now()
  for (const { what, key } of asked) {
    const limits = limitsFor(deps, what)
    const counts = await readCounts(deps.handle.db, what, key, windowsOf(limits, now))
    refuse(
      verdictOf(
        countedIn(
          limits,
          now,
          counts.map((n) => n + 1),
        ),
      ),
      now,
    )
  }
}

export async function countFailure(deps: Deps, asked: readonly Asked[]): Promise<void> {
  const now = deps.clock.now()
  for (const { what, key } of asked) await count(deps, what, key, now)
}
