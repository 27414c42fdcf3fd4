import { canonicalBytes, type Keys, keyedHash } from '#kernel/crypto/server'
import type { Tx } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Attachment } from '#kernel/files/server'
import type { Actor } from '#kernel/http/model'
import { parseInput } from '#kernel/http/server'
import type { Ledger } from '../model/define-ledger.ts'
import { decide } from '../model/decide.ts'
import type { LookedUp, Surroundings } from '../model/task-changes.ts'
import { systemAccountId } from '../model/verdict.ts'
import type { Action } from '../model/definition.ts'
import { inputSchema } from '../model/fields.ts'
import type { Migration } from '../model/migrate.ts'
import {
  applyChange,
  blankState,
  type Change,
  type EntryState,
  type Holder,
  type Subject,
  type Values,
} from '../model/state.ts'
import type { Link } from '../model/links.ts'
import { type Offline, offlineMark } from '../model/offline-mark.ts'
import type { Because } from '../model/reactions.ts'
import { wordCodes } from '../model/words.ts'
import { actionHash, algorithmCodes, zeroHash } from './chain.ts'
import type { DefinitionBook, Known } from './definition-book.ts'
import { attachedStill, type Attachments } from './attachment-store.ts'
import { claimAndLoad, type Locked } from './entry-store.ts'
import { refuseOutdated, refuseTwice, repeated } from './repeated.ts'
import { effectiveTime, type OfflineWindow, recordedTime } from './effective-time.ts'
import { type HoldsOn, refuseHeld } from './holds.ts'
import { checkLinks, linkTargets } from './links.ts'
import { emptyBatch, recordStep } from './record.ts'
import { migrationChange, sightFor } from './migrate-change.ts'
import { checkAssignee, checkReferences } from './references.ts'
import { type LookUps, lookUp } from './look-ups.ts'
import { refusal } from './refusal.ts'
import { sealInput } from './secrets.ts'
import { drawSerials, type Drawn, explainTaken, issuedRow, type Wanted } from './serial-store.ts'
import { type Batch, writeBatch } from './write-store.ts'

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

type Prepared = { request: ActionRequest; known: Known; id: string; birth: boolean }

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
  actor: Actor,
  requests: readonly ActionRequest[],
  clientKey: string,
  isLast: (states: readonly EntryState[]) => boolean = () => false,
): Promise<Performed> {
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
  const old = prepared.filter((item) => !item.birth)
  const { claimed, loaded, numbers } = await claimAndLoad(
    tx,
    { accountId: actor.accountId, clientKey, requestHash, results: JSON.stringify(results), at: now },
    {
      ids: [
        ...new Set([
          ...old.map((item) => item.id),
          ...prepared.flatMap(({ request }) => linkTargets(request)),
        ]),
      ],
      visible: sightFor(deps.book, actor, requests),
      births: prepared.length - old.length,
    },
  )
  if (!claimed) return repeated(tx, actor, clientKey, requestHash)
  const states = new Map(loaded.map((item) => [item.state.id, item]))
  if (old.some((item) => !states.has(item.id))) throw notFound()
  const batch = emptyBatch()
  const after: EntryState[] = []
  const consulting: Parameters<typeof refuseHeld>[2][number][] = []
  const linking: Parameters<typeof checkLinks>[1][number][] = []
  const ledgerOf = (id: string) => deps.book.nameOf(states.get(id)?.ledgerId)
  const steps = prepared.map((item) => resolve(deps, actor, item, states.get(item.id), now))
  const serials = await drawSerials(tx, steps.flatMap(serialWanted))
  let drawn = 0
  for (const [index, step] of steps.entries()) {
    const { item } = step
    const number = item.birth ? (numbers[drawn++] as number) : 0
    const serial = serials.get(item.id)
    const { state, change } = await performOne(tx, deps, { ...step, number, serial, now }, batch)
    const subjects = [...(step.loaded?.attachments.subjects ?? []), ...change.subjects]
    consulting.push({ actor, action: step.action, subjects })
    const links = change.links ?? []
    linking.push({ from: item.id, links, action: step.action, own: step.known.code, ledgerOf })
    if (serial) batch.serials.push(issuedRow(serial, state))
    results[index] = { entryId: item.id, seq: state.seq, no: state.no }
    after.push(state)
  }
  await checkLinks(tx, linking)
  await checkReferences(tx, deps, actor, batch)
  await refuseHeld(tx, deps.holdsOn, consulting)
  await writeBatch(tx, batch, isLast(after) ? 'ends_transaction' : undefined).catch(explainTaken)
  return { results, replayed: false, states: after, attachments: attachedStill(batch, loaded) }
}

function prepare(deps: PerformDeps, request: ActionRequest): Prepared {
  if ('ledger' in request)
    return { request, known: deps.book.get(request.ledger), id: deps.newId(), birth: true }
  return { request, known: undefined as never, id: request.entryId, birth: false }
}

type Step = {
  actor: Actor
  item: Prepared
  known: Known
  ledger: Ledger
  loaded: Locked | undefined
  before: EntryState
  action: Action
  effectiveAt: string
}

/** What a request is about: the entry's definition, its state, the action, and when it takes effect. */
function resolve(
  deps: PerformDeps,
  actor: Actor,
  item: Prepared,
  loaded: Locked | undefined,
  now: Date,
): Step {
  const known = loaded ? deps.book.getById(loaded.ledgerId) : item.known
  const ledger = loaded ? deps.book.version(known, loaded.state.version) : deps.book.current(known)
  const before = loaded ? { ...loaded.state, ledger: known.code } : blankState(item.id)
  const action = deps.book.action(ledger, item.request.action)
  if (action.byProgram && !item.request.byProgram) throw new AppError('ledgers.by_program', { status: 409 })
  refuseOutdated(item.request, before, action)
  const effectiveAt = effectiveTime(actor, item.request, action, before, now)
  return { actor, item, known, ledger, loaded, before, action, effectiveAt }
}

function serialWanted({ actor, item, known, before, action, effectiveAt }: Step): Wanted[] {
  if (!action.serial) return []
  const divisionCode = 'ledger' in item.request ? item.request.divisionCode : before.divisionCode
  const of = { ledgerId: known.id, divisionCode, organisationId: actor.organisationId, effectiveAt }
  return [{ entryId: item.id, serial: action.serial, of }]
}

type Ready = Step & { number: number; serial: Drawn | undefined; now: Date }

async function performOne(
  tx: Tx,
  deps: PerformDeps,
  step: Ready,
  batch: Batch,
): Promise<{ state: EntryState; change: Change }> {
  const { actor, item, known, ledger, loaded, before, action, effectiveAt, now } = step
  const said = parseInput(inputSchema(ledger.definition, action), item.request.input, actor.locale, 'input')
  const input = await sealInput(tx, deps.keys, { ledger, action, before, input: said, now })
  const { migration } = item.request
  const divisionCode = 'ledger' in item.request ? item.request.divisionCode : before.divisionCode
  const asked = { action: action.id, before, input, divisionCode, effectiveAt, now }
  const lookedUp = migration ? {} : await lookUp(tx, deps.lookUps, known.code, asked)
  const change = migration
    ? migrationChange(deps.book, step, migration)
    : decideChange(step, input, deps, lookedUp)
  await checkAssignee(tx, deps, input)
  const seq = before.seq + 1
  const after = applyChange(before, change, seq, effectiveAt)
  const body = canonicalBytes(change)
  const columns = {
    entryId: item.id,
    seq,
    kind: wordCodes[action.word],
    accountId: actor.accountId,
    positionId: actor.positionId,
    effectiveAt: new Date(effectiveAt),
    recordedAt: recordedTime(now, before, loaded?.sinceRecorded),
    alg: algorithmCodes.sm3,
    body,
  }
  const ledgerOf = (version: number) => deps.book.version(known, version)
  const head = actionHash(loaded?.headHash ?? zeroHash, columns)
  await recordStep(tx, batch, { known, ledgerOf, loaded, before, after, change, columns, head, actor })
  return { state: after, change }
}

/** What only the kernel's own actor may add to a request. */
const kernelOnly = ({ updates, links, because }: ActionRequest) => ({
  ...(because ? { because } : {}),
  ...(updates ? { updates } : {}),
  ...(links ? { links } : {}),
})

function decideChange(step: Ready, input: Values, deps: PerformDeps, lookedUp: LookedUp): Change {
  const { actor, item, known, ledger, before, action, effectiveAt, number, serial, now } = step
  const { request } = item
  const birth =
    'ledger' in request
      ? {
          divisionCode: request.divisionCode,
          no: `${ledger.definition.prefix}${now.getUTCFullYear()}${String(number).padStart(6, '0')}`,
          version: known.current,
        }
      : undefined
  const { verdict, change } = decide(
    ledger,
    before,
    {
      action,
      actor,
      input,
      effectiveAt,
      lookedUp,
      ...(birth ? { birth } : {}),
      subjects: request.subjects ?? [],
      ...(serial ? { serial: serial.text } : {}),
      ...(request.offline ? { offline: offlineMark(request.offline) } : {}),
      ...(actor.accountId === systemAccountId ? kernelOnly(request) : {}),
    },
    deps,
  )
  if (!verdict.ok) throw refusal(ledger, action, verdict, actor)
  return change as Change
}
