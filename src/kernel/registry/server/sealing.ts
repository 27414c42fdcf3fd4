import { blindIndex, decryptText, encrypt, type Keys } from '#kernel/crypto/server'

/** An encrypted column with its blind index, as the stores write them. */
export type Sealed = { sealed: Buffer; index: Buffer }

export type SealedColumn = 'person.id_number' | 'person.phone' | 'enterprise.phone'

/** Closes a normalised value for one column of one row. */
export function seal(keys: Keys, column: SealedColumn, id: string, value: string): Sealed {
  return { sealed: encrypt(keys, value, `${column}/${id}`).bytes, index: blindIndex(keys, column, value) }
}

export function unseal(keys: Keys, column: SealedColumn, id: string, bytes: Buffer | null): string | null {
  return bytes === null ? null : decryptText(keys, bytes, `${column}/${id}`)
}
