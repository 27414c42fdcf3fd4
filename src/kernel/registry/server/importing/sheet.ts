import { AppError, isAppError } from '#kernel/errors/model'

export const rowsMax = 200_000
/** So much XML a list of the most rows makes, and no more is unpacked: a kilobyte can stand for gigabytes. */
const unpackedBytesMax = 256 << 20
/** The first hundred columns are read; one cell far away would else be a table of all that lies between. */
const read100Columns = `A1:CV${rowsMax + 2}`

/** A list as texts: its headings, and the rows under them. */
export type Sheet = { headings: string[]; rows: string[][] }

type Cell = unknown

/** Numbers and days as lists mean them: whole numbers without a point, a day without its time. */
function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  // What nobody can keep (U+0000, half of a surrogate pair) stands as the mark of what couldn't be read.
  if (typeof cell === 'string') return cell.toWellFormed().replaceAll('\0', '\ufffd').trim()
  if (typeof cell === 'number') return Number.isInteger(cell) ? cell.toFixed(0) : String(cell)
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return typeof cell === 'boolean' ? String(cell) : ''
}

/** Lists come in UTF-8, and from older programs in GB 18030. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/**
 * What a zip says that it holds unpacked, by its central directory (APPNOTE 4.3.12). Whoever unpacks it believes no part
 * that turns out longer than it says.
 */
function unpackedBytes(zip: Buffer): number {
  const end = zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  if (end < 0 || end + 22 > zip.length) return 0
  let sum = 0
  for (let at = zip.readUInt32LE(end + 16); at + 46 <= zip.length && zip.readUInt32LE(at) === 0x02014b50; ) {
    sum += zip.readUInt32LE(at + 24)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return sum
}

/**
 * Reads the first sheet of an .xlsx file or a .csv file; the first row that isn't empty has the headings.
 * @throws AppError registry.import_kind, registry.import_unreadable, registry.import_empty, registry.import_too_long
 */
export async function readSheet(fileName: string, bytes: Buffer): Promise<FoundSheet> {
  const rows = await readRows(fileName, bytes)
  const head = rows.findIndex((row) => row.some((cell) => cell !== ''))
  const headings = rows[head] ?? []
  const body = rows.slice(head + 1)
  while (body.at(-1)?.every((cell) => cell === '')) body.pop()
  if (head < 0 || body.length === 0) throw new AppError('registry.import_empty')
  if (body.length > rowsMax) throw new AppError('registry.import_too_long', { params: { max: rowsMax } })
  return { headings, rows: body, firstRow: head + 2 }
}

async function readRows(fileName: string, bytes: Buffer): Promise<string[][]> {
  const kind = /\.(xlsx|csv)$/i.exec(fileName)?.[1]?.toLowerCase()
  if (kind === undefined) throw new AppError('registry.import_kind')
  const { parseCsv, read } = await import('hucre')
  try {
    if (kind === 'csv') return (parseCsv(decode(bytes)) as Cell[][]).map((row) => row.map(textOf))
    if (unpackedBytes(bytes) > unpackedBytesMax)
      throw new AppError('http.too_large', { status: 413, params: { limit: unpackedBytesMax } })
    const { sheets } = await read(bytes, { sheets: [0], range: read100Columns })
    return (sheets[0]?.rows ?? []).map((row) => (row as Cell[]).map(textOf))
  } catch (error) {
    if (isAppError(error)) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new AppError('registry.import_unreadable', {
      params: { reason: reason.slice(0, 200) },
      cause: error,
    })
  }
}

/** Marks a sheet that was read already; neither a workbook nor a text begins like this. */
const readMark = 1

export type FoundSheet = Sheet & { firstRow: number }

/** A sheet as it is kept until its run ends: reading the file again would take longer than all the rest. */
export function keepSheet(sheet: FoundSheet): Buffer {
  return Buffer.concat([Buffer.from([readMark]), Buffer.from(JSON.stringify(sheet), 'utf8')])
}

/** Opens what `keepSheet` kept; what was kept before by an older program is the file itself. */
export async function openSheet(fileName: string, bytes: Buffer): Promise<FoundSheet> {
  if (bytes[0] !== readMark) return readSheet(fileName, bytes)
  return JSON.parse(bytes.toString('utf8', 1)) as FoundSheet
}
