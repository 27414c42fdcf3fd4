import { hash, type Keys, publicKeyPem, sign } from '#kernel/crypto/server'
import { canonicalText } from '#kernel/crypto/model'
import { newId, type Tx } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import { eraseFileRows, type FileDeps, removeErasedContents } from '#kernel/files/server'
import type { Actor } from '#kernel/http/model'
import { translate } from '#kernel/i18n/model'
import {
  erasePerson,
  holdPerson,
  identitiesOf,
  type PersonToErase,
  requirePerson,
} from '#kernel/registry/server'
import {
  type CertificateAnswer,
  certificateNo,
  type ErasureAnswer,
  type ErasureAsk,
  ErasureCertificate,
  ErasureManifest,
  type ErasurePlan,
  type Signatory,
} from '../model/erasure.ts'
import type { Engine } from './engine.ts'
import { reapplyErasures, tellErasures } from './erasure-again.ts'
import { type Elsewhere, eraseElsewhere } from './erasure-elsewhere.ts'
import { appendErasure } from './erasure-file.ts'
import { keepPhones, maskedPhones, phonesOf } from './erasure-phones.ts'
import {
  type EntriesPlan,
  evidenceToErase,
  inClear,
  planEntries,
  secretTexts,
  viewsWith,
} from './erasure-plan.ts'
import {
  clearRequests,
  clearViews,
  decideRequest,
  findErasure,
  findOpenRequest,
  holdErasures,
  insertErasure,
  insertRequest,
  type OpenRequest,
} from './erasure-store.ts'
import { presentPlan } from './present-erasure.ts'

export type ErasureDeps = {
  engine: Engine
  files: Pick<FileDeps, 'db' | 'folder'>
  /** What platforms keep of persons beside entries. */
  elsewhere?: Elsewhere
  /** Outside the database: a restore of an older backup is held against it. */
  file: string
}

type Case = {
  /** All that the person is known by, where records were merged; the one that stands first. */
  ids: string[]
  person: PersonToErase
  entries: EntriesPlan
  views: string[]
  plan: ErasurePlan
}

/** What there is of a person, under lock: entries first, as all writers take them, then the person. */
async function examine({ engine }: ErasureDeps, tx: Tx, actor: Actor, personId: string): Promise<Case> {
  const { book, keys, clock } = engine
  await requirePerson(tx, actor, personId)
  await planEntries(tx, book, await identitiesOf(tx, personId))
  const person = await holdPerson(tx, keys, actor, personId)
  // Nobody can merge a person that is held.
  const ids = await identitiesOf(tx, personId)
  if (ids[0] !== personId) throw notFound()
  if (person.erasedAt) throw new AppError('registry.person_erased', { status: 409 })
  // Read again, since an entry may have come before the person was held.
  const entries = await planEntries(tx, book, ids)
  const texts = [...person.knownBy, ...(await secretTexts(tx, keys, entries, ids))]
  const views = await viewsWith(tx, texts)
  const plan = presentPlan({ person, entries, views, clear: inClear(entries, texts), now: clock.now() })
  return { ids, person, entries, views, plan }
}

/** Where the erasure of a person stands, with the dry run of what it would take. */
export async function readErasure(deps: ErasureDeps, actor: Actor, personId: string): Promise<ErasureAnswer> {
  const { engine } = deps
  return engine.handle.db.transaction().execute(async (tx) => {
    const { name, certificate } = await holdPerson(tx, engine.keys, actor, personId)
    const none = { ask: false, confirm: false, withdraw: false }
    if (certificate !== null) return { personId, name, plan: null, request: null, certificate, can: none }
    const { plan } = await examine(deps, tx, actor, personId)
    const open = await findOpenRequest(tx, personId)
    if (!open) return { personId, name, plan, request: null, certificate, can: { ...none, ask: true } }
    const { id, ...asked } = open
    const request = { ...asked, phones: await maskedPhones(tx, engine.keys, id) }
    const can = { ask: false, confirm: request.askedBy.accountId !== actor.accountId, withdraw: true }
    return { personId, name, plan, request, certificate, can }
  })
}

/** @throws AppError ledgers.erasure_asked (409), ledgers.erasure_hindered (409), registry.person_erased (409) */
export async function askErasure(
  deps: ErasureDeps,
  actor: Actor,
  personId: string,
  ask: ErasureAsk,
): Promise<ErasureAnswer> {
  const now = deps.engine.clock.now()
  await deps.engine.handle.db.transaction().execute(async (tx) => {
    const { plan } = await examine(deps, tx, actor, personId)
    if (await findOpenRequest(tx, personId)) throw new AppError('ledgers.erasure_asked', { status: 409 })
    const overrideGround = ask.overrideGround ?? null
    refuseHindered(plan, overrideGround, actor)
    const askedBy = signatory(actor)
    const request = { ...ask, overrideGround, id: newId(now), askedBy, askedAt: now.toISOString() }
    await insertRequest(tx, personId, request)
    await keepPhones(tx, deps.engine.keys, request.id, ask.phones)
  })
  return readErasure(deps, actor, personId)
}

function refuseHindered({ obstacles }: ErasurePlan, overrideGround: string | null, { locale }: Actor): void {
  if (obstacles.length === 0 || overrideGround !== null) return
  const kinds = obstacles.map(({ kind }) => translate(locale, `ledgers.obstacle.${kind}`)).join(' · ')
  throw new AppError('ledgers.erasure_hindered', {
    status: 409,
    path: 'overrideGround',
    params: { kinds, nos: obstacles.flatMap(({ nos }) => nos).join(', ') || '-' },
  })
}

function signatory({ accountId, positionId, organisationId, name }: Actor): Signatory {
  return { accountId, positionId, organisationId, name }
}

/** @throws AppError http.not_found where nothing was asked for */
export async function withdrawErasure(
  deps: ErasureDeps,
  actor: Actor,
  personId: string,
): Promise<ErasureAnswer> {
  const { engine } = deps
  await engine.handle.db.transaction().execute(async (tx) => {
    await holdPerson(tx, engine.keys, actor, personId)
    const open = await findOpenRequest(tx, personId)
    if (!open) throw notFound()
    await decideRequest(tx, open.id, 'withdrawn', signatory(actor), engine.clock.now())
  })
  return readErasure(deps, actor, personId)
}

/**
 * The second person's word: everything goes at once or nothing does. The line in the file is written before the
 * commit; where the commit is then lost, the erasure is completed from it at the next start or the next confirmation.
 * @throws AppError ledgers.erasure_same_person (403), ledgers.erasure_hindered (409)
 */
export async function confirmErasure(
  deps: ErasureDeps,
  actor: Actor,
  personId: string,
): Promise<ErasureAnswer> {
  const { engine, files } = deps
  await reapplyErasures(deps)
  await engine.handle.db.transaction().execute((tx) => erase(deps, tx, actor, personId))
  await removeErasedContents(files)
  engine.onCommit()
  return readErasure(deps, actor, personId)
}

async function erase(deps: ErasureDeps, tx: Tx, actor: Actor, personId: string): Promise<void> {
  const { engine, file } = deps
  const found = await examine(deps, tx, actor, personId)
  const request = await findOpenRequest(tx, personId)
  if (!request) throw notFound()
  if (request.askedBy.accountId === actor.accountId)
    throw new AppError('ledgers.erasure_same_person', { status: 403 })
  refuseHindered(found.plan, request.overrideGround, actor)
  const no = (await holdErasures(tx)) + 1
  const at = engine.clock.now()
  const certificate = certificateNo(no)
  const { legalBasis } = request
  const gone = { at, accountId: actor.accountId, legalBasis, certificate }
  const evidence = await evidenceToErase(tx, found.ids)
  for (const id of found.ids) await erasePerson(tx, { personId: id, ...gone })
  const files = found.entries.entries.flatMap((entry) => entry.files)
  await eraseFileRows(tx, [...files, ...evidence], at, certificate)
  const touched = touchedBy(found.entries)
  await clearRequests(tx, touched)
  await clearViews(tx, found.views)
  const knownBy = [...found.person.knownBy, ...(await phonesOf(tx, engine.keys, request.id))]
  const elsewhere = await eraseElsewhere(tx, deps.elsewhere ?? {}, knownBy, gone)
  const manifest = canonicalText(manifestOf(personId, found, elsewhere))
  const document = documentOf({ no, at, personId, request, found, manifest, keys: engine.keys, actor })
  const signature = sign(engine.keys, Buffer.from(document))
  await insertErasure(tx, { no, personId, at, certificate: document, manifest, signature }, touched)
  await decideRequest(tx, request.id, 'confirmed', signatory(actor), at)
  await tellErasures(engine, tx)
  await appendErasure(file, {
    no,
    certificate: document,
    manifest,
    signature: signature.toString('base64'),
  })
}

/** Entries that an erasure takes something from; those that only name the person stay as they are. */
export function touchedBy({ entries }: EntriesPlan): string[] {
  return entries
    .filter(({ values, files }) => values.length > 0 || files.length > 0)
    .map(({ entry }) => entry.id)
}

function manifestOf(
  personId: string,
  { ids, entries, views }: Case,
  elsewhere: NonNullable<ErasureManifest['elsewhere']>,
): ErasureManifest {
  const absorbed = ids.filter((id) => id !== personId)
  const touched = new Set(touchedBy(entries))
  return {
    personId,
    ...(absorbed.length > 0 ? { absorbed } : {}),
    entries: entries.entries
      .filter(({ entry }) => touched.has(entry.id))
      .map(({ entry, values, files }) => ({ id: entry.id, no: entry.no, values, files })),
    views,
    ...(Object.keys(elsewhere).length > 0 ? { elsewhere } : {}),
  }
}

type Issue = {
  no: number
  at: Date
  personId: string
  request: OpenRequest
  found: Case
  manifest: string
  keys: Keys
  actor: Actor
}

function documentOf({ no, at, personId, request, found, manifest, keys, actor }: Issue): string {
  const { id: _, ...asked } = request
  const { plan, entries } = found
  const touched = new Set(touchedBy(entries))
  return canonicalText({
    format: 'yiwang-erasure-1',
    no: certificateNo(no),
    personId,
    at: at.toISOString(),
    ...asked,
    confirmedBy: signatory(actor),
    register: plan.register,
    entries: entries.entries
      .filter(({ entry }) => touched.has(entry.id))
      .map(({ entry, known, values, files }) => ({
        ledger: known.code,
        no: entry.no,
        fields: countNames(values.map(({ name }) => name)),
        files: files.length,
      })),
    files: plan.files,
    views: plan.views,
    stays: plan.stays,
    overridden: plan.obstacles,
    manifest: hash('sm3', manifest).toString('hex'),
    keyId: keys.signing.id,
  } satisfies ErasureCertificate)
}

function countNames(names: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]))
}

/**
 * A certificate with what checks it, for whoever may see the person's place in the register.
 * @throws AppError http.not_found
 */
export async function readCertificate(
  { engine }: Pick<ErasureDeps, 'engine'>,
  actor: Actor,
  no: string,
): Promise<CertificateAnswer> {
  return engine.handle.db.transaction().execute(async (tx) => {
    const row = await findErasure(tx, Number(no.slice(2)))
    if (row?.certificate === undefined || certificateNo(row.no) !== no) throw notFound()
    await holdPerson(tx, engine.keys, actor, row.personId)
    return {
      certificate: ErasureCertificate.parse(JSON.parse(row.certificate)),
      manifest: ErasureManifest.parse(JSON.parse(row.manifest)),
      text: row.certificate,
      signature: row.signature.toString('base64'),
      publicKey: publicKeyPem(engine.keys),
    }
  })
}
