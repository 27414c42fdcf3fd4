import {
  createDecipheriv,
  createECDH,
  createHash,
  createPublicKey,
  type ECDH,
  hkdfSync,
  type JsonWebKey,
  verify,
} from 'node:crypto'
import { AppError } from '#kernel/errors/model'
import '../model/messages.ts'
import type { ColumnKey, Keys } from './keys.ts'

/** Order of the group of P-256. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const tagLength = 16

type Pair = { id: string; raw: Buffer; ecdh: ECDH }
const pairs = new WeakMap<ColumnKey, Pair>()

/** Made of the installation's own secret, so that what was sealed opens after a restore too. */
function pairOf(key: ColumnKey): Pair {
  const known = pairs.get(key)
  if (known) return known
  const secret = BigInt(`0x${key.sealing.export().toString('hex')}`)
  const scalar = (secret % (order - 1n)) + 1n
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex'))
  const raw = ecdh.getPublicKey()
  const pair = { id: createHash('sha256').update(raw).digest('hex').slice(0, 16), raw, ecdh }
  pairs.set(key, pair)
  return pair
}

/** The public key to which others seal what only this installation opens, and by what it is known. */
export function sealingKey(keys: Keys): {
  keyId: string
  publicKey: { kty: 'EC'; crv: 'P-256'; x: string; y: string }
} {
  const { id, raw } = pairOf(keys.active)
  const [x, y] = [raw.subarray(1, 33), raw.subarray(33)].map((part) => part.toString('base64url'))
  return { keyId: id, publicKey: { kty: 'EC', crv: 'P-256', x: x as string, y: y as string } }
}

export type SealedBytes = { keyId: string; ephemeral: string; nonce: string; content: string }

/**
 * Opens what was sealed to the installation's key: ECDH on P-256 with an ephemeral key, HKDF-SHA-256, AES-256-GCM.
 * @param binding the place that it was sealed for: it opens nowhere else
 * @throws AppError `crypto.key_unknown`, `crypto.not_authentic`, both 400: what comes from outside may be anything
 */
export function openSealed(keys: Keys, sealed: SealedBytes, binding: string): Buffer {
  const pair = [...keys.columnKeys.values()].map(pairOf).find(({ id }) => id === sealed.keyId)
  if (!pair) throw new AppError('crypto.key_unknown', { params: { key: sealed.keyId } })
  try {
    const ephemeral = Buffer.from(sealed.ephemeral, 'base64url')
    const shared = pair.ecdh.computeSecret(ephemeral)
    const salt = Buffer.concat([ephemeral, pair.raw])
    const key = Buffer.from(hkdfSync('sha256', shared, salt, 'yiwang/seal/1', 32))
    const content = Buffer.from(sealed.content, 'base64url')
    const tagStart = content.length - tagLength
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.nonce, 'base64url'), {
      authTagLength: tagLength,
    })
    decipher.setAAD(Buffer.from(binding, 'utf8'))
    decipher.setAuthTag(content.subarray(tagStart))
    return Buffer.concat([decipher.update(content.subarray(0, tagStart)), decipher.final()])
  } catch (cause) {
    throw new AppError('crypto.not_authentic', { cause })
  }
}

/** Whether a phone's key on P-256 signed these bytes (ECDSA with SHA-256, as WebCrypto writes it). */
export function signedByPhone(publicKey: JsonWebKey, data: Uint8Array, signature: string): boolean {
  try {
    const key = createPublicKey({ key: publicKey, format: 'jwk' })
    return verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}
