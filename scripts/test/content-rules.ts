/** What may stand inside a file: SQL only in stores, only re-exports in doors, and not too much anywhere. */
import { placeOf } from './house.ts'
import { functionsOf, methodCallsOf, type Parsed, textsOf } from './sources.ts'
import type { Rule, Violation } from './violation.ts'

export const fileLinesMax = 300
export const functionLinesMax = 70

const queryStarts = new Set([
  'selectFrom',
  'insertInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
  'replaceInto',
])
const sqlText =
  /^\s*(select\s[\s\S]+\sfrom\s|insert\s+into\s|update\s+"?[a-z_]+"?\s+set\s|delete\s+from\s|with\s+(recursive\s+)?[a-z_]+\s+as\s*\(|(create|alter|drop)\s+(table|index|view|function)\s|truncate\s+[a-z_]+)/i

function checkSql(file: Parsed, say: (rule: Rule, line: number, detail: string) => void): void {
  const place = placeOf(file.path)
  if (place.floor === 'outside' || place.isTest) return
  if (place.floor === 'kernel' && place.area === 'db') return
  if (file.path.endsWith('-store.ts')) {
    if (place.room !== 'server') say('sql_in_stores', 1, 'a store stands in the server room')
    return
  }
  const wrong = (line: number, what: string) =>
    say('sql_in_stores', line, `${what}: SQL stands in *-store.ts files and migrations only`)
  for (const one of file.imports)
    if (one.text === 'kysely' && one.names.includes('sql')) wrong(one.line, "the sql tag of 'kysely'")
  for (const one of methodCallsOf(file)) if (queryStarts.has(one.text)) wrong(one.line, `.${one.text}()`)
  for (const one of textsOf(file)) if (sqlText.test(one.text)) wrong(one.line, 'a statement in a text')
}

function checkDoor(file: Parsed, say: (rule: Rule, line: number, detail: string) => void): void {
  if (!placeOf(file.path).isDoor) return
  for (const statement of file.program.body) {
    const isReExport =
      statement.type === 'ExportAllDeclaration' ||
      (statement.type === 'ExportNamedDeclaration' && statement.source !== null)
    const isSideEffect = statement.type === 'ImportDeclaration' && statement.specifiers.length === 0
    if (!isReExport && !isSideEffect)
      say('doors_re_export', file.lineOf(statement.start), 'a door only re-exports what stands in its room')
  }
}

function checkLength(file: Parsed, say: (rule: Rule, line: number, detail: string) => void): void {
  if (file.path.endsWith('/tables.ts')) return
  const lines = file.text.trimEnd().split('\n').length
  if (lines > fileLinesMax)
    say('file_length', 1, `${lines} lines; there is a second room in it (${fileLinesMax} at most)`)
  if (placeOf(file.path).isTest) return
  for (const one of functionsOf(file))
    if (one.lines > functionLinesMax)
      say('function_length', one.line, `${one.name} takes ${one.lines} lines (${functionLinesMax} at most)`)
}

export function checkContent(file: Parsed): Violation[] {
  const found: Violation[] = []
  const say = (rule: Rule, line: number, detail: string) =>
    found.push({ rule, path: file.path, line, detail })
  checkSql(file, say)
  checkDoor(file, say)
  checkLength(file, say)
  return found
}
