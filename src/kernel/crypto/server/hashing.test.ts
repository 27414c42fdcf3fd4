import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalBytes, type ChainColumn, chainHash, hash } from './hashing.ts'

test('SM3 gives the digests of GB/T 32905, annex A', () => {
  assert.equal(
    hash('sm3', 'abc').toString('hex'),
    '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
  )
  assert.equal(
    hash('sm3', 'abcd'.repeat(16)).toString('hex'),
    'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
  )
})

test('SHA-256 gives the digest of FIPS 180-2, appendix B', () => {
  assert.equal(
    hash('sha256', 'abc').toString('hex'),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})

test('canonical bytes are the canonical text in UTF-8', () => {
  assert.equal(canonicalBytes({ b: '双塔区', a: 1 }).toString('utf8'), '{"a":1,"b":"双塔区"}')
})

test('the chain hash reads a count, then type, length and bytes of each column', () => {
  const bytes = Buffer.concat([
    Buffer.from('00000003', 'hex'),
    Buffer.from('0200000002', 'hex'),
    Buffer.from('ab'),
    Buffer.from('0300000002', 'hex'),
    Buffer.from('-7'),
    Buffer.from('0000000000', 'hex'),
  ])
  assert.deepEqual(chainHash('sm3', ['ab', -7, null]), hash('sm3', bytes))
})

test('rows that differ in type, split or order have different hashes', () => {
  const rows: ChainColumn[][] = [
    ['ab', 'c'],
    ['a', 'bc'],
    ['abc'],
    ['abc', null],
    ['abc', ''],
    [Buffer.from('abc')],
    [1],
    ['1'],
    [true],
    [Buffer.from([1])],
    [new Date(0)],
    ['1970-01-01T00:00:00.000Z'],
    [null],
    [''],
    [],
  ]
  const hashes = new Set(rows.map((row) => chainHash('sm3', row).toString('hex')))
  assert.equal(hashes.size, rows.length)
})

test('a number is hashed as its exact integer, whether number or bigint', () => {
  assert.deepEqual(chainHash('sha256', [42]), chainHash('sha256', [42n]))
  assert.throws(() => chainHash('sm3', [0.5]), TypeError)
  assert.throws(() => chainHash('sm3', [2 ** 53]), TypeError)
  assert.throws(() => chainHash('sm3', [new Date(Number.NaN)]), TypeError)
})

test('no two different rows of texts share a hash', () => {
  const row = fc.array(fc.string({ maxLength: 4 }), { maxLength: 4 })
  fc.assert(
    fc.property(row, row, (a, b) => {
      const same = JSON.stringify(a) === JSON.stringify(b)
      assert.equal(chainHash('sm3', a).equals(chainHash('sm3', b)), same)
    }),
  )
})
