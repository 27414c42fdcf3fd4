import { createCipheriv, createDecipheriv, createHmac, randomFillSync, timingSafeEqual } from 'node:crypto'
import { AppError } from '#kernel/errors/model'
import type { CipherAlgorithm } from '../model/algorithms.ts'
import '../model/messages.ts'
import type { ColumnKey, Keys } from './keys.ts'

/*
 * One bytea, which says itself how to open it:
 *   algorithm (1 byte) · key number (2) · nonce (12 or 16) · ciphertext · tag (16 or 32)
 * The tag covers the head, the nonce, the ciphertext and the associated data.
 */
const headLength = 3

type Suite = {
  id: number
  nonceLength: number
  tagLength: number
  close: (key: ColumnKey, nonce: Buffer, plaintext: Buffer, bound: Buffer) => Buffer
  open: (key: ColumnKey, nonce: Buffer, ciphertext: Buffer, tag: Buffer, bound: Buffer) => Buffer
}

const suites: Record<CipherAlgorithm, Suite> = {
  'aes-256-gcm': {
    id: 1,
    nonceLength: 12,
    tagLength: 16,
    close(key, nonce, plaintext, bound) {
      const cipher = createCipheriv('aes-256-gcm', key.aes, nonce, { authTagLength: 16 })
      cipher.setAAD(bound)
      return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
    },
    open(key, nonce, ciphertext, tag, bound) {
      const decipher = createDecipheriv('aes-256-gcm', key.aes, nonce, { authTagLength: 16 })
      decipher.setAAD(bound)
      decipher.setAuthTag(tag)
      return Buffer.concat([decipher.update(ciphertext), decipher.final()])
    },
  },
  'sm4-cbc-sm3hmac': {
    id: 2,
    nonceLength: 16,
    tagLength: 32,
    close(key, nonce, plaintext, bound) {
      const cipher = createCipheriv('sm4-cbc', key.sm4, nonce)
      const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
      return Buffer.concat([ciphertext, sm3Tag(key, nonce, ciphertext, bound)])
    },
    open(key, nonce, ciphertext, tag, bound) {
      // The tag is checked before anything is deciphered, so that padding tells nothing.
      if (!timingSafeEqual(tag, sm3Tag(key, nonce, ciphertext, bound))) throw notAuthentic()
      const decipher = createDecipheriv('sm4-cbc', key.sm4, nonce)
      return Buffer.concat([decipher.update(ciphertext), decipher.final()])
    },
  },
}

function sm3Tag(key: ColumnKey, nonce: Buffer, ciphertext: Buffer, bound: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bound.length)
  return createHmac('sm3', key.sm4Mac).update(length).update(bound).update(nonce).update(ciphertext).digest()
}

const randomness = Buffer.alloc(8192)
let spent = randomness.length

/** Fresh random bytes, drawn many at a time: asking for a few of them costs as much as the cipher. */
function newNonce(length: number): Buffer {
  if (spent + length > randomness.length) {
    randomFillSync(randomness)
    spent = 0
  }
  const nonce = Buffer.from(randomness.subarray(spent, spent + length))
  spent += length
  return nonce
}

export type Encrypted = { algorithm: CipherAlgorithm; bytes: Buffer }

/**
 * Encrypts a value for one place. `aad` names that place, column and row (`person.id_number/<uuid>`): the bytes don't
 * open anywhere else.
 */
export function encrypt(
  keys: Keys,
  plaintext: string | Uint8Array,
  aad: string,
  algorithm: CipherAlgorithm = keys.cipher,
): Encrypted {
  const suite = suites[algorithm]
  const head = Buffer.alloc(headLength)
  head.writeUInt8(suite.id)
  head.writeUInt16BE(keys.active.id, 1)
  const nonce = newNonce(suite.nonceLength)
  const sealed = suite.close(keys.active, nonce, Buffer.from(plaintext), bind(head, aad))
  return { algorithm, bytes: Buffer.concat([head, nonce, sealed]) }
}

/** @throws AppError `crypto.key_unknown` or `crypto.not_authentic` (altered, cut, or of another place) */
export function decrypt(keys: Keys, bytes: Uint8Array, aad: string): Buffer {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const suite = Object.values(suites).find(({ id }) => id === whole[0])
  if (!suite || whole.length < headLength + suite.nonceLength + suite.tagLength) throw notAuthentic()
  const key = keys.columnKeys.get(whole.readUInt16BE(1))
  if (!key) throw new AppError('crypto.key_unknown', { status: 500, params: { key: whole.readUInt16BE(1) } })
  const nonceEnd = headLength + suite.nonceLength
  const tagStart = whole.length - suite.tagLength
  try {
    return suite.open(
      key,
      whole.subarray(headLength, nonceEnd),
      whole.subarray(nonceEnd, tagStart),
      whole.subarray(tagStart),
      bind(whole.subarray(0, headLength), aad),
    )
  } catch (cause) {
    throw notAuthentic(cause)
  }
}

/** `decrypt` for values that were text. */
export function decryptText(keys: Keys, bytes: Uint8Array, aad: string): string {
  return decrypt(keys, bytes, aad).toString('utf8')
}

/**
 * 16 bytes by which an encrypted value is found and kept unique, of no use without the key. `domain` is the column
 * (`person.id_number`): equal values of two columns don't show as equal. Normalise the value first.
 */
export function blindIndex(keys: Keys, domain: string, normalizedValue: string): Buffer {
  const mac = createHmac('sm3', keys.blindIndex).update(`${domain}\u0000`).update(normalizedValue)
  return mac.digest().subarray(0, 16)
}

/** 32 bytes by which a content is known again, of no use without the key. */
export function keyedHash(keys: Keys, domain: string, content: Uint8Array): Buffer {
  return createHmac('sm3', keys.blindIndex).update(`${domain}\u0000`).update(content).digest()
}

function bind(head: Buffer, aad: string): Buffer {
  return Buffer.concat([head, Buffer.from(aad, 'utf8')])
}

function notAuthentic(cause?: unknown): AppError {
  return new AppError('crypto.not_authentic', { status: 500, cause })
}
