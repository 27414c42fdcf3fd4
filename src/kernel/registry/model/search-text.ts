import { idNumberFault, normaliseIdNumber } from './id-number.ts'
import { isPhone, normalisePhone } from './phone.ts'

/** What a search text asks for: one kind of key, so that a list makes one look-up. */
export type SearchText =
  | { kind: 'id_number'; value: string }
  | { kind: 'phone'; value: string }
  | { kind: 'pinyin'; value: string }
  | { kind: 'text'; value: string }

/** A whole identity number or phone: looked up on record, and never kept in an address or a browser. */
export function isWholeNumber(text: string): boolean {
  const { kind } = readSearchText(text)
  return kind === 'id_number' || kind === 'phone'
}

/**
 * Reads a search text as a clerk means it: a whole identity number or phone, latin letters as pinyin or initials,
 * anything else as a name.
 */
export function readSearchText(text: string): SearchText {
  const idNumber = normaliseIdNumber(text)
  if (idNumberFault(idNumber) === undefined) return { kind: 'id_number', value: idNumber }
  const phone = normalisePhone(text)
  if (isPhone(phone)) return { kind: 'phone', value: phone }
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll("'", '')
    .replaceAll(' ', '')
    .replaceAll('ü', 'v')
  return /^[a-z]+$/.test(letters) ? { kind: 'pinyin', value: letters } : { kind: 'text', value: text.trim() }
}
