import { canonicalBytes, type Keys, keyedHash } from '#kernel/crypto/server'
import type { Tx } from '#kernel/db/server'
import { notFound } from '#kernel/errors/model'
import type { Attachment } from '#kernel/files/server'
import type { Actor } from '#kernel/http/model'
import type { Surroundings } from '../model/task-changes.ts'
import type { Migration } from '../model/migrate.ts'
import type { Change, EntryState, Holder, Subject, Values } from '../model/state.ts'
import type { Link } from '../model/links.ts'
import type { Offline } from '../model/offline-mark.ts'
import type { Because } from '../model/reactions.ts'
import type { DefinitionBook } from './definition-book.ts'
import { attachedStill, type Attachments } from './attachment-store.ts'
import { type Claim, type Claimed, claimAndLoad, type Locked } from './entry-store.ts'
import { refuseTwice, repeated } from './repeated.ts'
import type { OfflineWindow } from './effective-time.ts'
import { type HoldsOn, refuseHeld } from './holds.ts'
import { checkLinks, linkTargets } from './links.ts'
import { sightFor } from './migrate-change.ts'
import { type Prepared, performOne, resolve, serialWanted } from './perform-step.ts'
import { emptyBatch } from './record.ts'
import { checkReferences } from './references.ts'
import type { LookUps } from './look-ups.ts'
import { drawSerials, type Drawn, explainTaken, issuedRow } from './serial-store.ts'
import { type Batch, mergeBatches, writeBatch } from './write-store.ts'

/** One thing to do. Registering names a ledger and a place, everything else an entry and the state it was seen in. */
export type ActionRequest = {
  action: string
  input: Values
  /** When it was so, ISO 8601; now without. Earlier than now needs the right `ledgers.backdate`. */
  effectiveAt?: string | undefined
  subjects?: Subject[] | undefined
  /** Links that a reaction makes; only the kernel's own actor may. */
  links?: Link[] | undefined
  because?: Because | undefined
  /** What the ladder changes of a task; only the kernel's own actor may. */
  updates?: Change['updates'] | undefined
  /** To which version of the ledger, of the kernel's own action `migrate`; who may, the caller has asked. */
  migration?: Migration | undefined
  /** Done on a phone without a line: under which lease, on which phone, and by whose session it came, if by another's. */
  offline?: (Offline & OfflineWindow) | undefined
  /** Asked by a route of the platform: see `byProgram` of an action. */
  byProgram?: true | undefined
} & ({ entryId: string; expectedSeq: number } | { ledger: string; divisionCode: string })

export type Result = { entryId: string; seq: number; no: string }
export type Performed = {
  results: Result[]
  replayed: boolean
  /** The entries as the actions left them; none when it was done before. */
  states: EntryState[]
  /** What hangs on them, where the actions hung nothing new there. */
  attachments: ReadonlyMap<string, Attachments>
}

/** What the write path needs from outside the ledgers area. */
export type PerformDeps = {
  book: DefinitionBook
  keys: Keys
  now(): Date
  newId(): string
  datesOf: Surroundings['datesOf']
  ownTermsOf?: Surroundings['ownTermsOf']
  organisationOfRole: Surroundings['organisationOfRole']
  /** Throws where work can't be given to an organisation or account. */
  checkAssignee(tx: Tx, holder: Holder): Promise<void>
  /** Throws where an object doesn't exist or the actor may not see it. */
  checkSubjects(tx: Tx, actor: Actor, subjects: readonly Subject[]): Promise<void>
  checkFiles(tx: Tx, actor: Actor, files: readonly Attachment[]): Promise<void>
  holdsOn: HoldsOn
  lookUps?: LookUps | undefined
}

/** What one caller asks for: all of it is done or none. */
export type Call = { actor: Actor; requests: readonly ActionRequest[]; clientKey: string }

/** A call with what it locks and claims. */
type Opened = Call & { now: Date; prepared: Prepared[]; results: Result[]; claim: Claim }
type Begun = Opened & Claimed

/** Whether the transaction ends with what is written; asked with the states that the actions of each call lead to. */
type IsLast = (states: readonly (readonly EntryState[])[]) => boolean

/** That some calls (their indexes) can't go with the others: each is to go by itself, and will hear what stands against it. */
export class NotTogether extends Error {
  readonly of: readonly number[]
  constructor(of: readonly number[]) {
    super('not together')
    this.of = of
  }
}

/** Whose turn it is while calls are carried out; nobody's while they are looked at as one. */
type Turn = { of: number | undefined }

/**
 * The one write path: from one report of a phone to a spreadsheet of 28,000 rows. All of the batch is done or none.
 * Scope, verdict and expected state are checked under the row lock; the same client key again answers the first
 * results, and with other content 409.
 * @param isLast whether the transaction ends with what is written; asked with the states that the actions lead to
 * @throws AppError ledgers.key_reused, ledgers.changed_meanwhile, http.not_found, and the refusals of `decide`
 */
export async function performActions(
  tx: Tx,
  deps: PerformDeps,
  call: Call,
  isLast: (states: readonly EntryState[]) => boolean = () => false,
): Promise<Performed> {
  const opened = open(deps, call)
  const [claimed] = await claimAndLoad(tx, [askedBy(deps, opened)], 'waits')
  if (!claimed?.claimed) return repeated(tx, call.actor, call.clientKey, opened.claim.requestHash)
  const begun = { ...opened, ...claimed }
  const [performed] = await carryOut(tx, deps, [begun], ([states]) => isLast(states ?? []))
  return performed as Performed
}

/**
 * Calls of several people in one transaction: what they lock and claim is read in one round trip, what they write in one
 * statement. It waits for nobody's lock.
 * @throws NotTogether where a key was used before, an entry isn't there, can't be seen or is held by another
 *   transaction, or one of them is refused. The transaction is rolled back then, for all of them.
 */
export async function performTogether(
  tx: Tx,
  deps: PerformDeps,
  calls: readonly Call[],
  isLast: IsLast,
): Promise<Performed[]> {
  const opened = calls.map((call) => open(deps, call))
  const claimed = await claimAndLoad(
    tx,
    opened.map((call) => askedBy(deps, call)),
    'skips',
  )
  const begun = opened.map((call, index): Begun => ({ ...call, ...(claimed[index] as Claimed) }))
  const apart = begun.flatMap((call, index) => (!call.claimed || lacking(call) ? [index] : []))
  if (apart.length > 0) throw new NotTogether(apart)
  const turn: Turn = { of: undefined }
  return carryOut(tx, deps, begun, isLast, turn).catch((error: unknown) => {
    throw turn.of === undefined ? error : new NotTogether([turn.of])
  })
}

function open(deps: PerformDeps, call: Call): Opened {
  const { actor, requests, clientKey } = call
  const now = deps.now()
  const prepared = requests.map((request) => prepare(deps, request))
  refuseTwice(prepared)
  // Keyed, since a request may hold what is sensitive in clear.
  const requestHash = keyedHash(
    deps.keys,
    'ledgers.request',
    canonicalBytes({ positionId: actor.positionId, requests }),
  )
  const results = prepared.map(
    ({ request, id, birth }): Result => ({
      entryId: id,
      seq: birth ? 1 : (request as { expectedSeq: number }).expectedSeq + 1,
      no: '',
    }),
  )
  const claim = { accountId: actor.accountId, clientKey, requestHash, results, at: now }
  return { ...call, now, prepared, results, claim }
}

function askedBy(deps: PerformDeps, { actor, requests, prepared, claim }: Opened) {
  const old = prepared.filter((item) => !item.birth)
  const targets = prepared.flatMap(({ request }) => linkTargets(request))
  return {
    claim,
    ids: [...new Set([...old.map(({ id }) => id), ...targets])],
    visible: sightFor(deps.book, actor, requests),
    births: prepared.length - old.length,
  }
}

function lacking({
  prepared,
  loaded,
}: {
  prepared: readonly Prepared[]
  loaded: readonly Locked[]
}): boolean {
  const seen = new Set(loaded.map(({ state }) => state.id))
  return prepared.some(({ id, birth }) => !birth && !seen.has(id))
}

/** Decides what was begun, one after the other, and writes all of it in one statement. */
async function carryOut(
  tx: Tx,
  deps: PerformDeps,
  calls: readonly Begun[],
  isLast: IsLast,
  turn: Turn = { of: undefined },
): Promise<Performed[]> {
  const resolved = calls.map((call, index) => {
    turn.of = index
    if (lacking(call)) throw notFound()
    const states = new Map(call.loaded.map((item) => [item.state.id, item]))
    const steps = call.prepared.map((item) => resolve(deps, call.actor, item, states.get(item.id), call.now))
    return { ...call, states, steps }
  })
  turn.of = undefined
  const serials = await drawSerials(
    tx,
    resolved.flatMap(({ steps }) => steps.flatMap(serialWanted)),
  )
  const decided: Decided[] = []
  for (const [index, call] of resolved.entries()) {
    turn.of = index
    decided.push(await decideCall(tx, deps, call, serials))
  }
  turn.of = undefined
  await checkLinks(
    tx,
    decided.flatMap(({ linking }) => linking),
  )
  for (const [index, { actor, batch }] of decided.entries()) {
    turn.of = index
    await checkReferences(tx, deps, actor, batch)
  }
  turn.of = undefined
  await refuseHeld(
    tx,
    deps.holdsOn,
    decided.flatMap(({ consulting }) => consulting),
  )
  const ending = isLast(decided.map(({ after }) => after)) ? 'ends_transaction' : undefined
  await writeBatch(tx, mergeBatches(decided.map(({ batch }) => batch)), ending).catch(explainTaken)
  return decided.map(({ results, after, batch, loaded }) => ({
    results,
    replayed: false,
    states: after,
    attachments: attachedStill(batch, loaded),
  }))
}

type Decided = Begun & {
  batch: Batch
  after: EntryState[]
  consulting: Parameters<typeof refuseHeld>[2][number][]
  linking: Parameters<typeof checkLinks>[1][number][]
}

async function decideCall(
  tx: Tx,
  deps: PerformDeps,
  call: Begun & { states: ReadonlyMap<string, Locked>; steps: readonly ReturnType<typeof resolve>[] },
  serials: ReadonlyMap<string, Drawn>,
): Promise<Decided> {
  const { actor, now, numbers, states, steps } = call
  const batch = emptyBatch()
  const decided: Decided = { ...call, results: [], batch, after: [], consulting: [], linking: [] }
  const ledgerOf = (id: string) => deps.book.nameOf(states.get(id)?.ledgerId)
  let drawn = 0
  for (const step of steps) {
    const { item, action } = step
    const number = item.birth ? (numbers[drawn++] as number) : 0
    const serial = serials.get(item.id)
    const { state, change } = await performOne(tx, deps, { ...step, number, serial, now }, batch)
    const subjects = [...(step.loaded?.attachments.subjects ?? []), ...change.subjects]
    decided.consulting.push({ actor, action, subjects })
    decided.linking.push({ from: item.id, links: change.links ?? [], action, own: step.known.code, ledgerOf })
    if (serial) batch.serials.push(issuedRow(serial, state))
    decided.results.push({ entryId: item.id, seq: state.seq, no: state.no })
    decided.after.push(state)
  }
  return decided
}

function prepare(deps: PerformDeps, request: ActionRequest): Prepared {
  if ('ledger' in request)
    return { request, known: deps.book.get(request.ledger), id: deps.newId(), birth: true }
  return { request, known: undefined as never, id: request.entryId, birth: false }
}
