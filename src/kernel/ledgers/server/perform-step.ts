import { canonicalBytes } from '#kernel/crypto/server'
import type { Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { parseInput } from '#kernel/http/server'
import type { Ledger } from '../model/define-ledger.ts'
import { decide } from '../model/decide.ts'
import type { LookedUp } from '../model/task-changes.ts'
import { systemAccountId } from '../model/verdict.ts'
import type { Action } from '../model/definition.ts'
import { inputSchema } from '../model/fields.ts'
import { applyChange, blankState, type Change, type EntryState, type Values } from '../model/state.ts'
import { offlineMark } from '../model/offline-mark.ts'
import { wordCodes } from '../model/words.ts'
import { actionHash, algorithmCodes, zeroHash } from './chain.ts'
import type { Known } from './definition-book.ts'
import type { Locked } from './entry-store.ts'
import { refuseOutdated } from './repeated.ts'
import { effectiveTime, recordedTime } from './effective-time.ts'
import { recordStep } from './record.ts'
import { migrationChange } from './migrate-change.ts'
import { checkAssignee } from './references.ts'
import { lookUp } from './look-ups.ts'
import { refusal } from './refusal.ts'
import { sealInput } from './secrets.ts'
import type { Drawn, Wanted } from './serial-store.ts'
import type { ActionRequest, PerformDeps } from './perform.ts'
import type { Batch } from './write-store.ts'

/** A request with the entry that it is about. */
export type Prepared = { request: ActionRequest; known: Known; id: string; birth: boolean }

export type Step = {
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
export function resolve(
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

/** The number that the action gives its entry, where it gives one. */
export function serialWanted({ actor, item, known, before, action, effectiveAt }: Step): Wanted[] {
  if (!action.serial) return []
  const divisionCode = 'ledger' in item.request ? item.request.divisionCode : before.divisionCode
  const of = { ledgerId: known.id, divisionCode, organisationId: actor.organisationId, effectiveAt }
  return [{ entryId: item.id, serial: action.serial, of }]
}

type Ready = Step & { number: number; serial: Drawn | undefined; now: Date }

/** Decides one action and adds the rows that it writes to the batch. */
export async function performOne(
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
