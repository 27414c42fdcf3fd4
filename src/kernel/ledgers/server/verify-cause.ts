import type { AlteredColumn } from '../model/finding.ts'
import { actionHash } from './chain.ts'
import type { CheckedRow } from './verify-store.ts'

export type Cause = { column: AlteredColumn; was?: string }

type Guess = { column: AlteredColumn; row: CheckedRow; was: string }

const numbersMax = 10_000
const bodyBytesMax = 2048
const day = 86_400_000

/**
 * Which column of an altered action was changed, and what stood there: found by trying what an intruder would most
 * likely have changed until the sealed hash comes out, which proves it. Where nothing fits, the body is named if it
 * isn't canonical, else no column.
 */
export function findCause(row: CheckedRow, previous: Buffer, sealed: Buffer): Cause {
  if (row.inexact) return { column: row.inexact }
  // PostgreSQL's times without end arrive as no Date.
  if (!isMoment(row.effectiveAt)) return { column: 'effective_at' }
  if (!isMoment(row.recordedAt)) return { column: 'recorded_at' }
  for (const guess of guesses(row)) {
    if (hashOf(previous, guess.row)?.equals(sealed)) return { column: guess.column, was: guess.was }
  }
  return { column: isCanonical(row.body) ? 'content' : 'body' }
}

/** The hash of a row, or undefined where a column holds what none could (a time without end, an unknown algorithm). */
export function hashOf(previous: Uint8Array, row: CheckedRow): Buffer | undefined {
  try {
    return actionHash(previous, row)
  } catch {
    return undefined
  }
}

/** The likeliest and the cheapest to try first: some 150,000 hashes in all, for a usual body. */
function* guesses(row: CheckedRow): Generator<Guess> {
  for (let n = 0; n <= 255; n += 1) yield { column: 'kind', row: { ...row, kind: n }, was: `${n}` }
  for (let n = -1; n <= 2; n += 1) yield { column: 'alg', row: { ...row, alg: n }, was: `${n}` }
  for (let n = -1; n <= numbersMax; n += 1) {
    yield { column: 'account_id', row: { ...row, accountId: n }, was: `${n}` }
    yield { column: 'position_id', row: { ...row, positionId: n }, was: `${n}` }
  }
  yield* oneByteOfBody(row, (byte) => byte >= 0x20 && byte < 0x7f)
  yield* times(row)
  yield* oneByteOfBody(row, (byte) => byte < 0x20 || byte >= 0x7f)
}

function* oneByteOfBody(row: CheckedRow, isTried: (byte: number) => boolean): Generator<Guess> {
  if (row.body.length > bodyBytesMax) return
  for (let at = 0; at < row.body.length; at += 1) {
    const now = row.body[at] as number
    const body = Buffer.from(row.body)
    for (let byte = 0; byte <= 255; byte += 1) {
      if (byte === now || !isTried(byte)) continue
      body[at] = byte
      const was = `byte ${at}: ${hex(byte)}, now ${hex(now)}`
      yield { column: 'body', row: { ...row, body }, was }
    }
  }
}

/** The other time, and the same time moved by whole days, hours, minutes and seconds. */
function* times(row: CheckedRow): Generator<Guess> {
  const moved = (at: Date, by: number) => new Date(at.getTime() + by)
  for (const by of [0, ...steps()]) {
    const effectiveAt = moved(by === 0 ? row.recordedAt : row.effectiveAt, by)
    const recordedAt = moved(by === 0 ? row.effectiveAt : row.recordedAt, by)
    if (Number.isNaN(effectiveAt.getTime()) || Number.isNaN(recordedAt.getTime())) return
    yield { column: 'effective_at', row: { ...row, effectiveAt }, was: effectiveAt.toISOString() }
    yield { column: 'recorded_at', row: { ...row, recordedAt }, was: recordedAt.toISOString() }
  }
}

function* steps(): Generator<number> {
  for (const [unit, count] of [
    [day, 3660],
    [3_600_000, 1000],
    [60_000, 3000],
    [1000, 7200],
    [1, 2000],
  ] as const)
    for (let n = 1; n <= count; n += 1) {
      yield n * unit
      yield -n * unit
    }
}

function isMoment(value: unknown): boolean {
  return value instanceof Date && !Number.isNaN(value.getTime())
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`
}

function isCanonical(body: Buffer): boolean {
  try {
    const text = body.toString('utf8')
    return Buffer.from(text, 'utf8').equals(body) && JSON.stringify(JSON.parse(text)).length === text.length
  } catch {
    return false
  }
}
