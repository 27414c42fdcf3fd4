import { createPublicKey, type KeyObject, sign as signBytes, verify as verifyBytes } from 'node:crypto'
import type { Keys } from './keys.ts'

/** An Ed25519 signature, 64 bytes, under the installation's signing key (`keys.signing.id`). */
export function sign(keys: Keys, data: Uint8Array): Buffer {
  return signBytes(null, data, keys.signing.privateKey)
}

/** Whether the signature is of these bytes; false, too, for a signature of the wrong length. */
export function verify(publicKey: KeyObject | string, data: Uint8Array, signature: Uint8Array): boolean {
  const key = typeof publicKey === 'string' ? createPublicKey(publicKey) : publicKey
  return verifyBytes(null, data, key, signature)
}

/** The public half as PEM: what is handed to whoever checks an exported checkpoint. */
export function publicKeyPem(keys: Keys): string {
  return keys.signing.publicKey.export({ type: 'spki', format: 'pem' }).toString()
}
