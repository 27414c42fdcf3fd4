import { blindIndex, decryptText, encrypt, type Keys } from '#kernel/crypto/server'

/** An encrypted column with its blind index, as the stores write them. */
export type Sealed = { sealed: Buffer; index: Buffer }

export type SealedColumn = 'person.id_number' | 'person.phone' | 'enterprise.phone'

/** Says a value's blind index, for who knows it already: it takes longer to make than to encrypt the value. */
export type IndexOf = (column: SealedColumn, value: string) => Buffer

/** Closes a normalised value for one column of one row. */
export function seal(
  keys: Keys,
  column: SealedColumn,
  id: string,
  value: string,
  indexOf: IndexOf = (name, text) => blindIndex(keys, name, text),
): Sealed {
  return { sealed: encrypt(keys, value, `${column}/${id}`).bytes, index: indexOf(column, value) }
}

export function unseal(keys: Keys, column: SealedColumn, id: string, bytes: Buffer | null): string | null {
  return bytes === null ? null : decryptText(keys, bytes, `${column}/${id}`)
}
