import { timingSafeEqual } from 'node:crypto'
import { keyedHash, type Keys } from '#kernel/crypto/server'
import { AppError, notFound } from '#kernel/errors/model'
import { Point } from '#kernel/ledgers/model'
import { maskPhone } from '#kernel/registry/model'
import type { ClaimKey, ReportInput, ReportReceipt } from '../../model/portal/answers.ts'
import { isSecret, normaliseSecret, secretFrom, tellSecret } from '../../model/portal/secret-code.ts'
import { registerClaimIn } from '../incidents/register-claim.ts'
import { findPortalClaim, insertPortalClaim, type PortalClaimRow } from './claim-store.ts'
import { getPublicIncident } from './incidents.ts'
import {
  countAttempt,
  countFailure,
  networkSource,
  refuseBlocked,
  refuseGuessing,
  type Source,
} from './limits.ts'
import { systemActor } from '#kernel/ledgers/server'
import type { Asker, PortalDeps } from './portal-deps.ts'
import type { Resident } from './residents.ts'
import { takePhotos } from './uploads.ts'

/** Of the client key, under ours: who didn't get the answer sends the same again and is told the same. */
function secretOf(keys: Keys, key: string, turn = 0): string {
  const bytes = keyedHash(keys, 'portal.secret', Buffer.from(`${key}/${turn}`))
  return secretFrom(bytes) ?? secretOf(keys, key, turn + 1)
}

const secretHash = (keys: Keys, no: string, secret: string) =>
  keyedHash(keys, 'portal.claim', Buffer.from(`${no}\u0000${secret}`))

function sourcesOf(deps: PortalDeps, asker: Asker, resident: Resident | null): Source[] {
  const network = networkSource(deps.keys, asker.address)
  if (!resident?.phone || !resident.phoneIndex) return [network]
  return [network, { what: 'phone', key: resident.phoneIndex, hint: maskPhone(resident.phone) }]
}

type Report = { asker: Asker; resident: Resident | null; input: ReportInput; clientKey: string }

/**
 * Registers what a resident reports, and tells number and secret code, the code this once.
 * @throws AppError portal.blocked, portal.too_many, portal.proof_needed, portal.photo_gone, portal.refused
 */
export async function report(deps: PortalDeps, of: Report): Promise<ReportReceipt> {
  const { asker, resident, input } = of
  if (input.website !== '') throw new AppError('portal.refused', { status: 400 })
  if (!deps.divisions.find(input.divisionCode)) throw notFound()
  const sources = sourcesOf(deps, asker, resident)
  await refuseBlocked(deps, sources)
  const limited = { network: 'report.network', phone: 'report.phone' } as const
  const asked = sources.map((source) => ({ what: limited[source.what], key: source.key, source }))
  await countAttempt(deps, asked, input.proof)
  const joined = input.joins === undefined ? undefined : await getPublicIncident(deps, input.joins)
  const registered = await register(deps, of, joined?.id)
  deps.engine.onCommit()
  const { state } = await deps.engine.get(systemActor, registered.incident.id)
  const due = state.tasks.find(({ kind }) => kind === 'handle')?.dueAt ?? null
  return {
    no: registered.claim.no,
    secret: tellSecret(secretOf(deps.keys, ownKey(deps, of))),
    incidentNo: registered.incident.no,
    joined: registered.joined,
    dueAt: due,
  }
}

/** The client key within the browser's session, or else its network: nobody else's key says anything of this. */
function ownKey({ keys }: PortalDeps, { asker, resident, clientKey }: Report): string {
  const own = resident?.tokenHash ?? networkSource(keys, asker.address).key
  return `${own.toString('hex')}/${clientKey}`
}

async function register(deps: PortalDeps, of: Report, incidentId?: string) {
  const { asker, resident, input } = of
  const key = ownKey(deps, of)
  const { handle, keys, clock } = deps
  const { words, divisionCode, address, category } = input
  const spot = input.spot && Point.parse(input.spot)
  const network = networkSource(keys, asker.address)
  return handle.db.transaction().execute(async (tx) => {
    const claim = {
      channel: 'resident' as const,
      words,
      divisionCode,
      spot,
      address: address === '' ? undefined : address,
      category,
      photos: input.photos.length > 0 ? input.photos : undefined,
      claimantPhone: resident?.phone ?? undefined,
      incidentId,
      demonstration: deps.demonstration || undefined,
    }
    const registered = await registerClaimIn(tx, deps, claim, key)
    const isNew = await insertPortalClaim(tx, {
      claimId: registered.claim.id,
      claimNo: registered.claim.no,
      incidentId: registered.incident.id,
      codeHash: secretHash(keys, registered.claim.no, secretOf(keys, key)),
      phoneIndex: resident?.phoneIndex ?? null,
      network: network.key,
      hint: network.hint,
      at: clock.now(),
    })
    if (isNew) await takePhotos(tx, deps, resident, input.photos)
    return registered
  })
}

/**
 * The claim that a number and code, or a number and the session's phone, stand for. An unknown number, one of another
 * channel and a wrong code are told alike.
 * @throws AppError portal.no_such_claim (404), portal.too_many
 */
export async function openClaim(
  deps: PortalDeps,
  asker: Asker,
  resident: Resident | null,
  { no, secret }: ClaimKey,
): Promise<PortalClaimRow> {
  const number = no.normalize('NFKC').toUpperCase().replaceAll(/\s/g, '')
  const network = networkSource(deps.keys, asker.address)
  const guesses = [
    { what: 'follow.network', key: network.key },
    { what: 'follow.claim', key: keyedHash(deps.keys, 'portal.follow', Buffer.from(number)).subarray(0, 16) },
  ] as const
  await refuseGuessing(deps, guesses)
  const row = await findPortalClaim(deps.handle.db, number)
  if (row && isTheirs(deps.keys, row, resident, secret)) return row
  await countFailure(deps, guesses)
  throw new AppError('portal.no_such_claim', { status: 404, path: 'no' })
}

function isTheirs(keys: Keys, row: PortalClaimRow, resident: Resident | null, secret: string | undefined) {
  if (resident?.phoneIndex && row.phoneIndex?.equals(resident.phoneIndex)) return true
  const typed = normaliseSecret(secret ?? '')
  return isSecret(typed) && timingSafeEqual(secretHash(keys, row.claimNo, typed), row.codeHash)
}
