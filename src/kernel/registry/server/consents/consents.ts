import { type Database, newId, type Tx } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { shanghaiDate } from '#kernel/time/model'
import type { ConsentList, NewConsent, NewPurpose, PurposeList } from '../../model/consents/consent.ts'
import { findRow } from '../record-store.ts'
import type { RegistryDeps } from '../records.ts'
import {
  endPurpose,
  findGround,
  insertConsent,
  insertPurpose,
  listConsents,
  listPurposes,
  withdrawConsent,
} from './consent-store.ts'

type Deps = Pick<RegistryDeps, 'db' | 'now'>

export const purposeRight = 'registry.elements'

export async function readPurposes(db: Database, actor: Actor): Promise<PurposeList> {
  return { rows: await listPurposes(db), can: { change: hasRight(actor, purposeRight) } }
}

/** @throws AppError registry.purpose_held (409) */
export async function addPurpose({ db, now }: Deps, actor: Actor, purpose: NewPurpose): Promise<PurposeList> {
  const added = await insertPurpose(db, purpose, { accountId: actor.accountId, at: now() })
  if (!added) throw new AppError('registry.purpose_held', { status: 409, path: 'code' })
  return readPurposes(db, actor)
}

/** From now on nothing is used for the purpose. @throws AppError http.not_found */
export async function closePurpose({ db, now }: Deps, actor: Actor, code: string): Promise<PurposeList> {
  if (!(await endPurpose(db, code, now()))) throw notFound()
  return readPurposes(db, actor)
}

/** Whether a person's facts may be used for a purpose; one that isn't there, or has ended, is no ground. */
export async function mayUseFor(
  db: Database | Tx,
  code: string,
  personId: string | null,
  on: string,
): Promise<boolean> {
  const ground = await findGround(db, code, personId, on)
  if (!ground || ground.ended) return false
  return ground.basis !== 'consent' || personId === null || ground.consented
}

/** @throws AppError registry.no_consent (409) where facts of the person may not be used for the purpose */
export async function requireGround(tx: Tx, code: string, personId: string | null, now: Date): Promise<void> {
  if (!(await mayUseFor(tx, code, personId, shanghaiDate(now))))
    throw new AppError('registry.no_consent', { status: 409, path: 'purposeCode' })
}

/** @throws AppError http.not_found for a person that is not there or that the actor may not see */
export async function readConsents({ db }: Deps, actor: Actor, personId: string): Promise<ConsentList> {
  const row = await findRow(db, actor, 'person', personId)
  if (!row) throw notFound()
  const change = row.erased_at === null && hasRight(actor, 'registry.write')
  return { rows: await listConsents(db, personId), can: { change } }
}

/** @throws AppError http.not_found, registry.person_erased, registry.unknown_purpose, registry.consent_held (409) */
export async function giveConsent(
  deps: Deps,
  actor: Actor,
  personId: string,
  { purpose, givenOn, source }: NewConsent,
): Promise<ConsentList> {
  const at = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const row = await findRow(tx, actor, 'person', personId)
    if (!row) throw notFound()
    if (row.erased_at) throw new AppError('registry.person_erased', { status: 409 })
    if (givenOn > shanghaiDate(at)) throw new AppError('registry.consent_future', { path: 'givenOn' })
    const ground = await findGround(tx, purpose, row.id, givenOn)
    if (!ground || ground.ended) throw new AppError('registry.unknown_purpose', { path: 'purpose' })
    const consent = {
      id: newId(at),
      personId: row.id,
      purpose,
      givenOn,
      source,
      accountId: actor.accountId,
      at,
    }
    if (!(await insertConsent(tx, consent)))
      throw new AppError('registry.consent_held', { status: 409, path: 'purpose' })
  })
  return readConsents(deps, actor, personId)
}

/** @throws AppError http.not_found */
export async function endConsent(
  deps: Deps,
  actor: Actor,
  { personId, consentId, on }: { personId: string; consentId: string; on: string },
): Promise<ConsentList> {
  await deps.db.transaction().execute(async (tx) => {
    if (!(await findRow(tx, actor, 'person', personId))) throw notFound()
    const by = { on, accountId: actor.accountId, at: deps.now() }
    if (!(await withdrawConsent(tx, consentId, personId, by))) throw notFound()
  })
  return readConsents(deps, actor, personId)
}
