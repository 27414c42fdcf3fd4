import { type KeyObject, randomInt } from 'node:crypto'
import { idTime, type DatabaseHandle, type Tx } from '#kernel/db/server'
import type { Finding, FindingCode, Verification } from '../model/finding.ts'
import { wholeLength } from './checkpoint-file.ts'
import type { Checkpoint } from './checkpoint-record.ts'
import { readVersions } from './definition-store.ts'
import type { Loaded } from './entry-store.ts'
import type { LoggedRow } from './log-store.ts'
import { PageCursor } from './page-cursor.ts'
import { sameCases } from './statistics-projection.ts'
import { type CaseRow, caseRows } from './statistics-rows.ts'
import { readBehind, readCases } from './statistics-store.ts'
import { checkCheckpoints } from './verify-checkpoints.ts'
import { checkEntry, type EntryCase } from './verify-entry.ts'
import { LeafSorter } from './verify-leaves.ts'
import { Definitions, differences, sameLinks } from './verify-projection.ts'
import { readMadeLinks } from './link-store.ts'
import {
  type CheckedRow,
  countEntries,
  type EntryHead,
  liftTimeLimit,
  type LogPlace,
  readActionPage,
  readHeadPageOfEntries,
  readSlots,
  readStored,
  readUnsealedPage,
} from './verify-store.ts'

export type VerifyOptions = {
  handle: DatabaseHandle
  /** The file of checkpoints outside the database, or a third party's copy of it. */
  checkpoints: string
  publicKey: KeyObject | string
  /** Compare the projection of every entry, or of a random sample where there are more than 20,000. */
  replay?: 'sample' | 'all'
  onProgress?: ((progress: VerifyProgress) => void) | undefined
  /** Told of every checkpoint that holds, in order. */
  onCheckpoint?: ((record: Checkpoint) => Promise<void>) | undefined
  pageSize?: number
}
export type VerifyProgress = { actions: number; entries: number }

const sampleMax = 20_000
const findingsMax = 1000
const causesMax = 10

/**
 * Reads the whole log against what was sealed of it, in one snapshot of the database and in bounded memory, and names
 * what is wrong: every chain is computed again, every checkpoint checked (the file being the authority, the database's
 * copy compared), and projections compared with a replay.
 */
export async function verifyLog(options: VerifyOptions): Promise<Verification> {
  // Measured before the snapshot, so that no line speaks of an action which the snapshot lacks.
  const length = (await wholeLength(options.checkpoints)) ?? 0
  return options.handle.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await liftTimeLimit(tx)
      const sorter = new LeafSorter()
      try {
        return await new Verifier(tx, options, sorter).run(length)
      } finally {
        sorter.close()
      }
    })
}

type Replayable = { id: string; rows: LoggedRow[] }

class Verifier {
  readonly #tx: Tx
  readonly #options: VerifyOptions
  readonly #sealed: LeafSorter
  readonly #actions: PageCursor<CheckedRow>
  readonly #entries: PageCursor<EntryHead>
  readonly #waiting: PageCursor<LogPlace>
  #definitions = new Definitions([])
  #incomplete = false
  #replayShare = 1
  #toReplay: Replayable[] = []
  #causes = 0
  readonly #result: Verification = {
    findings: [],
    counts: {},
    entries: 0,
    actions: 0,
    checkpoints: 0,
    sealed: 0,
    unsealed: 0,
    replayed: 0,
    fileBehind: 0,
    fileAhead: 0,
  }

  constructor(tx: Tx, options: VerifyOptions, sorter: LeafSorter) {
    const size = options.pageSize ?? 2000
    this.#tx = tx
    this.#options = options
    this.#sealed = sorter
    this.#actions = new PageCursor(
      (after) => readActionPage(tx, after, size),
      (row) => row.entryId,
    )
    this.#entries = new PageCursor(
      (after) => readHeadPageOfEntries(tx, after?.id, size),
      (row) => row.id,
    )
    this.#waiting = new PageCursor(
      (after) => readUnsealedPage(tx, after, size),
      (row) => row.entryId,
    )
  }

  async run(length: number): Promise<Verification> {
    const { checkpoints: file, publicKey, onCheckpoint, replay } = this.#options
    this.#definitions = new Definitions(await readVersions(this.#tx))
    if (replay !== 'all') this.#replayShare = sampleMax / Math.max(sampleMax, await countEntries(this.#tx))
    const check = await checkCheckpoints(this.#tx, { file, length, publicKey, onCheckpoint }, this.#sealed)
    this.#incomplete = check.incomplete
    for (const finding of check.findings) this.#say(finding)
    Object.assign(this.#result, {
      checkpoints: check.checkpoints,
      fileBehind: check.fileBehind,
      fileAhead: check.fileAhead,
    })
    this.#sealed.finish()
    for (let id = await this.#nextId(); id !== undefined; id = await this.#nextId()) await this.#entry(id)
    await this.#replay()
    return this.#result
  }

  /** The first entry that any of the four sources still has something of. */
  async #nextId(): Promise<string | undefined> {
    const ids = [
      await this.#actions.peekId(),
      await this.#entries.peekId(),
      await this.#waiting.peekId(),
      this.#sealed.peekId(),
    ]
    return ids.reduce((a, b) => (a === undefined || (b !== undefined && b < a) ? b : a))
  }

  async #entry(id: string): Promise<void> {
    const waiting = (await this.#waiting.takeEntry(id)).map((row) => row.seq)
    const one: EntryCase = {
      id,
      rows: await this.#actions.takeEntry(id),
      sealed: this.#sealed.takeEntry(id),
      waiting: new Set(waiting),
      entry: (await this.#entries.takeEntry(id))[0],
    }
    this.#count(one)
    const findings = checkEntry(one, {
      incomplete: this.#incomplete,
      seekCause: this.#causes < causesMax,
    })
    if (findings.length > 0) this.#causes += 1
    for (const finding of findings) this.#say({ ...finding, ...this.#naming(one) })
    if (findings.length === 0 && this.#isSampled()) this.#toReplay.push({ id, rows: one.rows })
    if (this.#toReplay.length >= 200) await this.#replay()
  }

  #count({ rows, sealed, waiting }: EntryCase): void {
    const result = this.#result
    const covered = new Set(sealed.map((leaf) => leaf.seq))
    result.entries += 1
    result.actions += rows.length
    result.sealed += covered.size
    result.unsealed += [...waiting].filter((seq) => !covered.has(seq)).length
    if (result.entries % 1000 === 0)
      this.#options.onProgress?.({ actions: result.actions, entries: result.entries })
  }

  /** What is known of an entry at fault; of one that is gone only its id, which tells when it was made. */
  #naming({ id, entry }: EntryCase): Partial<Finding> {
    if (!entry) return { entryId: id, registeredAt: idTime(id).toISOString() }
    const ledger = this.#definitions.code(entry.ledgerId)
    return { entryId: id, no: entry.no, title: entry.title, ...(ledger === undefined ? {} : { ledger }) }
  }

  #isSampled(): boolean {
    return this.#replayShare >= 1 || randomInt(1_000_000) < this.#replayShare * 1_000_000
  }

  async #replay(): Promise<void> {
    const logs = new Map(this.#toReplay.map(({ id, rows }) => [id, rows]))
    this.#toReplay = []
    if (logs.size === 0) return
    const ids = [...logs.keys()]
    const stored = await readStored(this.#tx, ids)
    const slots = await readSlots(this.#tx, ids)
    const cases = await readCases(this.#tx, ids)
    const behind = await readBehind(this.#tx, ids)
    const links = Map.groupBy(await readMadeLinks(this.#tx, ids), (row) => row.entry_id)
    for (const loaded of stored) {
      const { id, no, title } = loaded.state
      const different = differences(loaded, slots.get(id), logs.get(id) ?? [], this.#definitions)
      this.#result.replayed += 1
      const ledger = this.#definitions.code(loaded.ledgerId) ?? ''
      if (!behind.has(id) && !this.#sameStatistics(loaded, logs.get(id) ?? [], cases.get(id) ?? []))
        this.#say({ code: 'statistics_differ', entryId: id, no, title, ledger })
      if (!sameLinks(links.get(id) ?? [], logs.get(id) ?? [])) different.push('links')
      if (different.length === 0) continue
      this.#say({ code: 'projection_differs', entryId: id, no, title, ledger, what: different.join(', ') })
    }
  }

  #sameStatistics({ ledgerId, state }: Loaded, log: readonly LoggedRow[], stored: readonly CaseRow[]) {
    const definition = this.#definitions.version(ledgerId, state.version)
    return !definition || sameCases(stored, caseRows({ id: state.id, ledgerId, definition, log }))
  }

  #say(finding: Finding): void {
    const { findings, counts } = this.#result
    const code: FindingCode = finding.code
    counts[code] = (counts[code] ?? 0) + 1
    if (counts[code] <= findingsMax) findings.push(finding)
  }
}
