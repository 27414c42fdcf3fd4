import type { Envelope, PublicKey } from '../../model/protocol.ts'
import { random, toText, utf8 } from './bytes.ts'

export type SealTo = { keyId: string; publicKey: PublicKey }

/** Seals bytes so that only the server opens them, and only in the place that `binding` names. */
export async function seal(
  { keyId, publicKey }: SealTo,
  content: Uint8Array<ArrayBuffer>,
  binding: string,
): Promise<Envelope> {
  const { subtle } = crypto
  const curve = { name: 'ECDH', namedCurve: 'P-256' }
  const server = await subtle.importKey('jwk', { ...publicKey, ext: true }, curve, true, [])
  const own = await subtle.generateKey(curve, true, ['deriveBits'])
  const ephemeral = new Uint8Array(await subtle.exportKey('raw', own.publicKey))
  const serverRaw = new Uint8Array(await subtle.exportKey('raw', server))
  const shared = await subtle.deriveBits({ name: 'ECDH', public: server }, own.privateKey, 256)
  const salt = new Uint8Array([...ephemeral, ...serverRaw])
  const key = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info: utf8('yiwang/seal/1') },
    await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']),
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  )
  const nonce = random(12)
  const closed = await subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: utf8(binding) },
    key,
    content,
  )
  return {
    keyId,
    ephemeral: toText(ephemeral),
    nonce: toText(nonce),
    content: toText(new Uint8Array(closed)),
  }
}

/** What an item is signed by on this phone. The private half stands in the encrypted store alone. */
export type PhoneKey = { publicKey: PublicKey; privateKey: JsonWebKey }

const signing = { name: 'ECDSA', namedCurve: 'P-256' }

export async function newPhoneKey(): Promise<PhoneKey> {
  const pair = await crypto.subtle.generateKey(signing, true, ['sign', 'verify'])
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  const privateKey = await crypto.subtle.exportKey('jwk', pair.privateKey)
  return { publicKey: { kty: 'EC', crv: 'P-256', x, y }, privateKey }
}

export async function signText({ privateKey }: Pick<PhoneKey, 'privateKey'>, text: string): Promise<string> {
  const key = await crypto.subtle.importKey('jwk', privateKey, signing, false, ['sign'])
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, utf8(text))
  return toText(new Uint8Array(signature))
}
