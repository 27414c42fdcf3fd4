import { readJson } from '#kernel/crypto/model'
import { decrypt, encrypt, keyedHash, signedByPhone } from '#kernel/crypto/server'
import { AppError, isAppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { toProblem } from '#kernel/http/server'
import { type ActionRequest, performFilledIn, readEntry } from '#kernel/ledgers/server'
import { type ItemResult, OfflineItem, type SignedItem } from '../model/protocol.ts'
import type { Made } from './device-store.ts'
import { findItem, insertItem, type ItemRow, noteResult } from './item-store.ts'
import type { OfflineDeps } from './offline-deps.ts'
import { handTold } from './told.ts'
import { Upload } from './upload.ts'

/** Of whom an item came, and in which way. */
export type Carrier = { actor: Actor; sealed: boolean }

/** The files that an item's photos became, asked for only where the item has not come before; or what is missing. */
export type FilesOf = (
  maker: Actor,
  item: OfflineItem,
) => Promise<{ files: readonly string[] } | { missing: { photo: number; part: number }[] }>

/** What of a conflict is kept until a person settles it, and after. */
export type Kept = { item: OfflineItem; files: string[] }
const contentPlace = (accountId: number, clientKey: string) =>
  `offline_item.content/${accountId}/${clientKey}`

/**
 * Does what a phone did without a line, once, whichever way and however often it comes. What can't be done as it was
 * meant is kept as a conflict. The maker's place and rights are those of the lease that it was done under.
 * @throws AppError http.not_found for a lease that is none or another's, offline.forged (403), offline.key_reused (409)
 */
export async function takeItem(
  deps: OfflineDeps,
  carrier: Carrier,
  signed: SignedItem,
  filesOf: FilesOf,
  upload: Upload = new Upload(deps.engine.handle.db),
): Promise<ItemResult> {
  const item = readItem(signed)
  const made = await upload.made(item.leaseId, item.deviceId)
  if (!made) throw notFound()
  const { lease, device } = made
  const own = lease.accountId === carrier.actor.accountId
  if (!own && !carrier.sealed) throw notFound()
  if (!signedByPhone(device.publicKey, Buffer.from(signed.text, 'utf8'), signed.signature))
    throw new AppError('offline.forged', { status: 403 })
  const itemHash = keyedHash(deps.keys, 'offline.item', Buffer.from(signed.text, 'utf8'))
  const row = await found(upload, made, item, itemHash)
  if (row) return tell(deps, carrier, row)
  const base = await baseOf(upload, lease.accountId, item)
  if (base === 'waits') return { outcome: 'waits', clientKey: item.clientKey }
  const claim = claimOf(deps, carrier, made, item, itemHash)
  let files: string[] = []
  try {
    const arrived = await filesOf(lease.actor, item)
    if ('missing' in arrived) return { outcome: 'missing', clientKey: item.clientKey, parts: arrived.missing }
    files = [...arrived.files]
    refuseOutside(made, item)
    if (!(await upload.heldThen(lease, item.effectiveAt)))
      throw new AppError('offline.position_ended', { status: 409 })
    if (item.what.kind === 'tell') {
      await handTold(deps, lease.actor, item)
      await deps.engine.handle.db.transaction().execute((tx) => insertItem(tx, claim))
      return await tell(deps, carrier, { ...claim, settledHow: null })
    }
    return await perform(deps, carrier, made, item, { claim, files, base, upload })
  } catch (error) {
    return keep(deps, carrier, claim, { item, files }, error, lease.actor)
  }
}

/** @throws AppError offline.bad_item */
function readItem({ text }: SignedItem): OfflineItem {
  try {
    return OfflineItem.parse(readJson(text, (name) => new Error(`not a text: ${name}`)))
  } catch (cause) {
    throw new AppError('offline.bad_item', { cause })
  }
}

async function found(
  upload: Upload,
  { lease }: Made,
  { clientKey }: OfflineItem,
  itemHash: Buffer,
): Promise<ItemRow | undefined> {
  const row = await upload.cameBefore(lease.accountId, clientKey)
  if (row && !row.itemHash.equals(itemHash)) throw new AppError('offline.key_reused', { status: 409 })
  return row
}

/** What must hold of the time that the phone says, whatever the ledger says. */
function refuseOutside({ lease, device }: Made, { effectiveAt }: OfflineItem): void {
  const at = new Date(effectiveAt)
  if (device.revokedSince && at >= device.revokedSince)
    throw new AppError('offline.revoked_since', { status: 409 })
  if (lease.endedAt && at > lease.endedAt) throw new AppError('offline.lease_ended', { status: 409 })
}

type Base = { entryId: string; seq: number } | 'none'

/** What an item can't come before: an action on the same entry, or what it came of. */
export function followed({ what }: Pick<OfflineItem, 'what'>): string | null {
  if (what.kind === 'act') return what.after
  return what.kind === 'register' && what.of ? what.of.after : null
}

/** The entry in the state that the phone's own earlier action left it in. */
async function baseOf(
  upload: Upload,
  accountId: number,
  item: OfflineItem,
): Promise<Base | 'waits' | 'undone'> {
  const before = followed(item)
  if (before === null) return 'none'
  const earlier = await upload.standing(accountId, before)
  if (!earlier || earlier.state === 'conflict') return 'waits'
  if (earlier.entryId === null || earlier.seq === null) return 'undone'
  return { entryId: earlier.entryId, seq: earlier.seq }
}

function claimOf(
  { engine }: OfflineDeps,
  { actor, sealed }: Carrier,
  { lease, device }: Made,
  item: OfflineItem,
  itemHash: Buffer,
): Omit<ItemRow, 'settledHow'> {
  return {
    accountId: lease.accountId,
    clientKey: item.clientKey,
    deviceId: device.id,
    leaseId: lease.id,
    itemHash,
    effectiveAt: new Date(item.effectiveAt),
    at: engine.clock.now(),
    carriedBy: actor.accountId,
    sealed,
    state: 'done',
    code: null,
    reason: null,
    content: null,
    entryId: null,
    seq: null,
  }
}

type Claimed = {
  claim: Omit<ItemRow, 'settledHow'>
  files: readonly string[]
  base: Base | 'undone'
  upload: Upload
}

async function perform(
  deps: OfflineDeps,
  carrier: Carrier,
  { lease, device }: Made,
  item: OfflineItem,
  { claim, files, base, upload }: Claimed,
): Promise<ItemResult> {
  const { engine } = deps
  if (base === 'undone') throw new AppError('offline.earlier_undone', { status: 409 })
  const { accountId } = carrier.actor
  const request: ActionRequest = {
    ...requestOf(engine, item, files, base),
    effectiveAt: item.effectiveAt,
    offline: {
      deviceId: device.id,
      from: lease.fromAt.toISOString(),
      until: lease.untilAt.toISOString(),
      ...(accountId === lease.accountId ? {} : { carriedBy: accountId }),
    },
  }
  const result = await engine.handle.db.transaction().execute(async (tx) => {
    if (!(await insertItem(tx, claim))) return undefined
    const done = await performFilledIn(tx, engine, lease.actor, request, item.clientKey)
    const [first] = done.results
    if (!first) throw notFound()
    await noteResult(tx, claim, first)
    return { ...first, no: done.states.find(({ id }) => id === first.entryId)?.no }
  })
  if (result) engine.onCommit()
  const row = result ? { ...claim, entryId: result.entryId, seq: result.seq, settledHow: null } : undefined
  const known = row ?? (await findItem(engine.handle.db, claim.accountId, claim.clientKey))
  if (!known) throw notFound()
  if (!known.itemHash.equals(claim.itemHash)) throw new AppError('offline.key_reused', { status: 409 })
  if (row) upload.remember(row)
  return tell(deps, carrier, known, result?.no)
}

/** What is asked of the engine: each photo's file in the field that it was taken for, what it came of in its own. */
export function requestOf(
  engine: OfflineDeps['engine'],
  { what, input, photos }: OfflineItem,
  files: readonly string[],
  base: Base,
): ActionRequest {
  const whole: ActionRequest['input'] = { ...input }
  photos.forEach(({ field }, index) => {
    const there = whole[field]
    whole[field] = [...(Array.isArray(there) ? there : []), files[index] ?? null]
  })
  if (what.kind === 'register') {
    const { definition } = engine.book.current(engine.book.get(what.ledger))
    const action = definition.actions.find(({ word }) => word === 'register')
    if (!action) throw notFound()
    if (what.of && base !== 'none') whole[what.of.field] = base.entryId
    return { ledger: what.ledger, divisionCode: what.divisionCode, action: action.id, input: whole }
  }
  if (what.kind === 'tell') throw notFound()
  const { entryId, expectedSeq, action } = what
  const at = base === 'none' ? { entryId: entryId ?? '', seq: expectedSeq ?? 0 } : base
  return { entryId: at.entryId, expectedSeq: at.seq, action, input: whole }
}

/** Keeps what can't be done, with its reason in the maker's language. What is nobody's doing is tried again later. */
async function keep(
  deps: OfflineDeps,
  carrier: Carrier,
  claim: Omit<ItemRow, 'settledHow'>,
  kept: Kept,
  error: unknown,
  maker: Actor,
): Promise<ItemResult> {
  const { engine, keys } = deps
  if (isAppError(error) && error.code === 'offline.key_reused') throw error
  const { problem, fault } = toProblem(error, maker.locale, '')
  if (fault !== undefined || problem.status >= 500 || problem.status === 429) throw error
  const { accountId, clientKey } = claim
  const content = encrypt(keys, JSON.stringify(kept), contentPlace(accountId, clientKey)).bytes
  const { what } = kept.item
  const row: Omit<ItemRow, 'settledHow'> = {
    ...claim,
    state: 'conflict',
    code: problem.code,
    reason: problem.detail ?? problem.title,
    content,
    entryId: what.kind === 'act' ? await knownEntry(deps, accountId, what) : null,
  }
  await engine.handle.db.transaction().execute((tx) => insertItem(tx, row))
  const known = await findItem(engine.handle.db, accountId, clientKey)
  if (!known) throw notFound()
  return tell(deps, carrier, known)
}

async function knownEntry(
  { engine }: OfflineDeps,
  accountId: number,
  { entryId, after }: { entryId: string | null; after: string | null },
): Promise<string | null> {
  if (entryId !== null || after === null) return entryId
  return (await findItem(engine.handle.db, accountId, after))?.entryId ?? null
}

export function openContent({ keys }: Pick<OfflineDeps, 'keys'>, row: ItemRow): Kept {
  const bytes = decrypt(keys, row.content as Buffer, contentPlace(row.accountId, row.clientKey))
  return JSON.parse(bytes.toString('utf8')) as Kept
}

/** Tells the maker all of it, and another that it is safe. */
export async function tell(
  deps: OfflineDeps,
  { actor }: Carrier,
  row: ItemRow,
  no?: string,
): Promise<ItemResult> {
  const { clientKey } = row
  const own = row.accountId === actor.accountId
  if (row.state === 'conflict') {
    if (!own) return { outcome: 'conflict', clientKey, code: 'offline.kept', reason: '', entry: null }
    const entry = row.entryId === null ? null : await entryNow(deps, actor, row.entryId)
    return { outcome: 'conflict', clientKey, code: row.code ?? '', reason: row.reason ?? '', entry }
  }
  const result = own ? await resultOf(deps, row, no) : null
  if (row.state === 'settled' && row.settledHow)
    return { outcome: 'settled', clientKey, how: row.settledHow, result }
  return { outcome: 'done', clientKey, result }
}

async function resultOf({ engine }: OfflineDeps, { entryId, seq }: ItemRow, known?: string) {
  if (entryId === null || seq === null) return null
  const no = known ?? (await engine.numbers([entryId])).get(entryId) ?? ''
  return { entryId, no, seq }
}

type EntryNow = Extract<ItemResult, { outcome: 'conflict' }>['entry']

/** The entry as the actor may see it now; null where it is out of sight. */
async function entryNow(deps: OfflineDeps, actor: Actor, entryId: string): Promise<EntryNow> {
  try {
    const { answer } = await readEntry(deps, actor, entryId, { axis: 'effective' })
    return answer as unknown as EntryNow
  } catch (error) {
    if (isAppError(error) && error.status === 404) return null
    throw error
  }
}
