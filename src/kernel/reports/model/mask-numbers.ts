import { maskIdNumber, maskPhone } from '#kernel/registry/model'
import type { Paper } from './paper.ts'
import type { Row, Table } from './table.ts'

/** 公民身份号码: six digits of a place, eight of a day of birth, three and a check; not a part of a longer number. */
const idNumber =
  /(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])/g
/** A mobile number, with or without the country's code and the gaps that people write. */
const mobile = /(?<![0-9A-Za-z])(?:(?:\+|00)86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?![0-9A-Za-z])/g

/** Whole numbers of persons in a text, wherever somebody typed them, as they are shown without a purpose. */
export function maskNumbers(text: string): string {
  return text
    .replaceAll(idNumber, (number) => maskIdNumber(number))
    .replaceAll(mobile, (_, head: string, middle: string, tail: string) => maskPhone(head + middle + tail))
}

/** Not words: addresses lead somewhere, pictures are read by programs. */
const notWords = new Set(['kind', 'address', 'picture'])

function maskWords<T>(value: T, name = ''): T {
  if (notWords.has(name)) return value
  if (typeof value === 'string') return maskNumbers(value) as T
  if (Array.isArray(value)) return value.map((item) => maskWords(item)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskWords(item, key)])) as T
}

/** A document as it may leave without a purpose: whole numbers of persons are masked, wherever in it they stand. */
export const maskPaper = (paper: Paper): Paper => maskWords(paper)

async function* maskRows(rows: ReturnType<Table['rows']>): AsyncGenerator<readonly Row[]> {
  for await (const some of rows) yield maskWords(some)
}

/** A workbook's table as it may leave without a purpose. */
export function maskTable(table: Table): Table {
  return { ...maskWords({ ...table, rows: undefined }), rows: () => maskRows(table.rows()) }
}
