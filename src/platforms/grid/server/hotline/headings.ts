import type { Database } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import type { Locale } from '#kernel/i18n/model'
import { translate } from '#kernel/i18n/model'
import type { PlatformDeps } from '#kernel/ledgers/server'
import { readSheet } from '#kernel/registry/server'
import type { HeadingsFound, SaidHeading } from '../../model/hotline/orders.ts'
import { type Column, columnNames, requiredColumns } from '../../model/hotline/columns.ts'
import {
  findHeadings,
  headingOf,
  type KnownHeadings,
  mapColumns,
  unknownHeadings,
} from '../../model/hotline/sheet.ts'
import { readHeadings, writeHeadings } from './heading-store.ts'

const asColumn = (name: string | null): Column | null => columnNames.find((column) => column === name) ?? null

/** What persons said of the headings of the districts' files. */
export async function knownHeadings(db: Database, districts: readonly string[]): Promise<KnownHeadings> {
  const rows = await readHeadings(db, districts)
  return new Map(rows.map(({ heading, takenAs }) => [heading, asColumn(takenAs)]))
}

type Lines = { headings: readonly string[]; rows: string[][]; firstRow: number }

/** The headings of a file with its rows below them. */
export async function readLines(fileName: string, bytes: Buffer, known: KnownHeadings): Promise<Lines> {
  const sheet = await readSheet(fileName, bytes)
  const above = findHeadings([sheet.headings, ...sheet.rows], known)
  const headings = above === 0 ? sheet.headings : (sheet.rows[above - 1] ?? [])
  return { headings, rows: sheet.rows.slice(above), firstRow: sheet.firstRow + above }
}

/** What the headings of a file are taken for, which columns are missing, and what nobody knows. */
export async function lookAtHeadings(
  { handle }: Pick<PlatformDeps, 'handle'>,
  districts: readonly string[],
  file: { fileName: string; bytes: Buffer },
): Promise<HeadingsFound> {
  const known = await knownHeadings(handle.db, districts)
  const { headings } = await readLines(file.fileName, file.bytes, known)
  const mapped = mapColumns(headings, known)
  const columnOf = (heading: string) =>
    columnNames.find((column) => headingOf(headings[mapped[column] ?? -1] ?? '') === heading) ?? null
  const all = [...new Set(headings.map(headingOf))].filter((heading) => heading !== '')
  return {
    headings: all.map((heading) => ({ heading, column: columnOf(heading) })),
    unknown: unknownHeadings(headings, known),
    missing: requiredColumns.filter((column) => mapped[column] === undefined),
  }
}

/** Remembers what headings are, for every file that comes later. @throws AppError hotline.heading_twice */
export async function rememberHeadings(
  { handle, clock }: Pick<PlatformDeps, 'handle' | 'clock'>,
  districts: readonly string[],
  said: readonly SaidHeading[],
  by: { accountId: number; locale: Locale },
): Promise<void> {
  const twice = said.find(({ column }, at) => column && said.findIndex((one) => one.column === column) !== at)
  if (twice)
    throw new AppError('hotline.heading_twice', {
      params: { column: translate(by.locale, `hotline.column.${twice.column}`) },
    })
  const rows = new Map(said.map(({ heading, column }) => [headingOf(heading), column]))
  await handle.db.transaction().execute((tx) =>
    writeHeadings(
      tx,
      districts,
      [...rows].map(([heading, takenAs]) => ({ heading, takenAs })),
      { at: clock.now(), accountId: by.accountId },
    ),
  )
}
