import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { AppError } from '#kernel/errors/model'
import '../model/messages.ts'
import { decrypt, encrypt } from './columns.ts'
import type { Keys } from './keys.ts'

/*
 * A value under a key of its own subject, so that destroying the one key takes every copy of the value with it:
 *   1 (AES-256-GCM) · nonce (12) · ciphertext · tag (16)
 */
const suiteId = 1
const nonceLength = 12
const tagLength = 16

/** A key for one owner, and how it is kept: under the installation's key, which stands outside the database. */
export function newDataKey(keys: Keys, owner: string): { key: KeyObject; wrapped: Buffer } {
  const raw = randomBytes(32)
  const wrapped = encrypt(keys, raw, `data_key/${owner}`).bytes
  const key = createSecretKey(raw)
  raw.fill(0)
  return { key, wrapped }
}

/** @throws AppError `crypto.key_unknown`, `crypto.not_authentic` (altered, or another owner's) */
export function openDataKey(keys: Keys, wrapped: Uint8Array, owner: string): KeyObject {
  return createSecretKey(decrypt(keys, wrapped, `data_key/${owner}`))
}

/** Encrypts for one place, which `aad` names: the bytes don't open anywhere else. */
export function sealUnder(key: KeyObject, plaintext: Uint8Array, aad: string): Buffer {
  const head = Buffer.alloc(1 + nonceLength)
  head.writeUInt8(suiteId)
  randomBytes(nonceLength).copy(head, 1)
  const cipher = createCipheriv('aes-256-gcm', key, head.subarray(1), { authTagLength: tagLength })
  cipher.setAAD(Buffer.from(aad, 'utf8'))
  return Buffer.concat([head, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

/** @throws AppError `crypto.not_authentic` for what is altered, cut, of another place or under another key */
export function openUnder(key: KeyObject, bytes: Buffer, aad: string): Buffer {
  const tagStart = bytes.length - tagLength
  if (bytes[0] !== suiteId || tagStart < 1 + nonceLength) throw notAuthentic()
  try {
    const nonce = bytes.subarray(1, 1 + nonceLength)
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
    decipher.setAAD(Buffer.from(aad, 'utf8'))
    decipher.setAuthTag(bytes.subarray(tagStart))
    return Buffer.concat([decipher.update(bytes.subarray(1 + nonceLength, tagStart)), decipher.final()])
  } catch (cause) {
    throw notAuthentic(cause)
  }
}

function notAuthentic(cause?: unknown): AppError {
  return new AppError('crypto.not_authentic', { status: 500, cause })
}
