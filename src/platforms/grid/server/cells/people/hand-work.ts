import type { Tx } from '#kernel/db/server'
import { newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { type ActionRequest, type PlatformDeps, systemActor } from '#kernel/ledgers/server'
import { shanghaiDate } from '#kernel/time/model'
import { workerPosition } from '../../incidents/look-up-store.ts'
import { type OpenWork, openWorkOf } from './work-store.ts'

export type WorkDeps = Pick<PlatformDeps, 'engine' | 'clock'>

type Handed = { from: number; to: number; cells: readonly string[]; reason: string }

/**
 * With the cells goes what is to be done for them: incidents that wait to be verified, and the key persons in care.
 * The house hands them over in the transaction of the cells', so that all go or none; each says so in its own log.
 * Answers how many went.
 */
export async function handWork(
  tx: Tx,
  { engine, clock }: WorkDeps,
  actor: Actor,
  { from, to, cells, reason }: Handed,
): Promise<number> {
  const now = clock.now()
  const [incident, keyPerson] = engine.codes(['incident', 'key_person'])
  const [cell] = cells
  if (incident === undefined || keyPerson === undefined || cell === undefined) return 0
  const work = await openWorkOf(tx, from, cells, { incident, keyPerson })
  // What was registered under an earlier version, which knows no such step, stays and is given on by hand.
  const movable = work.filter(({ ledger, version }) => knows(engine, ledger, version))
  if (movable.length === 0) return 0
  const holder = await workerPosition(tx, to, cell, { on: shanghaiDate(now), now })
  if (holder === undefined) return 0
  const requests = movable.map((one) => requestFor(one, { ...holder, reason }, now))
  await engine.performIn(tx, { ...systemActor, organisationId: actor.organisationId }, requests, newId(now))
  return requests.length
}

const actionOf = (ledger: string) => (ledger === 'incident' ? 'pass_verification' : 'reassign')

function knows({ book }: WorkDeps['engine'], ledger: string, version: number): boolean {
  const { actions } = book.version(book.get(ledger), version).definition
  const action = actions.find(({ id }) => id === actionOf(ledger))
  return action?.by.some(({ who }) => who === 'system') ?? false
}

function requestFor(
  { entryId, ledger, seq, dueAt }: OpenWork,
  given: { accountId: number; organisationId: number; reason: string },
  now: Date,
): ActionRequest {
  const today = shanghaiDate(now)
  // What ends with a day is due on that day; who takes over what is late already has today.
  const due = dueAt === null ? today : shanghaiDate(new Date(dueAt.getTime() - 1))
  const dueOn = due < today ? today : due
  const input = ledger === 'incident' ? given : { ...given, dueOn }
  return { entryId, expectedSeq: seq, action: actionOf(ledger), input }
}
