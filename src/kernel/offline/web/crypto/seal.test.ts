import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { type Keys, loadOrCreateKeys, openSealed, sealingKey, signedByPhone } from '#kernel/crypto/server'
import { Envelope, sealBinding } from '../../model/protocol.ts'
import { random, toBytes, toText, utf8 } from './bytes.ts'
import { newPhoneKey, seal, signText } from './seal.ts'

async function someKeys(): Promise<Keys> {
  const folder = await mkdtemp(join(tmpdir(), 'yiwang-seal-'))
  try {
    return await loadOrCreateKeys(join(folder, 'keys.json'), { create: true })
  } finally {
    await rm(folder, { recursive: true })
  }
}

const item = '5b0c1b52-6f6e-4c1a-9d46-7f2d0d6f6f01'
const binding = sealBinding(item)

describe('what a phone seals to the server', () => {
  test('the server opens, whole', async () => {
    const keys = await someKeys()
    for (const length of [0, 1, 200_000]) {
      const content = new Uint8Array(length).fill(7)
      const envelope = Envelope.parse(await seal(sealingKey(keys), content, binding))
      assert.deepEqual(new Uint8Array(openSealed(keys, envelope, binding)), content)
    }
  })

  test('opens nowhere but in its place, and not altered, cut or under another key', async () => {
    const keys = await someKeys()
    const envelope = await seal(sealingKey(keys), utf8('to be kept'), binding)
    const not = { code: 'crypto.not_authentic', status: 400 }
    assert.throws(() => openSealed(keys, envelope, sealBinding(item, { photo: 0, part: 0 })), not)
    for (const name of ['ephemeral', 'nonce', 'content'] as const) {
      const bytes = toBytes(envelope[name])
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
      assert.throws(() => openSealed(keys, { ...envelope, [name]: toText(bytes) }, binding), not)
      assert.throws(() => openSealed(keys, { ...envelope, [name]: '' }, binding), not)
    }
    const others = await someKeys()
    assert.throws(() => openSealed(others, envelope, binding), { code: 'crypto.key_unknown', status: 400 })
    const { keyId } = sealingKey(others)
    assert.throws(() => openSealed(others, { ...envelope, keyId }, binding), not)
  })
})

test('what one phone signed no other signed, and no other text', async () => {
  const [mine, other] = [await newPhoneKey(), await newPhoneKey()]
  const signature = await signText(mine, '打开')
  assert.equal(signature.length, 86)
  assert.equal(signedByPhone(mine.publicKey, utf8('打开'), signature), true)
  assert.equal(signedByPhone(mine.publicKey, utf8('打开 '), signature), false)
  assert.equal(signedByPhone(other.publicKey, utf8('打开'), signature), false)
  assert.equal(signedByPhone(mine.publicKey, utf8('打开'), toText(random(64))), false)
  assert.equal(signedByPhone({ kty: 'EC' }, utf8('打开'), signature), false)
})
