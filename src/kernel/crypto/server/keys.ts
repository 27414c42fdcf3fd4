import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { z } from 'zod'
import { CipherAlgorithm } from '../model/algorithms.ts'

/** One master key with what is derived of it: no two algorithms ever share a key. */
export type ColumnKey = {
  id: number
  aes: KeyObject
  sm4: KeyObject
  sm4Mac: KeyObject
  /** Of which the key is made that phones seal to. */
  sealing: KeyObject
}

/**
 * What the key file holds, as key objects: they don't print and don't serialise. Values are encrypted under
 * `active`; the older column keys still open what they closed.
 */
export type Keys = {
  cipher: CipherAlgorithm
  active: ColumnKey
  columnKeys: ReadonlyMap<number, ColumnKey>
  blindIndex: KeyObject
  signing: SigningKey
}

/** `id` names the key pair beside a signature: the first 16 hex digits of the public key's SHA-256. */
export type SigningKey = { id: string; privateKey: KeyObject; publicKey: KeyObject }

const Secret = z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, '32 bytes')

export const KeyFile = z.strictObject({
  format: z.literal('yiwang-keys-1'),
  created_at: z.iso.datetime(),
  cipher: CipherAlgorithm,
  active: z.int().min(1).max(65535),
  column_keys: z.array(z.strictObject({ id: z.int().min(1).max(65535), key: Secret })).min(1),
  blind_index_key: Secret,
  signing_private_key: z.string(),
})
export type KeyFile = z.infer<typeof KeyFile>

/** Fresh secrets, as they are written to the file. */
export function newKeyFile(now: Date, cipher: CipherAlgorithm): KeyFile {
  const secret = () => randomBytes(32).toString('base64')
  const { privateKey } = generateKeyPairSync('ed25519')
  return {
    format: 'yiwang-keys-1',
    created_at: now.toISOString(),
    cipher,
    active: 1,
    column_keys: [{ id: 1, key: secret() }],
    blind_index_key: secret(),
    signing_private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/** @throws Error when the file contradicts itself */
export function keysOf(file: KeyFile): Keys {
  const columnKeys = new Map(file.column_keys.map(({ id, key }) => [id, deriveColumnKey(id, key)]))
  if (columnKeys.size !== file.column_keys.length) throw new Error('two column keys share a number')
  const active = columnKeys.get(file.active)
  if (!active) throw new Error(`the active column key ${file.active} is not there`)
  return {
    cipher: file.cipher,
    active,
    columnKeys,
    blindIndex: createSecretKey(file.blind_index_key, 'base64'),
    signing: signingKeyOf(createPrivateKey(file.signing_private_key)),
  }
}

function deriveColumnKey(id: number, secret: string): ColumnKey {
  const derive = (purpose: string, length: number) =>
    createSecretKey(
      Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64'), '', `yiwang/column/${purpose}`, length)),
    )
  return {
    id,
    aes: derive('aes-256-gcm', 32),
    sm4: derive('sm4-cbc', 16),
    sm4Mac: derive('hmac-sm3', 32),
    sealing: derive('p256-sealing', 48),
  }
}

function signingKeyOf(privateKey: KeyObject): SigningKey {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('the signing key is not Ed25519')
  const publicKey = createPublicKey(privateKey)
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  return { id: createHash('sha256').update(spki).digest('hex').slice(0, 16), privateKey, publicKey }
}
