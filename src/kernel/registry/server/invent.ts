import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { addDays } from '#kernel/time/model'
import { idNumberCheckCharacter, type Sex } from '../model/id-number.ts'
import type { Relation } from '../model/household.ts'
import type { HouseholdToInsert } from './households.ts'
import type { PersonToInsert } from './persons.ts'

const InventedNames = z.strictObject({
  note: z.string(),
  source: z.string(),
  surnames: z.array(z.string()).min(1),
  given: z.array(z.string()).min(1),
  address: z.string(),
})
export type InventedNames = z.infer<typeof InventedNames>

/** The word lists of the demonstration; see the note in the file. */
export function readInventedNames(): InventedNames {
  const file = join(import.meta.dirname, '../../../../data/demonstration/invented-names.json')
  return InventedNames.parse(JSON.parse(readFileSync(file, 'utf8')))
}

export type Invented = { persons: PersonToInsert[]; households: HouseholdToInsert[] }

type Order = {
  names: InventedNames
  /** Villages, each with how many households to invent. */
  villages: readonly { code: string; households: number }[]
  /** The day on which ages are counted, `YYYY-MM-DD`. */
  on: string
  /** Another seed gives other people; the same, the same. */
  seed: number
  /** A couple has less than so many children; not where more than a couple of them is wished for. */
  childrenBelow?: number
  /** Household numbers, orders of birth and phones go on behind these, so that none comes twice. */
  after?: { number: number; order: number; phone: number }
}

/**
 * Invents households with their members, the same ones for the same order, ids included.
 *
 * Nobody can take them for real: identity numbers begin with 990000, where neither a province nor, for the permanent
 * residence card (which also begins with 9), a country is assigned, while checksum, day of birth and sex are in
 * order; mobile numbers begin with 154, a range given to no operator; and names are surnames before words of the
 * solar calendar and the herbarium. The source says that they are invented.
 */
export function inventHouseholds({ names, villages, on, seed, childrenBelow, after }: Order): Invented {
  const invented: Invented = { persons: [], households: [] }
  const maker = new PersonMaker({ names, on, seed, childrenBelow, after })
  for (const { code, households } of villages) {
    for (let number = 1; number <= households; number += 1) {
      const members = maker.family(code, names.address.replace('{number}', String(number)))
      invented.persons.push(...members.map(({ person }) => person))
      invented.households.push({
        id: maker.id(),
        number: String(number + (after?.number ?? 0)).padStart(4, '0'),
        divisionCode: code,
        address: members[0]?.person.address ?? '',
        sensitivity: 1,
        source: names.source,
        asOf: on,
        from: addDays(on, -365),
        members: members.map(({ person, relation }) => ({ personId: person.id, relation })),
      })
    }
  }
  return invented
}

type Member = { person: PersonToInsert & { id: string }; relation: Relation }
type Wish = { sex: Sex; age: number; surname?: string }

class PersonMaker {
  readonly #names: InventedNames
  readonly #on: string
  readonly #random: () => number
  readonly #bornOn = new Map<string, number>()
  readonly #childrenBelow: number
  readonly #firstOrder: number
  #phones: number

  constructor({ names, on, seed, childrenBelow = 2.7, after }: Omit<Order, 'villages'>) {
    this.#names = names
    this.#on = on
    this.#random = randomNumbers(seed)
    this.#childrenBelow = childrenBelow
    this.#firstOrder = after?.order ?? 0
    this.#phones = after?.phone ?? 0
  }

  /** Head first. Sizes and generations follow no survey: they give lists and filters something to show. */
  family(divisionCode: string, address: string): Member[] {
    const headSex: Sex = this.#random() < 0.7 ? 'male' : 'female'
    const age = 24 + Math.floor(this.#random() * 60)
    const surname = this.#pick(this.#names.surnames)
    const make = (relation: Relation, wish: Wish): Member => {
      return { person: this.#person(wish, divisionCode, address), relation }
    }
    const members = [make('head', { sex: headSex, age, surname })]
    const married = this.#random() < 0.75
    if (married) {
      const other: Sex = headSex === 'male' ? 'female' : 'male'
      members.push(
        make('spouse', { sex: other, age: Math.max(22, age - 3 + Math.floor(this.#random() * 7)) }),
      )
    }
    const children = married && age < 62 ? Math.floor(this.#random() * this.#childrenBelow) : 0
    for (let n = 0; n < children; n += 1) {
      const childAge = Math.max(0, age - 24 - Math.floor(this.#random() * 12))
      members.push(make('child', { sex: this.#sex(), age: childAge, surname }))
    }
    if (age < 58 && this.#random() < 0.2) {
      members.push(
        make('parent', { sex: this.#sex(), age: age + 22 + Math.floor(this.#random() * 10), surname }),
      )
    }
    return members
  }

  /** A UUID of version 8 (RFC 9562: the maker's own way), the same on every run. */
  id(): string {
    const hex = Array.from({ length: 4 }, () =>
      Math.floor(this.#random() * 2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    ).join('')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
  }

  #person(
    { sex, age, surname = this.#pick(this.#names.surnames) }: Wish,
    divisionCode: string,
    address: string,
  ) {
    const birthDate = addDays(this.#on, -Math.floor((age + this.#random()) * 365.25))
    return {
      id: this.id(),
      name: surname + this.#pick(this.#names.given),
      idNumber: this.#idNumber(birthDate, sex),
      phone: age >= 16 && this.#random() < 0.8 ? this.#phone() : null,
      divisionCode,
      address,
      sensitivity: 1,
      source: this.#names.source,
      asOf: this.#on,
    }
  }

  #idNumber(birthDate: string, sex: Sex): string {
    const key = `${birthDate} ${sex}`
    const before = this.#bornOn.get(key) ?? this.#firstOrder
    if (before >= 499) throw new RangeError(`no more than 499 of one sex can be born on ${birthDate}`)
    this.#bornOn.set(key, before + 1)
    const order = before * 2 + (sex === 'male' ? 1 : 2)
    const body = `990000${birthDate.replaceAll('-', '')}${String(order).padStart(3, '0')}`
    return body + idNumberCheckCharacter(body)
  }

  #phone(): string {
    this.#phones += 1
    // Spread over the range; the factor shares none with 10⁸, so that no number comes twice.
    return `154${String((this.#phones * 1_234_567) % 100_000_000).padStart(8, '0')}`
  }

  #sex(): Sex {
    return this.#random() < 0.51 ? 'male' : 'female'
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T
  }
}

/** Evenly spread numbers in [0, 1), from SHA-256 in counter mode: the same everywhere for the same seed. */
function randomNumbers(seed: number): () => number {
  let block = Buffer.alloc(0)
  let counter = 0
  let used = 0
  return () => {
    if (used + 4 > block.length) {
      block = createHash('sha256').update(`yiwang/invent/${seed}/${counter}`).digest()
      counter += 1
      used = 0
    }
    const number = block.readUInt32BE(used) / 2 ** 32
    used += 4
    return number
  }
}
