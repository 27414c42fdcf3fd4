import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { DatabaseHandle } from '#kernel/db/server'

/** A text in every form in which it may be lying about. */
function formsOf(text: string): Map<string, Buffer> {
  const utf8 = Buffer.from(text, 'utf8')
  const base64 = (bytes: Buffer, shift: number) =>
    // Without what depends on the neighbours: base64 of the text at any of three places.
    Buffer.from(
      Buffer.concat([Buffer.alloc(shift), bytes])
        .toString('base64')
        .slice(shift === 0 ? 0 : shift + 1)
        .slice(0, Math.floor((bytes.length * 8) / 6) - 3),
    )
  const swapped = Buffer.from(text, 'utf16le').swap16()
  return new Map([
    ['UTF-8', utf8],
    ['UTF-16LE', Buffer.from(text, 'utf16le')],
    ['UTF-16BE', swapped],
    ['hex', Buffer.from(utf8.toString('hex'))],
    ['HEX', Buffer.from(utf8.toString('hex').toUpperCase())],
    ['base64', base64(utf8, 0)],
    ['base64 shifted by one', base64(utf8, 1)],
    ['base64 shifted by two', base64(utf8, 2)],
    ['JSON escapes', Buffer.from(escaped(text))],
    ['address escapes', Buffer.from(encodeURIComponent(text))],
  ])
}

function escaped(text: string): string {
  return text.replaceAll(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Everything that a database and a folder hold, as bytes: each row as text and each bytea as it is. */
export async function everything(
  handle: DatabaseHandle,
  folders: readonly string[],
): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>()
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'm')
      and relname <> 'spatial_ref_sys' order by 1`.execute(handle.db)
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(
      handle.db,
    )
    found.set(`table ${name}`, Buffer.from(rows.map(({ row }) => row).join('\n')))
    const { rows: columns } = await sql<{ column: string }>`
      select attname as column from pg_attribute where attrelid = ${`public.${name}`}::regclass and attnum > 0
        and not attisdropped and atttypid = 'bytea'::regtype`.execute(handle.db)
    for (const { column } of columns) {
      const { rows: values } = await sql<{ bytes: Buffer | null }>`
        select ${sql.ref(column)} as bytes from ${sql.table(name)}`.execute(handle.db)
      found.set(`${name}.${column}`, Buffer.concat(values.flatMap(({ bytes }) => bytes ?? [])))
    }
  }
  for (const folder of folders)
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) {
        const path = join(entry.parentPath, entry.name)
        found.set(path, readFileSync(path))
        found.set(`name of ${path}`, Buffer.from(path))
      }
  return found
}

/** Where any of the texts stands, in any form. */
export function tracesOf(texts: readonly string[], all: ReadonlyMap<string, Buffer>): string[] {
  return texts.flatMap((text) => {
    const forms = formsOf(text)
    return [...all].flatMap(([where, bytes]) =>
      [...forms].filter(([, form]) => bytes.includes(form)).map(([form]) => `${text} as ${form} in ${where}`),
    )
  })
}
