import { hash as digest } from 'node:crypto'
import type { HashAlgorithm } from '../model/algorithms.ts'
import { canonicalText } from '../model/canonical.ts'

/** 32 bytes, with either algorithm. */
export function hash(algorithm: HashAlgorithm, data: Uint8Array | string): Buffer {
  return digest(algorithm, data, 'buffer')
}

/** `canonicalText` as UTF-8: what is hashed, signed and stored of a JSON value. */
export function canonicalBytes(value: unknown): Buffer {
  return Buffer.from(canonicalText(value), 'utf8')
}

/** A column as the chain reads it. An integer and its decimal text are different columns. */
export type ChainColumn = Uint8Array | string | number | bigint | boolean | Date | null

const columnTags = { absent: 0, bytes: 1, text: 2, integer: 3, truth: 4, moment: 5 } as const

/**
 * The hash over a row's columns in the given order. Each column carries its type and length, so that no two
 * different rows share one byte sequence. Pass the previous row's hash as the first column to make a chain.
 * @throws TypeError for a number that is no safe integer and for an invalid date
 */
export function chainHash(algorithm: HashAlgorithm, columns: readonly ChainColumn[]): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(columns.length)
  const parts: Uint8Array[] = [count]
  for (const column of columns) {
    const [tag, bytes] = encodeColumn(column)
    const head = Buffer.alloc(5)
    head.writeUInt8(tag)
    head.writeUInt32BE(bytes.length, 1)
    parts.push(head, bytes)
  }
  return hash(algorithm, Buffer.concat(parts))
}

function encodeColumn(column: ChainColumn): [tag: number, bytes: Uint8Array] {
  if (column === null) return [columnTags.absent, Buffer.alloc(0)]
  if (column instanceof Uint8Array) return [columnTags.bytes, column]
  if (column instanceof Date) return [columnTags.moment, Buffer.from(moment(column))]
  if (typeof column === 'boolean') return [columnTags.truth, Buffer.from([column ? 1 : 0])]
  if (typeof column === 'string') return [columnTags.text, Buffer.from(column, 'utf8')]
  if (typeof column === 'number' && !Number.isSafeInteger(column)) {
    throw new TypeError(`a chained number is a safe integer, not ${column}`)
  }
  return [columnTags.integer, Buffer.from(BigInt(column).toString())]
}

function moment(date: Date): string {
  if (Number.isNaN(date.getTime())) throw new TypeError('a chained date is valid')
  return date.toISOString()
}
