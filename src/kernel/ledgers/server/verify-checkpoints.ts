import { createHash, type KeyObject } from 'node:crypto'
import type { Tx } from '#kernel/db/server'
import type { Finding } from '../model/finding.ts'
import { readForwards } from './checkpoint-file.ts'
import {
  type Checkpoint,
  type CheckpointHead,
  checkpointHash,
  faultOf,
  follows,
  genesis,
  placeOf,
  unpackLeaves,
} from './checkpoint-record.ts'
import { countWaiting, findCheckpoint, readHeadPage } from './checkpoint-store.ts'
import type { LeafSorter } from './verify-leaves.ts'

export type CheckpointSource = {
  /** The file outside the database, or a copy of it that a third party keeps. */
  file: string
  /** How much of the file to read: it may grow meanwhile. */
  length: number
  publicKey: KeyObject | string
  /** Told of every checkpoint that holds, in order. */
  onCheckpoint?: ((record: Checkpoint) => Promise<void>) | undefined
}

export type CheckpointCheck = {
  findings: Finding[]
  checkpoints: number
  /** Some checkpoint can be read neither in the file nor in the database. */
  incomplete: boolean
  fileBehind: number
  fileAhead: number
}

/** Checks every checkpoint of the file and of the database, one against the other, and gives what they seal to the sorter. */
export async function checkCheckpoints(
  tx: Tx,
  source: CheckpointSource,
  sorter: LeafSorter,
): Promise<CheckpointCheck> {
  const check = new Check(tx, source, sorter)
  let group: Checkpoint[] = []
  for await (const { record } of readForwards(source.file, source.length)) {
    if (!record) {
      check.unreadable += 1
      continue
    }
    if (group[0] && group[0].no !== record.no) {
      await check.lines(group)
      group = []
    }
    group.push(record)
  }
  if (group.length > 0) await check.lines(group)
  return check.finish()
}

class Check {
  readonly #tx: Tx
  readonly #source: CheckpointSource
  readonly #sorter: LeafSorter
  readonly #table: HeadCursor
  readonly #result: CheckpointCheck = {
    findings: [],
    checkpoints: 0,
    incomplete: false,
    fileBehind: 0,
    fileAhead: 0,
  }
  readonly #ahead: Checkpoint[] = []
  /** Where the line of checkpoints stands; undefined after one that can't be read. */
  #last: ReturnType<typeof placeOf> | undefined = genesis
  #lastNo = 0
  /** Lines of the file that are no checkpoint, whose number is therefore not known yet. */
  unreadable = 0

  constructor(tx: Tx, source: CheckpointSource, sorter: LeafSorter) {
    this.#tx = tx
    this.#source = source
    this.#sorter = sorter
    this.#table = new HeadCursor(tx)
  }

  /** The lines of one number: usually one, more where processes on several machines took the same number. */
  async lines(group: readonly Checkpoint[]): Promise<void> {
    const { no } = group[0] as Checkpoint
    await this.#gap(no)
    const row = (await this.#table.peek())?.no === no ? await this.#table.next() : undefined
    const valid = group.filter((record) => this.#holds(record, 'file'))
    for (const record of valid) this.#sorter.add(record.leaves, no)
    const copy = row && valid.find((record) => sameCheckpoint(record, row))
    let chosen = copy ?? valid.at(-1)
    if (row && !copy) chosen = (await this.#row(no, valid)) ?? chosen
    if (!row && chosen) this.#ahead.push(chosen)
    await this.#choose(no, chosen)
  }

  async finish(): Promise<CheckpointCheck> {
    const fileEnd = this.#lastNo
    for (let row = await this.#table.next(); row; row = await this.#table.next()) {
      const damaged = this.unreadable > 0
      await this.#fromTable(row.no, damaged ? 'altered' : undefined)
      if (row.no > fileEnd && !damaged) this.#result.fileBehind += 1
    }
    this.#sayUnreadable()
    const [line] = this.#ahead
    if (line && this.#ahead.length === 1 && line.no === this.#lastNo && (await this.#isWaiting(line)))
      this.#result.fileAhead = 1
    else
      for (const { no } of this.#ahead)
        this.#say({ code: 'checkpoint_missing', checkpoint: no, where: 'database' })
    return this.#result
  }

  async #isWaiting(line: Checkpoint): Promise<boolean> {
    const leaves = unpackLeaves(line.leaves)
    return (await countWaiting(this.#tx, leaves)) === leaves.length
  }

  /** Numbers before `no` that the file lacks: the database's copy serves, where there is one that holds. */
  async #gap(no: number): Promise<void> {
    for (let row = await this.#table.peek(); row && row.no < no; row = await this.#table.peek()) {
      await this.#table.next()
      await this.#fromTable(row.no, this.unreadable > 0 ? 'altered' : 'missing')
    }
    if (this.#lastNo < no - 1) this.#lost(this.#lastNo + 1)
    this.#sayUnreadable()
  }

  async #fromTable(no: number, inFile: 'altered' | 'missing' | undefined): Promise<void> {
    if (no > this.#lastNo + 1) this.#lost(this.#lastNo + 1)
    if (inFile === 'altered') {
      this.unreadable -= 1
      this.#say({ code: 'checkpoint_altered', checkpoint: no, where: 'file', what: 'line' })
    } else if (inFile === 'missing') this.#say({ code: 'checkpoint_missing', checkpoint: no, where: 'file' })
    await this.#choose(no, await this.#row(no, undefined))
  }

  #sayUnreadable(): void {
    for (; this.unreadable > 0; this.unreadable -= 1)
      this.#say({ code: 'checkpoint_altered', where: 'file', what: 'line' })
  }

  /** The database's record, where it holds by itself; `lines` are the file's of that number, which it differs from. */
  async #row(no: number, lines: readonly Checkpoint[] | undefined): Promise<Checkpoint | undefined> {
    const row = await findCheckpoint(this.#tx, no)
    if (!row || !this.#holds(row, 'database')) return undefined
    this.#sorter.add(row.leaves, no)
    if (lines && lines.length > 0) this.#say({ code: 'checkpoint_missing', checkpoint: no, where: 'file' })
    return row
  }

  async #choose(no: number, record: Checkpoint | undefined): Promise<void> {
    this.#lastNo = no
    this.#last = record && placeOf(record)
    if (!record) {
      this.#result.incomplete = true
      return
    }
    this.#result.checkpoints += 1
    await this.#source.onCheckpoint?.(record)
  }

  /** Whether a record is signed, whole and in its place; says so where it isn't. */
  #holds(record: Checkpoint, where: 'file' | 'database'): boolean {
    const fault = faultOf(record, this.#source.publicKey)
    const what = fault ?? (this.#last && !follows(record, this.#last) ? 'link' : undefined)
    if (what) this.#say({ code: 'checkpoint_altered', checkpoint: record.no, where, what })
    // What is signed holds, wherever it stands.
    return fault === undefined
  }

  #lost(no: number): void {
    this.#say({ code: 'checkpoint_missing', checkpoint: no })
    this.#result.incomplete = true
    this.#last = undefined
  }

  #say(finding: Finding): void {
    this.#result.findings.push(finding)
  }
}

function sameCheckpoint(record: Checkpoint, row: CheckpointHead & { digest: Buffer }): boolean {
  return (
    checkpointHash(record).equals(checkpointHash(row)) &&
    createHash('sha256').update(record.leaves).digest().equals(row.digest)
  )
}

/** The database's checkpoints in order, a page at a time. */
class HeadCursor {
  readonly #tx: Tx
  #page: (CheckpointHead & { digest: Buffer })[] = []
  #at = 0
  #after = 0
  #ended = false

  constructor(tx: Tx) {
    this.#tx = tx
  }

  async peek(): Promise<(CheckpointHead & { digest: Buffer }) | undefined> {
    if (this.#at >= this.#page.length && !this.#ended) {
      this.#page = await readHeadPage(this.#tx, this.#after, 500)
      this.#at = 0
      this.#after = this.#page.at(-1)?.no ?? this.#after
      this.#ended = this.#page.length === 0
    }
    return this.#page[this.#at]
  }

  async next(): Promise<(CheckpointHead & { digest: Buffer }) | undefined> {
    const head = await this.peek()
    this.#at += 1
    return head
  }
}
