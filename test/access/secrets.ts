/** Who asks, as the test knows it: nothing here is taken from the product. */
export type Reader = {
  accountId: number
  organisationId: number
  role: string
  rights: readonly string[]
  /** Codes of 6, 9 or 12 digits. */
  roots: readonly string[]
  /** null: all, those to come included. */
  ledgers: readonly string[] | null
  sensitivity: number
}
export type MayKnow = (reader: Reader) => boolean

const wordPattern = /zq[0-9a-z]{5}qz/g
const idPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Every planted word and every id, and who may know of it. What is not in here was not planted. */
export class Secrets {
  readonly #words = new Map<string, { what: string; may: MayKnow }>()
  readonly #ids = new Map<string, { what: string; may: MayKnow }>()

  /** A word that occurs nowhere else, to be put into one text field. */
  word(what: string, may: MayKnow): string {
    const word = `zq${this.#words.size.toString(36).padStart(5, '0')}qz`
    this.#words.set(word, { what, may })
    return word
  }

  id(id: string, what: string, may: MayKnow): string {
    this.#ids.set(id, { what, may })
    return id
  }

  /** An entry names what it is about by its id: who sees the entry sees that it is held, though not what it is. */
  alsoKnown(id: string, may: MayKnow): void {
    const secret = this.#ids.get(id)
    if (!secret) throw new Error(`${id} was not planted`)
    const before = secret.may
    secret.may = (reader) => before(reader) || may(reader)
  }

  get size(): number {
    return this.#words.size + this.#ids.size
  }

  /** What the reader may not know of and yet finds in the text; `said` is what the request itself named. */
  found(text: string, reader: Reader | null, said = ''): string[] {
    const lower = text.toLowerCase()
    const words = [...new Set(lower.match(wordPattern))]
    const ids = [...new Set(lower.match(idPattern))]
    const told = said.toLowerCase()
    return [
      ...words.map((word) => [word, this.#words.get(word)] as const),
      ...ids.map((id) => [id, this.#ids.get(id)] as const),
    ].flatMap(([token, secret]) =>
      !secret || told.includes(token) || (reader && secret.may(reader)) ? [] : [`${secret.what} (${token})`],
    )
  }
}
