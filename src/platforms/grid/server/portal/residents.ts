import { randomInt, timingSafeEqual } from 'node:crypto'
import { blindIndex, decryptText, encrypt, keyedHash } from '#kernel/crypto/server'
import { newId } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import type { Locale } from '#kernel/i18n/model'
import { hashToken, isThisMachine, newToken } from '#kernel/identity/server'
import { hasCodeAdapter, sendCode } from '#kernel/notices/server'
import type { SentCode } from '../../model/portal/answers.ts'
import { countAttempt, countFailure, networkSource, refuseBlocked, refuseGuessing } from './limits.ts'
import type { Asker, PortalDeps } from './portal-deps.ts'
import {
  deletePortalSession,
  findPortalSession,
  insertCode,
  insertPortalSession,
  moveUploads,
  noteAnswered,
  takeTry,
  useCode,
} from './session-store.ts'

export const portalCookie = 'yiwang_portal'
const codeDigits = 6
const wholeHouse = Buffer.from('all')

/** A resident's browser; the phone where it was proved by a code. */
export type Resident = { tokenHash: Buffer; phone: string | null; phoneIndex: Buffer | null }

const sessionPlace = (tokenHash: Buffer) => `portal_session.phone/${tokenHash.toString('hex')}`
const codePlace = (id: string) => `portal_code.phone/${id}`
export const phoneIndexOf = ({ keys }: Pick<PortalDeps, 'keys'>, phone: string) =>
  blindIndex(keys, 'portal.phone', phone)
const codeHash = ({ keys }: Pick<PortalDeps, 'keys'>, id: string, code: string) =>
  keyedHash(keys, 'portal.code', Buffer.from(`${id}\u0000${code}`))

export async function findResident(deps: PortalDeps, { cookies }: Asker): Promise<Resident | null> {
  const tokenHash = hashToken(cookies[portalCookie])
  const row = tokenHash && (await findPortalSession(deps.handle.db, tokenHash, deps.clock.now()))
  if (!row) return null
  const phone = row.phone && decryptText(deps.keys, row.phone, sessionPlace(row.tokenHash))
  return { tokenHash: row.tokenHash, phone, phoneIndex: row.phoneIndex }
}

type Cookie = { name: string; value: string; maxAgeSeconds: number }

/** A new session for the browser, with or without a phone, and the cookie that stands for it. */
export async function openResident(
  deps: PortalDeps,
  phone: string | null,
  earlier: Resident | null = null,
): Promise<{ resident: Resident; cookie: Cookie }> {
  const now = deps.clock.now()
  const token = newToken()
  const tokenHash = hashToken(token) as Buffer
  const phoneIndex = phone === null ? null : phoneIndexOf(deps, phone)
  const sealed = phone === null ? null : encrypt(deps.keys, phone, sessionPlace(tokenHash)).bytes
  const seconds = deps.portalRules().sessionHours * 3600
  await deps.handle.db.transaction().execute(async (tx) => {
    const row = { tokenHash, phoneIndex, phone: sealed }
    await insertPortalSession(tx, row, now, new Date(now.getTime() + seconds * 1000))
    if (!earlier) return
    await moveUploads(tx, earlier.tokenHash, tokenHash)
    await deletePortalSession(tx, earlier.tokenHash)
  })
  const cookie = { name: portalCookie, value: token, maxAgeSeconds: seconds }
  return { resident: { tokenHash, phone, phoneIndex }, cookie }
}

/** Whether the code may stand on the screen: the demonstration, on this machine, and nothing that could send it. */
const showsCode = (deps: PortalDeps, { address, headers }: Asker) =>
  deps.demonstration && isThisMachine(address, headers.host)

const sendingOf = ({ handle, keys, clock }: PortalDeps) => ({ db: handle.db, keys, now: () => clock.now() })

export async function canSendCodes(deps: PortalDeps, asker: Asker): Promise<boolean> {
  return showsCode(deps, asker) || (await hasCodeAdapter(sendingOf(deps)))
}

/**
 * Sends a code to a phone. Every phone is answered alike: whether it is known anywhere is not looked up.
 * @throws AppError portal.no_codes (409), portal.blocked, portal.too_many, portal.proof_needed
 */
export async function requestCode(
  deps: PortalDeps,
  asker: Asker,
  { phone, locale, proof }: { phone: string; locale: Locale; proof?: Parameters<typeof countAttempt>[2] },
): Promise<SentCode> {
  if (!(await canSendCodes(deps, asker))) throw new AppError('portal.no_codes', { status: 409 })
  const phoneIndex = phoneIndexOf(deps, phone)
  const network = networkSource(deps.keys, asker.address)
  await refuseBlocked(deps, [network, { what: 'phone', key: phoneIndex, hint: '' }])
  const asked = [
    { what: 'code.network', key: network.key, source: network },
    { what: 'code.phone', key: phoneIndex },
    { what: 'code.house', key: wholeHouse },
  ] as const
  await countAttempt(deps, asked, proof)
  const sentAt = deps.clock.now()
  const id = newId(sentAt)
  const code = String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0')
  const { minutes } = deps.portalRules().code
  const endsAt = new Date(sentAt.getTime() + minutes * 60_000)
  const sealed = encrypt(deps.keys, phone, codePlace(id)).bytes
  const row = { id, phoneIndex, phone: sealed, codeHash: codeHash(deps, id, code), sentAt, endsAt }
  await deps.handle.db.transaction().execute((tx) => insertCode(tx, row))
  const answered = await sendCode(sendingOf(deps), { phone, code, minutes, locale })
  if (answered !== null) await noteAnswered(deps.handle.db, id, answered)
  const shown = answered === null && showsCode(deps, asker) ? { demonstrationCode: code } : {}
  return { id, minutes, ...shown }
}

/**
 * Proves a phone by its code. A wrong, old, used and unknown one are told alike.
 * @throws AppError portal.code_wrong, portal.too_many
 */
export async function proveCode(
  deps: PortalDeps,
  asker: Asker,
  { id, code }: { id: string; code: string },
): Promise<{ resident: Resident; cookie: Cookie }> {
  const network = networkSource(deps.keys, asker.address)
  const guesses = [{ what: 'code.answer', key: network.key }] as const
  await refuseGuessing(deps, guesses)
  const { db } = deps.handle
  const now = deps.clock.now()
  const row = await takeTry(db, id, deps.portalRules().code.tries, now)
  const fits = row !== undefined && timingSafeEqual(codeHash(deps, id, code), row.codeHash)
  if (!fits || !(await db.transaction().execute((tx) => useCode(tx, id, now)))) {
    await countFailure(deps, guesses)
    throw new AppError('portal.code_wrong', { path: 'code' })
  }
  const phone = decryptText(deps.keys, row.phone, codePlace(id))
  return openResident(deps, phone, await findResident(deps, asker))
}

export async function closeResident(deps: PortalDeps, asker: Asker): Promise<void> {
  const tokenHash = hashToken(asker.cookies[portalCookie])
  if (tokenHash) await deletePortalSession(deps.handle.db, tokenHash)
}
