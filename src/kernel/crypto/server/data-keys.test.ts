import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newDataKey, openDataKey, openUnder, sealUnder } from './data-keys.ts'
import { keysOf, newKeyFile } from './keys.ts'

const keys = keysOf(newKeyFile(new Date('2026-03-02T00:00:00Z'), 'aes-256-gcm'))
const others = keysOf(newKeyFile(new Date('2026-03-02T00:00:00Z'), 'aes-256-gcm'))

test('a key comes back from how it is kept, for its owner and under the installation’s key alone', () => {
  const { key, wrapped } = newDataKey(keys, 'one')
  assert.ok(openDataKey(keys, wrapped, 'one').equals(key))
  assert.throws(() => openDataKey(keys, wrapped, 'two'), { code: 'crypto.not_authentic' })
  assert.throws(() => openDataKey(others, wrapped, 'one'), { code: 'crypto.not_authentic' })
})

test('any value opens in its place and in no other, and never after a change of one byte', () => {
  const { key } = newDataKey(keys, 'one')
  const { key: another } = newDataKey(keys, 'two')
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), fc.nat(), (plain, place, at) => {
      const sealed = sealUnder(key, plain, place)
      assert.deepEqual(openUnder(key, sealed, place), Buffer.from(plain))
      assert.throws(() => openUnder(key, sealed, `${place}x`), { code: 'crypto.not_authentic' })
      assert.throws(() => openUnder(another, sealed, place), { code: 'crypto.not_authentic' })
      const altered = Buffer.from(sealed)
      const index = at % altered.length
      altered[index] = (altered[index] ?? 0) ^ 1
      assert.throws(() => openUnder(key, altered, place), { code: 'crypto.not_authentic' })
    }),
  )
})

test('what is too short to be sealed is refused', () => {
  const { key } = newDataKey(keys, 'one')
  for (const length of [0, 1, 28])
    assert.throws(() => openUnder(key, Buffer.alloc(length, 1), ''), { code: 'crypto.not_authentic' })
})
