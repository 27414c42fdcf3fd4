import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { keysOf, newKeyFile } from './keys.ts'
import { publicKeyPem, sign, verify } from './signatures.ts'

const keys = keysOf(newKeyFile(new Date(0), 'aes-256-gcm'))

test('the signature of RFC 8032, 7.1, test 2 comes out and verifies', () => {
  const seed = '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'
  const der = Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex')
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey)
  const published = { ...keys, signing: { id: 'test', privateKey, publicKey } }
  const signature = sign(published, Buffer.from('72', 'hex'))
  assert.equal(
    signature.toString('hex'),
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
      '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  )
  assert.equal(verify(publicKey, Buffer.from('72', 'hex'), signature), true)
})

test('a signature verifies under the exported public key, for its bytes only', () => {
  const pem = publicKeyPem(keys)
  assert.match(pem, /^-----BEGIN PUBLIC KEY-----/)
  assert.match(keys.signing.id, /^[0-9a-f]{16}$/)
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (data, other) => {
      const signature = sign(keys, data)
      assert.equal(signature.length, 64)
      assert.equal(verify(pem, data, signature), true)
      assert.equal(verify(pem, other, signature), Buffer.from(data).equals(other))
      assert.equal(verify(pem, data, signature.subarray(1)), false)
    }),
    { numRuns: 30 },
  )
})
