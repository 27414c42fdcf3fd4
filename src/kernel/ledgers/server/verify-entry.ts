import type { Finding } from '../model/finding.ts'
import { zeroHash } from './chain.ts'
import { type Cause, findCause, hashOf } from './verify-cause.ts'
import type { SealedHash } from './verify-leaves.ts'
import type { CheckedRow, EntryHead } from './verify-store.ts'

/** All that is known of one entry's log: what stands in it, what was sealed, and what waits to be. */
export type EntryCase = {
  id: string
  rows: CheckedRow[]
  /** By seq, and of one seq the earliest checkpoint first: that is the authority. */
  sealed: SealedHash[]
  waiting: ReadonlySet<number>
  entry: EntryHead | undefined
}

type Options = {
  /** A checkpoint can't be read, so that an action without one proves nothing. */
  incomplete: boolean
  /** Whether to look for the altered column; it takes a second or so. */
  seekCause: boolean
}

/** What is wrong with one entry's log. */
export function checkEntry(one: EntryCase, options: Options): Finding[] {
  if (one.rows.length === 0) return withoutLog(one)
  return [...new Walk(one, options).run(), ...checkHead(one)]
}

function withoutLog({ sealed, waiting, entry }: EntryCase): Finding[] {
  const lastSeq = Math.max(entry?.seq ?? 0, ...waiting, ...sealed.map((leaf) => leaf.seq))
  const [first] = sealed
  const proof = first ? { checkpoint: first.checkpoint } : {}
  if (!entry) return [{ code: 'deleted_entry', seq: 1, lastSeq, ...proof }]
  if (!first && waiting.size === 0) return [{ code: 'inserted', seq: 1, lastSeq }]
  return [{ code: 'cut_tail', seq: 1, lastSeq, ...proof }]
}

/** The entry's own row against the end of its log, where the log itself gives no reason to differ. */
function checkHead({ rows, entry }: EntryCase): Finding[] {
  const last = rows.at(-1) as CheckedRow
  if (!entry) return [{ code: 'projection_differs', what: 'row' }]
  if (entry.seq < last.seq) return [{ code: 'projection_differs', what: 'seq' }]
  if (entry.seq === last.seq && !entry.headHash.equals(last.hash))
    return [{ code: 'projection_differs', what: 'head_hash' }]
  return []
}

/** Goes through a log once, beside what was sealed of it. */
class Walk {
  readonly #case: EntryCase
  readonly #options: Options
  readonly #sealed: Map<number, SealedHash[]>
  readonly #findings: Finding[] = []
  /** The hash before: as it stands in the table, and as it was sealed; undefined where the action before is gone. */
  #stored: Buffer | undefined = zeroHash
  #truth: Buffer | undefined = zeroHash

  constructor(one: EntryCase, options: Options) {
    this.#case = one
    this.#options = options
    this.#sealed = Map.groupBy(one.sealed, (leaf) => leaf.seq)
  }

  run(): Finding[] {
    let expected = 1
    for (const row of this.#case.rows) {
      if (row.seq > expected) this.#missing(expected, row.seq - 1)
      this.#step(row)
      expected = row.seq + 1
    }
    this.#checkEnd(expected)
    return this.#findings
  }

  #missing(seq: number, lastSeq: number): void {
    const leaf = this.#sealed.get(seq)?.[0]
    this.#findings.push({
      code: 'deleted_action',
      seq,
      lastSeq,
      ...(leaf && { checkpoint: leaf.checkpoint }),
    })
    this.#truth = this.#sealed.get(lastSeq)?.[0]?.hash
    this.#stored = this.#truth
  }

  #checkEnd(expected: number): void {
    const { sealed, waiting, entry } = this.#case
    const lastSeq = Math.max(entry?.seq ?? 0, ...waiting, ...sealed.map((leaf) => leaf.seq))
    if (lastSeq < expected) return
    const leaf = sealed.find((item) => item.seq >= expected)
    this.#findings.push({
      code: 'cut_tail',
      seq: expected,
      lastSeq,
      ...(leaf && { checkpoint: leaf.checkpoint }),
    })
  }

  #step(row: CheckedRow): void {
    const leaves = this.#sealed.get(row.seq)
    if (leaves) this.#checkSealed(row, leaves)
    else this.#checkUnsealed(row)
    this.#stored = row.hash
    this.#truth = leaves?.[0]?.hash ?? row.hash
  }

  #checkUnsealed(row: CheckedRow): void {
    if (!this.#case.waiting.has(row.seq) && !this.#options.incomplete) this.#extend('inserted', row.seq)
    if (this.#stored === undefined || this.#isOf(this.#stored, row, row.hash)) return
    this.#altered(row, this.#stored, row.hash)
  }

  #checkSealed(row: CheckedRow, leaves: SealedHash[]): void {
    const [first] = leaves as [SealedHash]
    const proof = { checkpoint: first.checkpoint }
    const authentic = this.#truth !== undefined && this.#isOf(this.#truth, row, first.hash)
    if (row.hash.equals(first.hash)) {
      if (!authentic && this.#truth !== undefined) this.#altered(row, this.#truth, first.hash, proof)
    } else if (this.#stored !== undefined && this.#isOf(this.#stored, row, row.hash)) {
      this.#extend('recomputed', row.seq, authentic ? proof : { ...this.#cause(row, first.hash), ...proof })
    } else if (authentic) {
      this.#findings.push({ code: 'altered', seq: row.seq, column: 'hash', ...proof })
    } else this.#altered(row, this.#truth, first.hash, proof)
    const other = leaves.find((leaf) => !leaf.hash.equals(first.hash))
    if (other && row.hash.equals(first.hash))
      this.#findings.push({ code: 'recomputed', seq: row.seq, checkpoint: other.checkpoint })
  }

  #isOf(previous: Buffer, row: CheckedRow, hash: Buffer): boolean {
    return row.inexact === null && hashOf(previous, row)?.equals(hash) === true
  }

  #altered(row: CheckedRow, previous: Buffer | undefined, hash: Buffer, proof = {}): void {
    this.#findings.push({ code: 'altered', seq: row.seq, ...this.#cause(row, hash, previous), ...proof })
  }

  #cause(row: CheckedRow, hash: Buffer, previous = this.#truth): Cause {
    if (previous && this.#options.seekCause) return findCause(row, previous, hash)
    return { column: row.inexact ?? 'content' }
  }

  /** Neighbouring actions with one fault make one finding. */
  #extend(code: 'inserted' | 'recomputed', seq: number, proof = {}): void {
    const last = this.#findings.findLast((item) => item.code === code)
    if (last && (last.lastSeq ?? last.seq) === seq - 1) last.lastSeq = seq
    else this.#findings.push({ code, seq, ...proof })
  }
}
