import { decryptText, encrypt, type Keys } from '#kernel/crypto/server'
import { newId } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { type Locale, translate } from '#kernel/i18n/model'
import type { Table } from '#kernel/reports/model'
import '../../model/hotline/messages.ts'
import { everyClass } from '../../model/hotline/order-rules.ts'
import type { Imported } from '../../model/hotline/orders.ts'
import { columnNames, requiredColumns } from '../../model/hotline/columns.ts'
import { mapColumns, readRows, type RowFault } from '../../model/hotline/sheet.ts'
import { knownHeadings, readLines } from './headings.ts'
import { findRefused, insertImport } from './order-store.ts'
import { type OrderDeps, takeOrder } from './take-order.ts'

export type ImportDeps = OrderDeps & { keys: Keys }

export const rowsMax = 2000
const aad = 'hotline_import.refused_rows'

type Refused = { row: number; faults: RowFault[]; code?: string; cells: string[] }
type Kept = { headings: readonly string[]; refused: Refused[] }

/** Takes a file of orders (.xlsx, .csv): row by row, so that one that is wrong holds up no other. */
export async function importOrders(
  deps: ImportDeps,
  actor: Actor,
  { fileName, bytes, within }: { fileName: string; bytes: Buffer; within: readonly string[] },
): Promise<Imported> {
  const known = await knownHeadings(deps.engine.handle.db, within)
  const { headings, rows, firstRow } = await readLines(fileName, bytes, known)
  if (rows.length > rowsMax) throw new AppError('hotline.too_many', { params: { max: rowsMax } })
  const mapped = mapColumns(headings, known)
  const missing = requiredColumns.filter((column) => mapped[column] === undefined)
  if (missing.length > 0)
    throw new AppError('hotline.bad_columns', {
      params: {
        columns: missing.map((column) => translate(actor.locale, `hotline.column.${column}`)).join(', '),
      },
    })
  const counts = { added: 0, known: 0 }
  const refused: Refused[] = []
  for (const read of readRows(rows, mapped, firstRow, everyClass(deps.orderRules))) {
    const cells = [...(rows[read.row - firstRow] ?? [])]
    if ('faults' in read) {
      refused.push({ row: read.row, faults: read.faults, cells })
      continue
    }
    const { outcome, reason } = await takeOrder(deps, read.order, { within })
    if (outcome !== 'refused') counts[outcome] += 1
    else refused.push({ row: read.row, ...faultOf(reason ?? ''), cells })
  }
  const id = newId(deps.clock.now())
  const kept: Kept = { headings, refused }
  await insertImport(
    deps.engine.handle.db,
    {
      id,
      accountId: actor.accountId,
      fileName: fileName.slice(0, 200),
      ...counts,
      refused: refused.length,
      refusedRows: Buffer.from(encrypt(deps.keys, JSON.stringify(kept), aad).bytes),
    },
    deps.clock.now(),
  )
  return {
    id,
    ...counts,
    refused: refused.map((one) => ({ row: one.row, reasons: reasonsOf(one, actor.locale) })),
  }
}

function faultOf(reason: string): Pick<Refused, 'faults' | 'code'> {
  return reason === 'unknown_division' || reason === 'future' || reason === 'unknown_class'
    ? { faults: [{ key: `hotline.import.reason.${reason}` }] }
    : { faults: [{ key: 'hotline.import.reason.failed' }], code: reason }
}

const reasonsOf = ({ faults, code = '' }: Refused, locale: Locale): string[] =>
  faults.map(({ key, column }) =>
    translate(locale, key, {
      field: column === undefined ? '' : translate(locale, `hotline.column.${column}`),
      code,
    }),
  )

type RowsAndHeads = Pick<Table, 'heads' | 'rows'>
const textHead = (title: string) => ({ title, kind: 'text' as const })

/** The refused rows of one's own import with the reason of each. @throws AppError 404 */
export async function refusedRows(deps: ImportDeps, actor: Actor, id: string): Promise<RowsAndHeads> {
  const found = await findRefused(deps.engine.handle.db, id, actor.accountId)
  if (!found) throw notFound()
  const { headings, refused } = JSON.parse(decryptText(deps.keys, found, aad)) as Kept
  const t = (key: string) => translate(actor.locale, key)
  const rows = refused.map((one) => [
    one.row,
    reasonsOf(one, actor.locale).join('; '),
    ...headings.map((_, column) => one.cells[column] ?? ''),
  ])
  return {
    heads: [
      { title: t('hotline.import.sheet.row'), kind: 'integer' },
      textHead(t('hotline.import.sheet.reason')),
      ...headings.map(textHead),
    ],
    rows: () => [rows],
  }
}

/** The headings alone, for hotlines that have no file of their own. */
export const templateOf = (locale: Locale): RowsAndHeads => ({
  heads: columnNames.map((column) => textHead(translate(locale, `hotline.column.${column}`))),
  rows: () => [],
})
