import { decrypt, encrypt } from '#kernel/crypto/server'
import { type DatabaseHandle, type Tx, isAway } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { shanghaiDate } from '#kernel/time/model'
import { groupRows } from '../../model/importing/rows.ts'
import { copyMembers } from '../membership-store.ts'
import { copyRecords } from '../record-store.ts'
import type { RegistryDeps } from '../records.ts'
import { type AlikeRow, findAlike } from './alike.ts'
import type { CheckedList, ReadList } from './checked-list.ts'
import { judge, type RefusedRow, reportOf } from './check-list.ts'
import {
  endImport,
  holdRun,
  type ImportRow,
  isCancelAsked,
  learnRegister,
  nextImport,
  type Phase,
  readContent,
  saveProgress,
  stepImport,
} from './import-store.ts'
import type { SealedPart } from './seal.ts'
import { SealPool } from './seal-pool.ts'
import { openSheet } from './sheet.ts'

export type ImportDeps = RegistryDeps & {
  handle: Pick<DatabaseHandle, 'kind'>
  /** Where a checked list waits for its run; without it every run reads its list anew. */
  checked?: CheckedList
}

/** What a list was refused for, and what it is like: kept encrypted beside the import. */
export type RefusedList = {
  refused: (RefusedRow & { cells: string[] })[]
  alike: AlikeRow[]
}

class Cancelled extends Error {}

/** A list of so many rows may change how the register is best searched. */
const learnedFrom = 1000

/** Checks or runs what waits; answers how many imports it came to. One after the other. */
export async function workImports(deps: ImportDeps): Promise<number> {
  let done = 0
  for (;;) {
    const row = await nextImport(deps.db)
    if (!row) return done
    await workImport(deps, row)
    if (isRun(row) && row.rowCount >= learnedFrom) await learnRegister(deps.db)
    done += 1
  }
}

const isRun = ({ state }: ImportRow) => state === 'to_run' || state === 'running'

async function workImport(deps: ImportDeps, row: ImportRow): Promise<void> {
  const { db, now } = deps
  const runs = isRun(row)
  const from = runs ? (['to_run', 'running'] as const) : (['to_check', 'checking'] as const)
  if (!(await stepImport(db, row.id, { from, to: runs ? 'running' : 'checking', at: now() }))) return
  const progress = new Progress(deps, row.id)
  try {
    await takeList(deps, { row, progress, runs })
  } catch (error) {
    // A database that went away is no fault of the list: whoever works next goes on with it.
    if (isAway(error)) throw error
    const state = error instanceof Cancelled ? 'cancelled' : 'failed'
    await progress.end()
    await endImport(db, row.id, { state, report: null, refused: null, at: now() })
    if (!(error instanceof Cancelled)) throw error
  } finally {
    await progress.end()
  }
}

/** Tells how far the work is, from outside the transaction that writes, and notices that it was cancelled. */
class Progress {
  readonly #deps: ImportDeps
  readonly #id: string
  readonly #timer: NodeJS.Timeout
  #phase: Phase = 'reading'
  #rows = 0
  #saving: Promise<void> | undefined
  #cancelled = false
  /** On the embedded database everybody waits while something is written: nothing can be told meanwhile. */
  #silent = false

  constructor(deps: ImportDeps, id: string) {
    this.#deps = deps
    this.#id = id
    this.#timer = setInterval(() => this.#tell(), 300)
  }

  readonly enter = (phase: Phase): void => {
    this.#phase = phase
    this.#rows = 0
    this.#silent = phase === 'writing' && this.#deps.handle.kind === 'embedded'
  }

  /** @throws Cancelled once somebody asked for it */
  readonly add = async (rows: number): Promise<void> => {
    this.#rows += rows
    // Between two parts the loop is free: what was asked meanwhile is heard.
    await new Promise((resolve) => setImmediate(resolve))
    if (this.#cancelled) throw new Cancelled()
  }

  #tell(): void {
    if (this.#silent || this.#saving !== undefined) return
    const { db } = this.#deps
    this.#saving = saveProgress(db, this.#id, this.#phase, this.#rows)
      .then(async () => {
        this.#cancelled ||= await isCancelAsked(db, this.#id)
      })
      .catch(() => undefined)
      .finally(() => {
        this.#saving = undefined
      })
  }

  /** The last look, where it is now or never. */
  async check(): Promise<void> {
    if (await isCancelAsked(this.#deps.db, this.#id)) throw new Cancelled()
  }

  async end(): Promise<void> {
    clearInterval(this.#timer)
    await this.#saving
  }
}

type Taking = { row: ImportRow; progress: Progress; runs: boolean }

async function takeList(deps: ImportDeps, taking: Taking): Promise<void> {
  const { row, runs } = taking
  const today = shanghaiDate(deps.now())
  const list = (runs && deps.checked?.take(row, today)) || (await readList(deps, taking, today))
  let held = false
  try {
    await judgeAndWrite(deps, taking, list)
    held = !runs && deps.checked !== undefined
    if (held) await deps.checked?.hold(row, today, list)
  } finally {
    if (!held) await list.pool.close()
  }
}

/** @throws Cancelled where there is nothing left to read */
async function readList(
  { db, keys }: ImportDeps,
  { row, progress, runs }: Taking,
  today: string,
): Promise<ReadList> {
  const { id, mapping, options } = row
  const content = await readContent(db, id)
  if (content === null || mapping === null || options === null) throw new Cancelled()
  const pool = new SealPool(keys, row.rowCount)
  try {
    progress.enter('reading')
    const sheet = await openSheet(row.fileName, decrypt(keys, content, contentPlace(id)))
    await progress.add(sheet.rows.length)
    const households = groupRows(sheet.rows, mapping, sheet.firstRow)
    progress.enter('checking')
    const heads = await pool.read({ households, mapping, today, compared: !runs, onProgress: progress.add })
    return { sheet, heads, pool }
  } catch (error) {
    await pool.close()
    throw error
  }
}

async function judgeAndWrite(
  deps: ImportDeps,
  { row, progress, runs }: Taking,
  { sheet, heads, pool }: ReadList,
): Promise<void> {
  const { db, keys, now } = deps
  const { id, options } = row
  if (options === null) throw new Cancelled()
  const judged = await judge(db, row, heads)
  let alike: AlikeRow[] | null = null
  if (!runs) {
    progress.enter('comparing')
    alike = await findAlike(db, actorOf(row), judged.taken, progress.add)
  }
  await progress.check()
  const report = reportOf(sheet.rows.length, judged, alike?.length ?? row.report?.alike ?? null)
  const refused = listRefused(judged.refused, sheet, alike ?? [])
  const kept = encrypt(keys, JSON.stringify(refused satisfies RefusedList), refusedPlace(id)).bytes
  if (!runs) return endImport(db, id, { state: 'checked', report, refused: kept, at: now() })
  progress.enter('writing')
  const parts = pool.seal({ refused: new Set(judged.left), options, now: now() })
  await writeAll(deps, id, { parts, progress, report, refused: kept })
}

type Writing = {
  parts: AsyncIterable<SealedPart>
  progress: Progress
  report: ReturnType<typeof reportOf>
  refused: Buffer
}

/** All of it or nothing, in one transaction. */
async function writeAll(
  { db, now }: ImportDeps,
  id: string,
  { parts, progress, report, refused }: Writing,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (!(await holdRun(tx, id))) return
    const homes = new HeldHomes(tx)
    for await (const { persons, households, members, rows } of parts) {
      await copyRecords(tx, 'person', [persons])
      await homes.add(households, members)
      await progress.add(rows)
    }
    await homes.write()
    await endImport(tx, id, { state: 'done', report, refused, at: now() })
  })
}

/** So many bytes of households wait at most. */
const heldBytesMax = 16 * 1024 * 1024

/**
 * Households and who lives in them, written in few statements: each statement looks at the whole register to see that
 * its members are known, so that many small ones took four times as long.
 */
class HeldHomes {
  readonly #tx: Tx
  #households: Uint8Array[] = []
  #members: Uint8Array[] = []
  #bytes = 0

  constructor(tx: Tx) {
    this.#tx = tx
  }

  async add(households: Uint8Array, members: Uint8Array): Promise<void> {
    this.#households.push(households)
    this.#members.push(members)
    this.#bytes += households.length + members.length
    if (this.#bytes > heldBytesMax) await this.write()
  }

  async write(): Promise<void> {
    await copyRecords(this.#tx, 'household', this.#households.splice(0))
    await copyMembers(this.#tx, this.#members.splice(0))
    this.#bytes = 0
  }
}

const refusedMax = 20_000

function listRefused(
  refused: readonly RefusedRow[],
  sheet: { rows: string[][]; firstRow: number },
  alike: AlikeRow[],
): RefusedList {
  return {
    refused: refused
      .slice(0, refusedMax)
      .map((item) => ({ ...item, cells: sheet.rows[item.row - sheet.firstRow] ?? [] })),
    alike: alike.slice(0, refusedMax),
  }
}

export const contentPlace = (id: string) => `registry_import.content/${id}`
export const refusedPlace = (id: string) => `registry_import.refused/${id}`

/** Who asked for it, as far as the comparison needs to know: what they may see. */
function actorOf({ accountId, positionId, divisions, sensitivity, locale }: ImportRow): Actor {
  return {
    accountId,
    positionId,
    organisationId: 0,
    name: '',
    role: '',
    divisions,
    ledgers: [],
    sensitivity,
    rights: ['registry.read'],
    locale,
  }
}
