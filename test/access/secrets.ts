import { idNumberCheckCharacter } from '#kernel/registry/model'

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
/** Mobile and identity numbers as this test makes them up, written in one. */
const numberPattern = /154\d{8}|990000\d{11}[\dx]/g
const idPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Every planted word and every id, and who may know of it. What is not in here was not planted. */
export class Secrets {
  readonly #words = new Map<string, { what: string; may: MayKnow }>()
  readonly #ids = new Map<string, { what: string; may: MayKnow }>()

  readonly #numbers = new Map<string, { what: string; may: MayKnow }>()

  /** A phone of somebody; whole it is told only by showing it for a purpose, to whom `may`. */
  phone(what: string, may: MayKnow): string {
    const phone = `154${String(this.#numbers.size).padStart(8, '0')}`
    this.#numbers.set(phone, { what, may })
    return phone
  }

  /** An identity number of somebody, told like a phone. */
  idNumber(what: string, may: MayKnow): string {
    const serial = this.#numbers.size
    const digits = `990000${1940 + (serial % 60)}0101${String(serial).padStart(3, '0')}`
    const number = digits + idNumberCheckCharacter(digits)
    this.#numbers.set(number.toLowerCase(), { what, may })
    return number
  }

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

  /**
   * An entry names what it is about by its id: who sees the entry sees that it is held, though not what it is. A word
   * that something else bears too is known to who sees that.
   */
  alsoKnown(id: string, may: MayKnow): void {
    const secret = this.#ids.get(id) ?? this.#words.get(id)
    if (!secret) throw new Error(`${id} was not planted`)
    const before = secret.may
    secret.may = (reader) => before(reader) || may(reader)
  }

  get size(): number {
    return this.#words.size + this.#ids.size + this.#numbers.size
  }

  /**
   * Whole numbers in a text: to nobody but who asks to be shown one, whatever they may see otherwise.
   * @param shownTo who asked for one and said what for
   */
  numbersIn(text: string, shownTo: Reader | null, said = ''): string[] {
    const lower = text.toLowerCase()
    const told = said.toLowerCase()
    return [...new Set(lower.match(numberPattern))].flatMap((number) => {
      const secret = this.#numbers.get(number)
      if (!secret || told.includes(number) || (shownTo && secret.may(shownTo))) return []
      return [`the whole ${secret.what} (${number})`]
    })
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
