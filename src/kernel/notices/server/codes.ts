import { decryptText } from '#kernel/crypto/server'
import { newId } from '#kernel/db/server'
import { type Locale, translate } from '#kernel/i18n/model'
import { findCodeAdapter } from './adapter-store.ts'
import { post } from './outgoing.ts'
import { type SendingDeps, secretPlace } from './sending.ts'
import { signedHeaders } from './webhook.ts'

export type OneTimeCode = { phone: string; code: string; minutes: number; locale: Locale }

/** Whether an administrator has switched on a place that carries one-time codes. */
export async function hasCodeAdapter({ db }: Pick<SendingDeps, 'db'>): Promise<boolean> {
  return (await findCodeAdapter(db)) !== undefined
}

/**
 * Sends a one-time code to a phone at once. It is not tried again: who waits for it asks for another. Neither code nor
 * phone is kept here.
 * @returns the status that was answered, 0 where no answer came; null where nothing may carry codes
 */
export async function sendCode(
  { db, keys, now, resolve }: Pick<SendingDeps, 'db' | 'keys' | 'now' | 'resolve'>,
  { phone, code, minutes, locale }: OneTimeCode,
): Promise<number | null> {
  const adapter = await findCodeAdapter(db)
  if (!adapter) return null
  const at = now()
  const deliveryId = newId(at)
  const text = translate(locale, 'notices.out.code', { code, minutes })
  const message = { kind: 'code', importance: 2, entryNo: null, text, recipient: phone }
  const body = JSON.stringify({ deliveryId, at: at.toISOString(), ...message })
  const secret = decryptText(keys, adapter.secret, secretPlace(adapter.id))
  const headers = signedHeaders(adapter.algorithm, secret, { deliveryId, body, at })
  const { url, privateAddresses } = adapter
  try {
    return (await post({ url, headers, body, privateAddresses, resolve })).status
  } catch {
    return 0
  }
}
