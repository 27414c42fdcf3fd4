import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { leafBytes, uuidOf } from './checkpoint-record.ts'

/** What a checkpoint says an action's hash was. */
export type SealedHash = { seq: number; checkpoint: number; hash: Buffer }

// Entry id (16), seq (4), checkpoint (4), hash (32): sorted by the first 24 bytes.
const recordBytes = leafBytes + 4
const keyBytes = 24
const windowRecords = 4096

/**
 * Sorts the leaves of all checkpoints by entry and seq in bounded memory: what doesn't fit is sorted by parts into
 * files, which are then read side by side.
 */
export class LeafSorter {
  readonly #buffer: Buffer
  readonly #runs: Run[] = []
  #folder: string | undefined
  #used = 0
  #id: string | undefined
  count = 0

  /** @param recordsMax how many leaves are held in memory at once; 10⁶ take 56 MB */
  constructor(recordsMax = 1_000_000) {
    this.#buffer = Buffer.allocUnsafe(recordsMax * recordBytes)
  }

  add(leaves: Buffer, checkpoint: number): void {
    for (let at = 0; at + leafBytes <= leaves.length; at += leafBytes) {
      if (this.#used === this.#buffer.length) this.#spill()
      leaves.copy(this.#buffer, this.#used, at, at + 20)
      this.#buffer.writeUInt32BE(checkpoint, this.#used + 20)
      leaves.copy(this.#buffer, this.#used + keyBytes, at + 20, at + leafBytes)
      this.#used += recordBytes
      this.count += 1
    }
  }

  /** After the last `add`: makes the leaves readable in order. */
  finish(): void {
    if (this.#runs.length > 0) {
      if (this.#used > 0) this.#spill()
    } else this.#runs.push(new Run(this.#sorted()))
    for (const run of this.#runs) run.advance()
  }

  /** The entry of the next leaf. */
  peekId(): string | undefined {
    if (this.#id === undefined) {
      const record = this.#least()?.record
      if (record) this.#id = uuidOf(record)
    }
    return this.#id
  }

  /** The leaves of an entry, where it is the next one; of one action the earliest checkpoint first. */
  takeEntry(id: string): SealedHash[] {
    const taken: SealedHash[] = []
    while (this.peekId() === id) {
      const run = this.#least() as Run
      const { record } = run as { record: Buffer }
      taken.push({
        seq: record.readUInt32BE(16),
        checkpoint: record.readUInt32BE(20),
        hash: Buffer.from(record.subarray(keyBytes)),
      })
      const entry = record.toString('latin1', 0, 16)
      run.advance()
      if (this.#least()?.record?.toString('latin1', 0, 16) !== entry) this.#id = undefined
    }
    return taken
  }

  close(): void {
    for (const run of this.#runs) run.close()
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true })
  }

  #least(): Run | undefined {
    let least: Run | undefined
    for (const run of this.#runs) {
      if (!run.record) continue
      if (!least?.record || run.record.compare(least.record, 0, keyBytes, 0, keyBytes) < 0) least = run
    }
    return least
  }

  #sorted(): Buffer {
    const buffer = this.#buffer
    const starts = new Uint32Array(this.#used / recordBytes).map((_, index) => index * recordBytes)
    starts.sort((a, b) => buffer.compare(buffer, b, b + keyBytes, a, a + keyBytes))
    const sorted = Buffer.allocUnsafe(this.#used)
    let at = 0
    for (const start of starts) {
      buffer.copy(sorted, at, start, start + recordBytes)
      at += recordBytes
    }
    return sorted
  }

  #spill(): void {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'yiwang-verify-'))
    const file = join(this.#folder, `${this.#runs.length}`)
    const descriptor = openSync(file, 'wx+', 0o600)
    const sorted = this.#sorted()
    for (let at = 0; at < sorted.length; ) at += writeSync(descriptor, sorted, at)
    this.#runs.push(new Run(Buffer.allocUnsafe(windowRecords * recordBytes), descriptor))
    this.#used = 0
  }
}

/** Leaves in order, in memory or in a file of which a window is in memory. */
class Run {
  record: Buffer | undefined
  readonly #window: Buffer
  readonly #descriptor: number | undefined
  #length: number
  #at = 0
  #position = 0

  constructor(window: Buffer, descriptor?: number) {
    this.#window = window
    this.#descriptor = descriptor
    this.#length = descriptor === undefined ? window.length : 0
  }

  advance(): void {
    if (this.#at >= this.#length && this.#descriptor !== undefined) {
      this.#length = readSync(this.#descriptor, this.#window, 0, this.#window.length, this.#position)
      this.#position += this.#length
      this.#at = 0
    }
    this.record =
      this.#at < this.#length ? this.#window.subarray(this.#at, this.#at + recordBytes) : undefined
    this.#at += recordBytes
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
  }
}
