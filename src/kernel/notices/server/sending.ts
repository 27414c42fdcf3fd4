import { randomBytes } from 'node:crypto'
import { decryptText, encrypt, type Keys } from '#kernel/crypto/server'
import type { Database } from '#kernel/db/server'
import { isAppError } from '#kernel/errors/model'
import type { OwnCalendars } from '#kernel/orgs/server'
import type { Calendar } from '#kernel/time/model'
import { attemptsMax, type ContactKind, maskContact, maskNumbers, pauseAfter } from '../model/adapter.ts'
import { defaultSetting } from '../model/notice.ts'
import { quietUntil } from '../model/quiet.ts'
import { findAdapter, listContacts } from './adapter-store.ts'
import { type DeliveryRow, listDue, noteAttempt, type Outcome, postpone } from './delivery-store.ts'
import { post, type Resolve } from './outgoing.ts'
import { readSettings } from './setting-store.ts'
import { findText } from './text-store.ts'
import { bodyOf, signedHeaders } from './webhook.ts'

export type SendingDeps = {
  db: Database
  keys: Keys
  now: () => Date
  calendar: () => Calendar
  ownCalendars: Pick<OwnCalendars, 'termsOf'>
  /** How names become addresses; the system's way unless told. */
  resolve?: Resolve
}

const atOnce = 20
const roundsMax = 50
const answerShown = 200
const urgent = 2

export const contactPlace = (accountId: number, kind: ContactKind) => `notice_contact.${kind}/${accountId}`
export const secretPlace = (adapterId: number) => `notice_adapter.secret/${adapterId}`

/** A new secret, and as it is stored. */
export function newSecret(keys: Keys, adapterId: number): { secret: string; sealed: Buffer } {
  const secret = randomBytes(32).toString('base64url')
  return { secret, sealed: encrypt(keys, secret, secretPlace(adapterId)).bytes }
}

/** Sends what is due, each adapter and account in order, until nothing is. Run as a leased job. */
export async function sendDue(deps: SendingDeps): Promise<void> {
  for (let round = 0; round < roundsMax; round += 1) {
    const due = await listDue(deps.db, deps.now(), atOnce)
    if (due.length === 0) return
    await Promise.all(due.map((row) => sendOne(deps, row)))
  }
}

async function sendOne(deps: SendingDeps, row: DeliveryRow): Promise<void> {
  const { db, now } = deps
  const until = row.importance < urgent ? await quiet(deps, row) : null
  if (until !== null) return postpone(db, row.no, until)
  await noteAttempt(db, row.no, await attempt(deps, row), now())
}

async function quiet(
  { db, now, calendar, ownCalendars }: SendingDeps,
  row: DeliveryRow,
): Promise<Date | null> {
  const setting = (await readSettings(db, [row.accountId])).get(row.accountId) ?? defaultSetting
  const terms =
    row.organisationId === null ? {} : ownCalendars.termsOf(row.organisationId, now().toISOString())
  return quietUntil(now(), setting, {
    calendar: calendar(),
    hours: terms.officeHours,
    ownDays: terms.ownDays,
  })
}

/** One attempt, and what came of it. Nothing goes where the adapter is off or the contact was taken back. */
export async function attempt(deps: SendingDeps, row: DeliveryRow): Promise<Outcome> {
  const { db, keys, now, resolve } = deps
  const adapter = await findAdapter(db, row.adapterId)
  const contact = (await listContacts(db, [row.accountId])).find(({ kind }) => kind === adapter?.contact)
  const ended = (answer: string): Outcome => ({
    state: 'dead',
    recipient: '',
    status: null,
    answer,
    nextAt: now(),
  })
  if (!adapter?.on) return ended('switched_off')
  if (!contact) return ended('no_contact')
  const value = decryptText(keys, contact.value, contactPlace(row.accountId, contact.kind))
  const recipient = maskContact(value)
  const at = now()
  const written = await findText(db, row.kind, adapter.locale)
  const body = bodyOf(adapter, { ...row, deliveryId: row.id, recipient: value }, written)
  const secret = decryptText(keys, adapter.secret, secretPlace(adapter.id))
  const headers = signedHeaders(adapter.algorithm, secret, { deliveryId: row.id, body, at })
  const failed = (status: number | null, answer: string): Outcome => {
    const attempts = row.attempts + 1
    const state = attempts >= attemptsMax ? 'dead' : 'waiting'
    return { state, recipient, status, answer, nextAt: new Date(at.getTime() + pauseAfter(attempts)) }
  }
  try {
    const { url, privateAddresses } = adapter
    const { status, text } = await post({ url, headers, body, privateAddresses, resolve })
    const answer = maskNumbers(text.replaceAll(value, recipient)).slice(0, answerShown)
    return status >= 200 && status < 300
      ? { state: 'sent', recipient, status, answer, nextAt: at }
      : failed(status, answer)
  } catch (error) {
    return failed(
      null,
      isAppError(error) ? error.code : ((error as NodeJS.ErrnoException).code ?? 'no_answer'),
    )
  }
}
