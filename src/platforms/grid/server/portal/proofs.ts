import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { keyedHash } from '#kernel/crypto/server'
import { AppError } from '#kernel/errors/model'
import { type Challenge, leadingZeros, type Proof, proofBits } from '../../model/portal/proof.ts'
import { addCounts } from './limit-store.ts'
import type { PortalDeps } from './portal-deps.ts'

type Deps = Pick<PortalDeps, 'handle' | 'keys' | 'clock'>

const lifeMs = 10 * 60_000

const markOf = (keys: Deps['keys'], text: string) =>
  keyedHash(keys, 'portal.challenge', Buffer.from(text)).subarray(0, 16)

/** A riddle that nothing is kept of: it bears its end and our mark. */
export function newChallenge({ keys, clock }: Deps): Challenge {
  const ends = clock.now().getTime() + lifeMs
  const text = `${randomBytes(12).toString('base64url')}.${ends.toString(36)}`
  return { challenge: `${text}.${markOf(keys, text).toString('base64url')}`, bits: proofBits }
}

/** @throws AppError portal.proof_needed (428) without one, portal.proof_wrong where it is none of ours, old or used */
export async function checkProof(deps: Deps, proof: Proof | undefined): Promise<void> {
  if (!proof) throw new AppError('portal.proof_needed', { status: 428 })
  const { challenge, answer } = proof
  const end = challenge.lastIndexOf('.')
  const text = challenge.slice(0, end)
  const mark = Buffer.from(challenge.slice(end + 1), 'base64url')
  const ours = markOf(deps.keys, text)
  const endsAt = Number.parseInt(text.split('.')[1] ?? '', 36)
  const isOurs = mark.length === ours.length && timingSafeEqual(mark, ours)
  const hash = createHash('sha256').update(`${challenge}.${answer}`).digest()
  if (!isOurs || !(endsAt > deps.clock.now().getTime()) || leadingZeros(hash) < proofBits) throw wrong()
  const [uses] = await addCounts(deps.handle.db, 'proof', Buffer.from(mark), [
    { at: new Date(endsAt), windowMs: lifeMs },
  ])
  if (uses !== 1) throw wrong()
}

const wrong = () => new AppError('portal.proof_wrong', { status: 400 })
