import assert from 'node:assert/strict'
import { createCipheriv } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { cipherAlgorithms } from '../model/algorithms.ts'
import { blindIndex, decrypt, decryptText, encrypt } from './columns.ts'
import { keysOf, newKeyFile } from './keys.ts'

const file = newKeyFile(new Date('2026-01-01T00:00:00Z'), 'aes-256-gcm')
const keys = keysOf(file)
const place = 'person.id_number/018f'

test('SM4 gives the block of GB/T 32907, annex A', () => {
  const key = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
  const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false)
  assert.equal(cipher.update(key).toString('hex'), '681edf34d206965e86b3e94f536e4246')
})

for (const algorithm of cipherAlgorithms) {
  test(`${algorithm}: what is encrypted for a place opens there and nowhere else`, () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (plaintext) => {
        const closed = encrypt(keys, plaintext, place, algorithm)
        assert.equal(closed.algorithm, algorithm)
        assert.deepEqual(decrypt(keys, closed.bytes, place), Buffer.from(plaintext))
        assert.throws(() => decrypt(keys, closed.bytes, `${place}0`), { code: 'crypto.not_authentic' })
      }),
    )
  })

  test(`${algorithm}: no changed or cut byte goes unseen`, () => {
    const { bytes } = encrypt(keys, '211302199001011234', place, algorithm)
    for (let index = 0; index < bytes.length; index += 1) {
      const altered = Buffer.from(bytes)
      altered[index] = (altered[index] as number) ^ 1
      assert.throws(() => decrypt(keys, altered, place), { code: /^crypto\.(not_authentic|key_unknown)$/ })
      assert.throws(() => decrypt(keys, bytes.subarray(0, index), place), { code: 'crypto.not_authentic' })
    }
  })

  test(`${algorithm}: the same value is never encrypted to the same bytes`, () => {
    const some = Array.from({ length: 50 }, () => encrypt(keys, 'x', place, algorithm).bytes.toString('hex'))
    assert.equal(new Set(some).size, 50)
  })
}

test('the layout is algorithm, key number, nonce, ciphertext, tag', () => {
  const { bytes } = encrypt(keys, 'abc', place)
  assert.equal(bytes.subarray(0, 3).toString('hex'), '010001')
  assert.equal(bytes.length, 3 + 12 + 3 + 16)
  assert.equal(encrypt(keys, 'abc', place, 'sm4-cbc-sm3hmac').bytes.length, 3 + 16 + 16 + 32)
})

test('after a change of key new values use the new key and old values still open', () => {
  const { bytes } = encrypt(keys, '双塔区', place)
  const next = newKeyFile(new Date('2027-01-01T00:00:00Z'), 'sm4-cbc-sm3hmac')
  const added = { id: 2, key: next.column_keys[0]?.key ?? '' }
  const rotated = keysOf({
    ...file,
    cipher: next.cipher,
    active: 2,
    column_keys: [...file.column_keys, added],
  })
  assert.equal(decryptText(rotated, bytes, place), '双塔区')
  const fresh = encrypt(rotated, '龙城区', place)
  assert.equal(fresh.algorithm, 'sm4-cbc-sm3hmac')
  assert.equal(decryptText(rotated, fresh.bytes, place), '龙城区')
  assert.throws(() => decrypt(keys, fresh.bytes, place), { code: 'crypto.key_unknown', params: { key: 2 } })
})

test('a blind index is the same for the same value and tells columns and keys apart', () => {
  const index = blindIndex(keys, 'person.id_number', '990000199001010014')
  assert.equal(index.length, 16)
  assert.deepEqual(blindIndex(keys, 'person.id_number', '990000199001010014'), index)
  assert.notDeepEqual(blindIndex(keys, 'person.phone', '990000199001010014'), index)
  const other = keysOf(newKeyFile(new Date(0), 'aes-256-gcm'))
  assert.notDeepEqual(blindIndex(other, 'person.id_number', '990000199001010014'), index)
})

test('keys do not show when they are printed or serialised', () => {
  const secret = file.column_keys[0]?.key ?? ''
  assert.equal(JSON.stringify(keys).includes(secret), false)
  assert.equal(JSON.stringify(keys.active), '{"id":1,"aes":{},"sm4":{},"sm4Mac":{},"sealing":{}}')
})
