import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hash } from './hashing.ts'
import { merkleProof, merkleRoot, verifyProof } from './merkle.ts'

// The test leaves and roots of the Certificate Transparency code that RFC 6962 describes.
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'))
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

test('the roots are those of RFC 6962', () => {
  assert.deepEqual(merkleRoot([], 'sha256'), hash('sha256', ''))
  for (const [index, root] of roots.entries()) {
    assert.equal(merkleRoot(leaves.slice(0, index + 1), 'sha256').toString('hex'), root)
  }
})

test('the proof of leaf 0 of 8 is the published one', () => {
  assert.deepEqual(
    merkleProof(leaves, 0, 'sha256').map((node) => node.toString('hex')),
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  )
})

const forest = fc.array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 40 })

test('every leaf proves itself, and nothing else passes under its proof', () => {
  fc.assert(
    fc.property(forest, fc.nat(), fc.nat(), (list, pick, other) => {
      const index = pick % list.length
      const leaf = list[index] as Uint8Array
      const root = merkleRoot(list, 'sm3')
      const proof = merkleProof(list, index, 'sm3')
      const claim = { leaf, index, size: list.length, proof, root }
      assert.equal(verifyProof(claim, 'sm3'), true)
      assert.equal(verifyProof({ ...claim, leaf: Buffer.concat([leaf, Buffer.from('x')]) }, 'sm3'), false)
      assert.equal(verifyProof({ ...claim, proof: [...proof, root] }, 'sm3'), false)
      if (proof.length > 0) assert.equal(verifyProof({ ...claim, proof: proof.slice(1) }, 'sm3'), false)
      assert.equal(verifyProof(claim, 'sha256'), false)
      const elsewhere = other % list.length
      if (!Buffer.from(list[elsewhere] as Uint8Array).equals(leaf)) {
        assert.equal(verifyProof({ ...claim, leaf: list[elsewhere] as Uint8Array }, 'sm3'), false)
      }
    }),
  )
})

test('a changed, missing, added or moved leaf changes the root', () => {
  fc.assert(
    fc.property(forest, fc.nat(), (list, pick) => {
      const index = pick % list.length
      const root = merkleRoot(list, 'sm3')
      assert.notDeepEqual(merkleRoot(list.toSpliced(index, 1), 'sm3'), root)
      assert.notDeepEqual(merkleRoot(list.toSpliced(index, 1, Buffer.from('changed!!')), 'sm3'), root)
      assert.notDeepEqual(merkleRoot([...list, Buffer.alloc(0)], 'sm3'), root)
    }),
  )
})

test('an inner node does not pass for a leaf', () => {
  const [a, b] = [Buffer.from('a'), Buffer.from('b')]
  const node = Buffer.concat([hash('sm3', Buffer.from('\0a')), hash('sm3', Buffer.from('\0b'))])
  assert.notDeepEqual(merkleRoot([node], 'sm3'), merkleRoot([a, b], 'sm3'))
})

test('there is no proof for a leaf that is not there', () => {
  assert.throws(() => merkleProof(leaves, 8, 'sm3'), RangeError)
  assert.throws(() => merkleProof([], 0, 'sm3'), RangeError)
  assert.equal(
    verifyProof({ leaf: Buffer.alloc(0), index: 1, size: 1, proof: [], root: Buffer.alloc(32) }, 'sm3'),
    false,
  )
})
