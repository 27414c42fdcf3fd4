import { createHash } from 'node:crypto'
import type { Database } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import type { Removals } from '#kernel/files/model'
import { type FileDeps, logFileEvent, removeFileContents } from '#kernel/files/server'
import type { Actor } from '#kernel/http/model'
import { shanghaiDate } from '#kernel/time/model'
import type { LedgerDefinition } from '../model/definition.ts'
import type { DefinitionBook, Known } from './definition-book.ts'
import { type ClosedFile, listClosedFiles, listLooseFiles } from './file-retention-store.ts'

/** What was uploaded and then hung on nothing for so long was given up. */
const looseDays = 31
const dayMs = 24 * 3_600_000

export type RetentionDeps = Pick<FileDeps, 'db' | 'now'> & {
  book: DefinitionBook
  /** Of the files, those that something beside an entry refers to. */
  referred: (db: Database, ids: readonly string[]) => Promise<Set<string>>
}

type Due = {
  fileId: string
  size: number
  kind: 'expired' | 'unattached'
  since: Date
  ledger: string | null
  months: number | null
}

/** How long after an entry's closing a file on it is kept: by the longest of the fields it stands in, else by the ledger. */
function monthsFor(
  { fields, filesKeptMonths }: LedgerDefinition,
  { data, fileId }: ClosedFile,
): number | null {
  const carrying = fields.filter(({ name }) => {
    const value = data[name]
    return Array.isArray(value) && value.includes(fileId)
  })
  if (carrying.length === 0) return filesKeptMonths ?? null
  const months = carrying.map(({ keptMonths }) => keptMonths ?? filesKeptMonths ?? null)
  return months.includes(null) ? null : Math.max(...(months as number[]))
}

const monthsOf = ({ fields, filesKeptMonths }: LedgerDefinition) =>
  [filesKeptMonths, ...fields.map(({ keptMonths }) => keptMonths)].filter((months) => months !== undefined)

function monthsLater(date: Date, months: number): Date {
  const later = new Date(date)
  later.setUTCMonth(later.getUTCMonth() + months)
  return later
}

/** Files whose contents have been kept as long as declared, on every entry that they hang on. */
async function expired(db: Database, book: DefinitionBook, now: Date): Promise<Due[]> {
  const declared = book
    .all()
    .map((known): [Known, LedgerDefinition] => [known, book.current(known).definition])
    .filter(([, definition]) => monthsOf(definition).length > 0)
  if (declared.length === 0) return []
  const shortest = Math.min(...declared.flatMap(([, definition]) => monthsOf(definition)))
  const byId = new Map(declared.map(([known, definition]) => [known.id, definition]))
  const rows = await listClosedFiles(db, [...byId.keys()], monthsLater(now, -shortest))
  return [...Map.groupBy(rows, ({ fileId }) => fileId).values()].flatMap((hanging): Due[] => {
    const over = hanging.flatMap((row) => {
      const definition = byId.get(row.ledgerId) as LedgerDefinition
      const months = monthsFor(definition, row)
      return months !== null && monthsLater(row.closedAt, months) < now
        ? [{ row, months, ledger: definition.id }]
        : []
    })
    const [first] = over
    if (!first || over.length < first.row.hung) return []
    const { row, months, ledger } = first
    return [{ fileId: row.fileId, size: row.size, kind: 'expired', since: row.closedAt, ledger, months }]
  })
}

async function dueFiles({ db, book, now, referred }: RetentionDeps): Promise<Due[]> {
  const at = now()
  const over = await expired(db, book, at)
  const alone = await listLooseFiles(db, new Date(at.getTime() - looseDays * dayMs))
  const kept = await referred(
    db,
    [...over, ...alone].map(({ fileId }) => fileId),
  )
  const loose = alone.filter(({ fileId }) => !kept.has(fileId))
  return [
    ...over.filter(({ fileId }) => !kept.has(fileId)),
    ...loose.map(
      ({ fileId, size, at }): Due => ({
        fileId,
        size,
        kind: 'unattached',
        since: at,
        ledger: null,
        months: null,
      }),
    ),
  ]
}

function addedUp(due: readonly Due[]): Removals {
  const groups = Map.groupBy(due, ({ kind, ledger, months }) => `${kind}/${ledger}/${months}`)
  const rows = [...groups.values()].map((files) => {
    const { kind, ledger, months } = files[0] as Due
    const oldest = new Date(Math.min(...files.map(({ since }) => since.getTime())))
    const bytes = files.reduce((sum, { size }) => sum + size, 0)
    return { kind, ledger, months, files: files.length, bytes, oldest: shanghaiDate(oldest) }
  })
  const ids = due.map(({ fileId }) => fileId).toSorted()
  return { rows, mark: createHash('sha256').update(ids.join('\n')).digest('hex') }
}

/** What would be removed if somebody confirmed it now. */
export async function listRemovals(deps: RetentionDeps): Promise<Removals> {
  return addedUp(await dueFiles(deps))
}

/**
 * Takes the contents off the files that were looked at, logged with who decided it; a job then removes the bytes.
 * @throws AppError files.list_changed where the list is another by now
 */
export async function confirmRemovals(deps: RetentionDeps, actor: Actor, mark: string): Promise<Removals> {
  const due = await dueFiles(deps)
  const listed = addedUp(due)
  if (listed.mark !== mark) throw new AppError('files.list_changed', { status: 409 })
  const at = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const ids = due.map(({ fileId }) => fileId)
    const files = await removeFileContents(tx, ids, at)
    const bytes = listed.rows.reduce((sum, row) => sum + row.bytes, 0)
    const kept = due.filter(({ kind }) => kind === 'expired').length
    const detail = { files, bytes, expired: kept, unattached: due.length - kept, mark }
    await logFileEvent(tx, { kind: 'removal', accountId: actor.accountId, at, detail })
  })
  return listRemovals(deps)
}
