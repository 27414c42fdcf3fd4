import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import { canonicalBytes, hash, type Keys, merkleRoot, sign, verify } from '#kernel/crypto/server'
import { zeroHash } from './chain.ts'

/** A signed statement of which actions the log held: the Merkle root over them, linked to the statement before. */
export type Checkpoint = CheckpointHead & { leaves: Buffer }

/** A checkpoint without the list of what it covers. */
export type CheckpointHead = {
  no: number
  at: string
  actions: number
  /** Actions covered by this and all checkpoints before. */
  total: number
  root: Buffer
  /** Hash of the checkpoint before; zeroes for the first. */
  previous: Buffer
  keyId: string
  signature: Buffer
}

export type Leaf = { entryId: string; seq: number; hash: Buffer }

const format = 'yiwang-checkpoint-1'
const alg = 'sm3'
export const leafBytes = 52

/** Where the line of checkpoints begins. */
export const genesis = { no: 0, total: 0, hash: zeroHash } as const

/** Entry id (16 bytes), seq (4, big-endian), hash (32): sorting the bytes sorts by entry and seq. */
export function packLeaves(leaves: readonly Leaf[]): Buffer {
  const packed = Buffer.alloc(leaves.length * leafBytes)
  for (const [index, leaf] of leaves.entries()) {
    const at = index * leafBytes
    packed.write(leaf.entryId.replaceAll('-', ''), at, 'hex')
    packed.writeUInt32BE(leaf.seq, at + 16)
    leaf.hash.copy(packed, at + 20)
  }
  return packed
}

export function unpackLeaves(packed: Buffer): Leaf[] {
  return slices(packed).map((leaf) => ({
    entryId: uuidOf(leaf),
    seq: leaf.readUInt32BE(16),
    hash: leaf.subarray(20),
  }))
}

/** The UUID in the first 16 bytes. */
export function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function slices(packed: Buffer): Buffer[] {
  return Array.from({ length: Math.floor(packed.length / leafBytes) }, (_, index) =>
    packed.subarray(index * leafBytes, (index + 1) * leafBytes),
  )
}

function statement({ no, at, actions, total, root, previous, keyId }: CheckpointHead): object {
  return {
    format,
    alg,
    no,
    at,
    actions,
    total,
    root: root.toString('hex'),
    previous: previous.toString('hex'),
    keyId,
  }
}

type Place = { no: number; total: number; hash: Buffer }

/** Signs what was taken as the checkpoint after `last`. */
export function makeCheckpoint(last: Place, leaves: readonly Leaf[], at: Date, keys: Keys): Checkpoint {
  const packed = packLeaves(leaves)
  const unsigned = {
    no: last.no + 1,
    at: at.toISOString(),
    actions: leaves.length,
    total: last.total + leaves.length,
    root: merkleRoot(slices(packed), alg),
    previous: last.hash,
    keyId: keys.signing.id,
    signature: Buffer.alloc(0),
  }
  return { ...unsigned, signature: sign(keys, canonicalBytes(statement(unsigned))), leaves: packed }
}

/** What the next checkpoint links to: over the signature as well. */
export function checkpointHash(head: CheckpointHead): Buffer {
  return hash(alg, canonicalBytes({ ...statement(head), signature: head.signature.toString('base64') }))
}

export function placeOf(head: CheckpointHead): Place {
  return { no: head.no, total: head.total, hash: checkpointHash(head) }
}

/** What is wrong with a checkpoint taken by itself. */
export type CheckpointFault = 'signature' | 'leaves'

export function faultOf(record: Checkpoint, publicKey: KeyObject | string): CheckpointFault | undefined {
  if (!verify(publicKey, canonicalBytes(statement(record)), record.signature)) return 'signature'
  const fits =
    record.leaves.length === record.actions * leafBytes &&
    merkleRoot(slices(record.leaves), alg).equals(record.root)
  return fits ? undefined : 'leaves'
}

export function follows(record: CheckpointHead, last: Place): boolean {
  return (
    record.no === last.no + 1 &&
    record.previous.equals(last.hash) &&
    record.total === last.total + record.actions
  )
}

const Hash = z.string().regex(/^[0-9a-f]{64}$/)
const Line = z.strictObject({
  format: z.literal(format),
  alg: z.literal(alg),
  no: z.int().min(1),
  at: z.string(),
  actions: z.int().min(0),
  total: z.int().min(0),
  root: Hash,
  previous: Hash,
  keyId: z.string(),
  signature: z.base64(),
  leaves: z.base64(),
})

/** One line of the file outside the database, without its line feed. */
export function toLine(record: Checkpoint): string {
  return JSON.stringify({
    ...statement(record),
    signature: record.signature.toString('base64'),
    leaves: record.leaves.toString('base64'),
  })
}

/** Undefined where the text is no checkpoint at all. */
export function parseLine(text: string): Checkpoint | undefined {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  const { data } = Line.safeParse(json)
  if (!data) return undefined
  const { no, at, actions, total, keyId } = data
  return {
    no,
    at,
    actions,
    total,
    keyId,
    root: Buffer.from(data.root, 'hex'),
    previous: Buffer.from(data.previous, 'hex'),
    signature: Buffer.from(data.signature, 'base64'),
    leaves: Buffer.from(data.leaves, 'base64'),
  }
}
