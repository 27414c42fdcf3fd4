import type { HashAlgorithm } from '../model/algorithms.ts'
import { hash } from './hashing.ts'

// RFC 6962, 2.1: leaves and nodes are hashed under different prefixes, so that a node never passes for a leaf.
const leafPrefix = Buffer.from([0])
const nodePrefix = Buffer.from([1])

function leafHash(algorithm: HashAlgorithm, leaf: Uint8Array): Buffer {
  return hash(algorithm, Buffer.concat([leafPrefix, leaf]))
}

function nodeHash(algorithm: HashAlgorithm, left: Uint8Array, right: Uint8Array): Buffer {
  return hash(algorithm, Buffer.concat([nodePrefix, left, right]))
}

/** The level above: pairs are joined and an odd last one rises unchanged, which gives RFC 6962's tree. */
function levelAbove(algorithm: HashAlgorithm, level: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = []
  for (let index = 0; index < level.length; index += 2) {
    const left = level[index] as Buffer
    const right = level[index + 1]
    above.push(right ? nodeHash(algorithm, left, right) : left)
  }
  return above
}

/** The root over leaves in order; of no leaves, the hash of nothing. */
export function merkleRoot(leaves: readonly Uint8Array[], algorithm: HashAlgorithm): Buffer {
  if (leaves.length === 0) return hash(algorithm, Buffer.alloc(0))
  let level = leaves.map((leaf) => leafHash(algorithm, leaf))
  while (level.length > 1) level = levelAbove(algorithm, level)
  return level[0] as Buffer
}

/**
 * The hashes that lead from one leaf to the root, lowest first.
 * @throws RangeError when there is no such leaf
 */
export function merkleProof(
  leaves: readonly Uint8Array[],
  index: number,
  algorithm: HashAlgorithm,
): Buffer[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) {
    throw new RangeError(`no leaf ${index} among ${leaves.length}`)
  }
  const proof: Buffer[] = []
  let level = leaves.map((leaf) => leafHash(algorithm, leaf))
  for (let place = index; level.length > 1; place = Math.floor(place / 2)) {
    const sibling = level[place % 2 === 0 ? place + 1 : place - 1]
    if (sibling) proof.push(sibling)
    level = levelAbove(algorithm, level)
  }
  return proof
}

export type MerkleClaim = {
  leaf: Uint8Array
  index: number
  /** How many leaves the root was taken over. */
  size: number
  proof: readonly Uint8Array[]
  root: Uint8Array
}

/** Whether the root was taken over `size` leaves of which this is the one at `index`. */
export function verifyProof(claim: MerkleClaim, algorithm: HashAlgorithm): boolean {
  const { leaf, index, size, proof, root } = claim
  if (!Number.isInteger(index) || index < 0 || index >= size) return false
  let current = leafHash(algorithm, leaf)
  let used = 0
  let place = index
  for (let width = size; width > 1; width = Math.ceil(width / 2)) {
    const isOddLast = place % 2 === 0 && place === width - 1
    if (!isOddLast) {
      const sibling = proof[used]
      if (!sibling) return false
      used += 1
      current =
        place % 2 === 0 ? nodeHash(algorithm, current, sibling) : nodeHash(algorithm, sibling, current)
    }
    place = Math.floor(place / 2)
  }
  return used === proof.length && current.equals(root)
}
