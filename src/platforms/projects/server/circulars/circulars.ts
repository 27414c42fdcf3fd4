import type { DatabaseHandle } from '#kernel/db/server'
import { covers } from '#kernel/divisions/model'
import { AppError, notFound } from '#kernel/errors/model'
import type { FileDeps } from '#kernel/files/server'
import type { Actor } from '#kernel/http/model'
import { localText, translate } from '#kernel/i18n/model'
import type { EntryState } from '#kernel/ledgers/model'
import { systemActor } from '#kernel/ledgers/server'
import { shanghaiDate } from '#kernel/time/model'
import type { AgainAnswer, CircularAnswer, CircularAsked } from '../../model/circulars/answers.ts'
import { differencesBetween } from '../../model/circulars/differences.ts'
import { momentsOf } from '../../model/circulars/period.ts'
import {
  findCircular,
  findDrafted,
  insertCircular,
  listCircularFiles,
  type StoredCircular,
} from './circular-store.ts'
import { setCircular, sha256Of } from './documents.ts'
import { circularLayout } from './paper.ts'
import { hashOf, type ProduceDeps, produceCircular } from './produce.ts'

export type CircularDeps = ProduceDeps & { handle: DatabaseHandle; files: FileDeps }

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
export async function draftCircular(
  deps: CircularDeps,
  actor: Actor,
  asked: CircularAsked,
  clientKey: string,
  demonstration = false,
): Promise<string> {
  const { engine, handle } = deps
  const drafted = await findDrafted(handle.db, actor.accountId, clientKey)
  if (drafted) return drafted.entryId
  const divisionCode = asked.divisionCode ?? actor.divisions[0]?.slice(0, 6) ?? ''
  if (!deps.divisions().find(divisionCode) || !covers(actor.divisions, divisionCode)) throw notFound()
  const now = engine.clock.now()
  const { kind, day } = asked
  const { organisationId, accountId } = actor
  const of = { kind, divisionCode, day, organisationId, ...momentsAsked(asked, now) }
  const { content, names } = await produceCircular(deps, of)
  const contentHash = hashOf(content)
  const input = {
    title: titleOf(content),
    kind,
    from: content.from,
    to: content.to,
    effectiveBy: content.effectiveBy,
    recordedBy: content.recordedBy,
    ruleNo: content.rule.no,
    contentHash: contentHash.toString('hex'),
    draftedBy: accountId,
    demonstration,
  }
  const entryId = await handle.db.transaction().execute(async (tx) => {
    const request = { ledger: 'circular', action: 'register', divisionCode, input }
    const { results } = await engine.performIn(tx, registrarOf(actor, divisionCode), [request], clientKey)
    const id = results[0]?.entryId ?? ''
    const { effectiveBy, recordedBy } = of
    const moments = { effectiveBy, recordedBy, madeAt: now }
    await insertCircular(tx, {
      ...moments,
      entryId: id,
      kind,
      divisionCode,
      to: day,
      layout: circularLayout,
      names,
      content,
      contentHash,
      accountId,
      organisationId,
      clientKey,
    })
    return id
  })
  engine.onCommit()
  return entryId
}

function titleOf({ kind, division, from, to }: StoredCircular['content']): string {
  const t = (key: string, params?: Record<string, string>) => translate('zh-CN', key, params)
  return t('circulars.doc.name', {
    division: localText(division.name, 'zh-CN'),
    kind: t(`circulars.kind.${kind}`),
    from,
    to,
  })
}

/**
 * A circular that the actor may see, checked against what the log says of it.
 * @throws AppError 404; circulars.no_content, circulars.altered
 */
export async function getCircular(
  { engine, handle }: CircularDeps,
  actor: Actor,
  entryId: string,
): Promise<{ circular: StoredCircular; state: EntryState }> {
  const { state } = await engine.get(actor, entryId)
  const circular = state.ledger === 'circular' ? await findCircular(handle.db, entryId) : undefined
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
export async function readCircular(
  deps: CircularDeps,
  actor: Actor,
  entryId: string,
): Promise<CircularAnswer> {
  const { circular, state } = await getCircular(deps, actor, entryId)
  const reaches = covers(actor.divisions, circular.divisionCode)
  const { no, stage, values } = state
  return {
    entryId,
    no,
    stage,
    number: typeof values.number === 'string' ? values.number : '',
    content: reaches ? circular.content : { ...circular.content, cases: [] },
    contentHash: circular.contentHash.toString('hex'),
    madeAt: circular.madeAt.toISOString(),
    files: (await listCircularFiles(deps.handle.db, entryId)).map(shownFile),
  }
}

/** Produces a circular again for its own moments, and says whether it is the same to the byte, or where it is not. */
export async function produceAgain(deps: CircularDeps, actor: Actor, entryId: string): Promise<AgainAnswer> {
  const { circular, state } = await getCircular(deps, actor, entryId)
  // What the cases are must not be told to who can't see them.
  if (!covers(actor.divisions, circular.divisionCode)) throw notFound()
  const { kind, divisionCode, to: day, effectiveBy, recordedBy, organisationId, names, content } = circular
  const ledgers = content.ledgers.map(({ id }) => id)
  const of = { kind, divisionCode, day, effectiveBy, recordedBy, organisationId, names, ledgers }
  const again = await produceCircular(deps, of)
  const againHash = hashOf(again.content)
  const files = await listCircularFiles(deps.handle.db, entryId)
  const compared: AgainAnswer['files'] = []
  for (const file of files) {
    const { bytes } = await setCircular(
      { ...circular, content: again.content },
      state,
      file.format,
      file.number,
    )
    const sha256 = sha256Of(bytes)
    compared.push({
      ...shownFile(file),
      againSha256: sha256.toString('hex'),
      identical: sha256.equals(file.sha256),
    })
  }
  const same = againHash.equals(circular.contentHash)
  return {
    identical: same && compared.every(({ identical }) => identical),
    contentHash: circular.contentHash.toString('hex'),
    againHash: againHash.toString('hex'),
    differences: same ? [] : differencesBetween(content, again.content),
    layout: { was: circular.layout, is: circularLayout },
    files: compared,
  }
}
