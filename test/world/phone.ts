import {
  createCipheriv,
  createECDH,
  createHash,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomUUID,
  sign,
} from 'node:crypto'
import type { Answer, Caller } from './caller.ts'

type PublicKey = { kty: string; crv: string; x: string; y: string }
type Lease = Answer['body']
export type Photo = { field: string; name: string; mediaType: string; content: Buffer }
type What = Record<string, unknown>
export type Made = {
  item: Record<string, unknown> & { clientKey: string }
  signed: { text: string; signature: string }
  photos: readonly Photo[]
}

/** Of a sealed photo, in one piece. */
const partBytes = 192 * 1024

/** A phone as the server sees one, made of Node's own cryptography: what it signs and seals is written anew here. */
export class WorldPhone {
  readonly caller: Caller
  readonly #key: KeyObject
  readonly publicKey: PublicKey
  id = ''
  lease: Lease
  #no = 0

  constructor(caller: Caller) {
    this.caller = caller
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#key = privateKey
    this.publicKey = publicKey.export({ format: 'jwk' }) as PublicKey
  }

  static async of(caller: Caller): Promise<WorldPhone> {
    const phone = new WorldPhone(caller)
    const answer = await caller.post('/api/offline/devices', { name: '试验手机', publicKey: phone.publicKey })
    if (answer.status !== 201) throw new Error(answer.bytes.toString())
    phone.id = answer.body.id
    await phone.renew()
    return phone
  }

  async renew(): Promise<Answer> {
    const answer = await this.caller.post(`/api/offline/devices/${this.id}/leases`)
    if (answer.status === 200) this.lease = answer.body
    return answer
  }

  snapshot(since?: string): Promise<Answer> {
    return this.caller.get(`/api/offline/snapshot?device=${this.id}${since ? `&since=${since}` : ''}`)
  }

  /** Something done without a line. */
  make(
    what: What,
    input: Record<string, unknown>,
    more: Record<string, unknown> = {},
    photos: readonly Photo[] = [],
  ): Made {
    this.#no += 1
    const item = {
      format: 'yiwang-offline-1',
      clientKey: randomUUID(),
      deviceId: this.id,
      leaseId: this.lease.leaseId,
      no: this.#no,
      effectiveAt: this.lease.serverTime,
      what,
      input,
      photos: photos.map(({ content, ...photo }) => ({
        ...photo,
        size: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      })),
      ...more,
    }
    const text = JSON.stringify(item)
    return { item, signed: { text, signature: this.sign(text) }, photos }
  }

  sign(text: string): string {
    const key = { key: this.#key, dsaEncoding: 'ieee-p1363' as const }
    return sign('sha256', Buffer.from(text), key).toString('base64url')
  }

  send(...made: readonly (Made & { files?: string[] })[]): Promise<Answer> {
    const items = made.map(({ signed, files = [] }) => ({ signed, files }))
    return this.caller.post('/api/offline/items', { items })
  }

  seal(content: Buffer, binding: string) {
    const { keyId, publicKey } = this.lease.sealing as { keyId: string; publicKey: PublicKey }
    const server = Buffer.concat([
      Buffer.of(4),
      Buffer.from(publicKey.x, 'base64url'),
      Buffer.from(publicKey.y, 'base64url'),
    ])
    const own = createECDH('prime256v1')
    const ephemeral = own.generateKeys()
    const shared = own.computeSecret(server)
    const salt = Buffer.concat([ephemeral, server])
    const key = Buffer.from(hkdfSync('sha256', shared, salt, 'yiwang/seal/1', 32))
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    cipher.setAAD(Buffer.from(binding))
    const closed = Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()])
    return {
      keyId,
      ephemeral: ephemeral.toString('base64url'),
      nonce: nonce.toString('base64url'),
      content: closed.toString('base64url'),
    }
  }

  /** The sealed item and the parts of its photos, as they lie on the phone after its store is gone. */
  sealed({ item, signed, photos }: Made) {
    const { clientKey } = item
    const binding = `yiwang/offline/1/${clientKey}`
    const parts = photos.flatMap(({ content }, photo) =>
      Array.from({ length: Math.ceil(content.length / partBytes) }, (_, part) => ({
        clientKey,
        photo,
        part,
        envelope: this.seal(
          content.subarray(part * partBytes, (part + 1) * partBytes),
          `${binding}/${photo}/${part}`,
        ),
      })),
    )
    return { item: { clientKey, envelope: this.seal(Buffer.from(JSON.stringify(signed)), binding) }, parts }
  }
}
