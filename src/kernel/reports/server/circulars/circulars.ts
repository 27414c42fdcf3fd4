import type { DatabaseHandle } from '#kernel/db/server'
import { covers, type DivisionTree } from '#kernel/divisions/model'
import { AppError, notFound } from '#kernel/errors/model'
import type { FileDeps } from '#kernel/files/server'
import type { Actor } from '#kernel/http/model'
import type { EntryState } from '#kernel/ledgers/model'
import { type Directory, type Engine, systemActor } from '#kernel/ledgers/server'
import { shanghaiDate } from '#kernel/time/model'
import type {
  AgainAnswer,
  CircularAnswer,
  CircularAsked,
  CircularBasis,
} from '../../model/circulars/answers.ts'
import '../../model/circulars/messages.ts'
import { differencesBetween } from '../../model/circulars/differences.ts'
import { momentsOf } from '../../model/circulars/period.ts'
import { type CircularSort, hashOf } from './circular-sort.ts'
import {
  findCircular,
  findDrafted,
  insertCircular,
  listCircularFiles,
  type StoredCircular,
} from './circular-store.ts'
import { setCircular, sha256Of } from './documents.ts'
import { recipientsOf } from './recipients.ts'

export type CircularDeps = {
  engine: Engine
  directory: Directory
  divisions: DivisionTree
  handle: DatabaseHandle
  files: FileDeps
}

/** What the kernel registers for an organisation, in a division that the person who asked for it reaches. */
const registrarOf = (actor: Actor, divisionCode: string): Actor => ({
  ...systemActor,
  organisationId: actor.organisationId,
  divisions: [divisionCode],
})

function momentsAsked({ day, recordedBy }: CircularAsked, now: Date) {
  if (day > shanghaiDate(now)) throw new AppError('circulars.not_past', { path: 'day', params: { day } })
  const moments = momentsOf(day, now, recordedBy === undefined ? undefined : new Date(recordedBy))
  if (!moments) throw new AppError('circulars.bad_moment', { path: 'recordedBy' })
  return moments
}

/**
 * Drafts the circular of a day: an entry whose log bears the hash of the content that is stored beside it.
 * @throws AppError 404 for a division that the actor doesn't reach; circulars.not_past, circulars.bad_moment
 */
export async function draftCircular<C extends CircularBasis>(
  deps: CircularDeps,
  sort: CircularSort<C>,
  actor: Actor,
  asked: CircularAsked,
  clientKey: string,
): Promise<string> {
  const { engine, handle } = deps
  const { ledger } = sort
  const drafted = await findDrafted(handle.db, ledger, actor.accountId, clientKey)
  if (drafted) return drafted.entryId
  const divisionCode = asked.divisionCode ?? actor.divisions[0]?.slice(0, 6) ?? ''
  if (!deps.divisions.find(divisionCode) || !covers(actor.divisions, divisionCode)) throw notFound()
  const now = engine.clock.now()
  const { kind, day } = asked
  const { organisationId, accountId } = actor
  const moments = momentsAsked(asked, now)
  const { content, names } = await sort.produce({ kind, divisionCode, day, organisationId, ...moments })
  const contentHash = hashOf(content)
  const { from, to, effectiveBy, recordedBy } = content
  const input = {
    ...sort.fields(content),
    kind,
    from,
    to,
    effectiveBy,
    recordedBy,
    contentHash: contentHash.toString('hex'),
    draftedBy: accountId,
    demonstration: false,
  }
  const stored = { ledger, kind, divisionCode, to: day, ...moments, layout: sort.layout, names, content }
  const entryId = await handle.db.transaction().execute(async (tx) => {
    const request = { ledger, action: 'register', divisionCode, input }
    const { results } = await engine.performIn(tx, registrarOf(actor, divisionCode), [request], clientKey)
    const id = results[0]?.entryId ?? ''
    const by = { accountId, organisationId, clientKey }
    await insertCircular(tx, { ...stored, ...by, entryId: id, contentHash, madeAt: now })
    return id
  })
  engine.onCommit()
  return entryId
}

/**
 * A circular that the actor may see, checked against what the log says of it.
 * @throws AppError 404; circulars.no_content, circulars.altered
 */
export async function getCircular<C extends CircularBasis>(
  { engine, handle }: CircularDeps,
  { ledger }: CircularSort<C>,
  actor: Actor,
  entryId: string,
): Promise<{ circular: StoredCircular<C>; state: EntryState }> {
  const { state } = await engine.get(actor, entryId)
  const circular = state.ledger === ledger ? await findCircular<C>(handle.db, entryId) : undefined
  if (!circular) throw new AppError('circulars.no_content', { status: 404 })
  const hash = hashOf(circular.content).toString('hex')
  if (hash !== state.values.contentHash) throw new AppError('circulars.altered', { status: 409 })
  return { circular, state }
}

const shownFile = ({
  format,
  number,
  sha256,
  madeAt,
}: Awaited<ReturnType<typeof listCircularFiles>>[number]) => ({
  format,
  number,
  sha256: sha256.toString('hex'),
  madeAt: madeAt.toISOString(),
})

/** The circular for its page; the cases behind its figures are for who reaches the division, not for all who got it. */
export async function readCircular<C extends CircularBasis>(
  deps: CircularDeps,
  sort: CircularSort<C>,
  actor: Actor,
  entryId: string,
): Promise<CircularAnswer<C>> {
  const { circular, state } = await getCircular(deps, sort, actor, entryId)
  const reaches = covers(actor.divisions, circular.divisionCode)
  const { no, stage, values } = state
  return {
    entryId,
    no,
    stage,
    number: typeof values.number === 'string' ? values.number : '',
    content: reaches ? circular.content : sort.forRecipients(circular.content),
    contentHash: circular.contentHash.toString('hex'),
    madeAt: circular.madeAt.toISOString(),
    files: (await listCircularFiles(deps.handle.db, entryId)).map(shownFile),
    recipients: reaches ? await recipientsOf(deps, circular) : [],
  }
}

/** Produces a circular again for its own moments, and says whether it is the same to the byte, or where it is not. */
export async function produceAgain<C extends CircularBasis>(
  deps: CircularDeps,
  sort: CircularSort<C>,
  actor: Actor,
  entryId: string,
): Promise<AgainAnswer> {
  const { circular, state } = await getCircular(deps, sort, actor, entryId)
  // What the cases are must not be told to who can't see them.
  if (!covers(actor.divisions, circular.divisionCode)) throw notFound()
  const { kind, divisionCode, to: day, effectiveBy, recordedBy, organisationId, names, content } = circular
  const of = { kind, divisionCode, day, effectiveBy, recordedBy, organisationId, before: { names, content } }
  const again = await sort.produce(of)
  const againHash = hashOf(again.content)
  const files = await listCircularFiles(deps.handle.db, entryId)
  const compared: AgainAnswer['files'] = []
  for (const file of files) {
    const anew = { ...circular, content: again.content }
    const { bytes } = await setCircular(sort, anew, state, file.format, file.number)
    const sha256 = sha256Of(bytes)
    const identical = sha256.equals(file.sha256)
    compared.push({ ...shownFile(file), againSha256: sha256.toString('hex'), identical })
  }
  const same = againHash.equals(circular.contentHash)
  return {
    identical: same && compared.every(({ identical }) => identical),
    contentHash: circular.contentHash.toString('hex'),
    againHash: againHash.toString('hex'),
    differences: same ? [] : differencesBetween(content, again.content),
    layout: { was: circular.layout, is: sort.layout },
    files: compared,
  }
}
