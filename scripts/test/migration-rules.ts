/** Migrations: numbered within their area's range, each table explained, and written for PostgreSQL 15. */
import { heightOf, kernelAreas, placeOf } from './house.ts'
import type { SourceFile } from './sources.ts'
import type { Rule, Violation } from './violation.ts'

/** An area that came between others later numbers from here, so that theirs stay what they are. */
const numberedLater: Readonly<Record<string, number>> = { rulebooks: 13 }

/** An area whose hundred is full goes on here. */
const continuedLater: Readonly<Record<string, number>> = { ledgers: 16 }

type Range = [first: number, last: number]

const hundred = (at: number): Range => [Math.max(at * 100, 1), at * 100 + 99]

/** The ground floor numbers from 1, the kernel areas in their order from 100, 200 …, platforms from 2000. */
function rangesOf(path: string): Range[] {
  const { floor, area } = placeOf(path)
  if (floor === 'platforms') return [[2000, 9999]]
  if (floor !== 'kernel') return []
  const below = kernelAreas.filter((name) => name in numberedLater && heightOf(name) < heightOf(area)).length
  const hundreds = numberedLater[area] ?? heightOf(area) - below
  const more = continuedLater[area]
  return hundreds < 0 ? [] : [hundred(hundreds), ...(more === undefined ? [] : [hundred(more)])]
}

const sqlWithoutComments = (text: string) =>
  text.replaceAll(/--.*$/gm, '').replaceAll(/\/\*[\s\S]*?\*\//g, '')

function checkTables(text: string, say: (rule: Rule, detail: string) => void): void {
  const sql = sqlWithoutComments(text)
  for (const [, table = ''] of sql.matchAll(/create\s+table\s+(?:if\s+not\s+exists\s+)?([a-z_.]+)/gi))
    if (!new RegExp(`comment\\s+on\\s+table\\s+${table}\\s+is`, 'i').test(sql))
      say('migration_comment', `table ${table} does not say what it is (comment on table)`)
  for (const [, name = ''] of sql.matchAll(/create\s+extension\s+(?:if\s+not\s+exists\s+)?"?([a-z_-]+)/gi))
    if (name !== 'postgis') say('migration_dialect', `the extension ${name} is not everywhere`)
  const newer = /\b(uuidv7|uuidv4|gen_random_uuid|any_value|json_table|virtual)\s*\(/i.exec(sql)
  if (newer) say('migration_dialect', `${newer[1]}() is not for SQL that runs on PostgreSQL 15`)
}

export function checkMigrations(files: readonly SourceFile[]): Violation[] {
  const found: Violation[] = []
  const numbers = new Map<string, string>()
  for (const { path, text } of files) {
    const parts = /^(.*)\/migrations\/([^/]+\.sql)$/.exec(path)
    if (!parts) continue
    const say = (rule: Rule, detail: string) => found.push({ rule, path, line: 1, detail })
    const [, folder = '', name = ''] = parts
    const number = /^(\d{4})-[a-z0-9]+(-[a-z0-9]+)*\.sql$/.exec(name)?.[1]
    const ranges = rangesOf(path)
    if (number === undefined) say('migration_name', 'a migration is named 0100-what-it-does.sql')
    if (!folder.endsWith('/server')) say('migration_name', 'migrations stand in the server room')
    if (number !== undefined) {
      const other = numbers.get(number)
      if (other !== undefined) say('migration_number', `${number} is the number of ${other} too`)
      numbers.set(number, path)
      const isWithin = ([first, last]: Range) => Number(number) >= first && Number(number) <= last
      const named = ranges.map(([first, last]) => `${first}–${last}`).join(', ')
      if (ranges.length > 0 && !ranges.some(isWithin))
        say('migration_number', `${number} is outside ${named}, the range of this area`)
    }
    checkTables(text, say)
  }
  return found
}
