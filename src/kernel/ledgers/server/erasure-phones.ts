import { decryptText, encrypt, type Keys } from '#kernel/crypto/server'
import type { Tx } from '#kernel/db/server'
import { maskPhone, normalisePhone } from '#kernel/registry/model'
import { readPhones, writePhones } from './erasure-store.ts'

const placeOf = (requestId: string) => `erasure_request.phones/${requestId}`

/** Keeps the other phones that a request names until it is decided; nothing of them stays after. */
export async function keepPhones(
  tx: Tx,
  keys: Keys,
  requestId: string,
  phones: readonly string[] = [],
): Promise<void> {
  if (phones.length === 0) return
  const text = JSON.stringify([...new Set(phones.map(normalisePhone))])
  await writePhones(tx, requestId, Buffer.from(encrypt(keys, text, placeOf(requestId)).bytes))
}

export async function phonesOf(tx: Tx, keys: Keys, requestId: string): Promise<string[]> {
  const sealed = await readPhones(tx, requestId)
  return sealed ? (JSON.parse(decryptText(keys, sealed, placeOf(requestId))) as string[]) : []
}

/** As whoever confirms is shown them. */
export async function maskedPhones(tx: Tx, keys: Keys, requestId: string): Promise<string[]> {
  return (await phonesOf(tx, keys, requestId)).map(maskPhone)
}
