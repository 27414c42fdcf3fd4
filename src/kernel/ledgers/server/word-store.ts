import { type RawBuilder, sql } from 'kysely'
import { plannedAnew } from '#kernel/db/server'

/**
 * Whose title or number has the text, whichever case it is written in: found by the pairs of characters that the index
 * `entry_words` holds, then looked at. A text without letters that have cases is looked for as it stands, which takes a
 * third of the time; numbers are capitals and digits, and no other text is in one. How many have it decides whether the
 * index is worth asking, so the statement is planned with the text.
 */
export function sayingText(text: string): RawBuilder<unknown> {
  const caseless = text.toLowerCase() === text.toUpperCase()
  const title = caseless ? sql`e.title like ${like(text)}` : sql`e.title ilike ${like(text)}`
  const said = /^[a-z0-9]+$/i.test(text)
    ? sql`(${title} or e.no like ${like(text.toUpperCase())})`
    : sql`${title}`
  const keys = wordKeys(text)
  return keys.length === 0
    ? said
    : sql`${plannedAnew} entry_words(e.title, e.no) @> ${keys}::text[] and ${said}`
}

/** Of letters beyond ASCII the database's language says which are the same: those are looked at, not looked up. */
const certain = (key: string) =>
  Array.from(key).every((sign) => /[\x20-\x7e]/.test(sign) || sign.toLowerCase() === sign.toUpperCase())

/** What every entry that has the text is kept under; nothing where only looking at all of them tells. */
export function wordKeys(text: string): string[] {
  const characters = Array.from(text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()))
  const [only] = characters
  // Of numbers, pairs alone are kept.
  if (only !== undefined && characters.length === 1)
    return certain(only) && !/[a-z0-9]/.test(only) ? [only] : []
  const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`)
  return [...new Set(pairs.filter(certain))]
}

export function like(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}
