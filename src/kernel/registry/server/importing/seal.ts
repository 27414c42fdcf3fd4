import { blindIndex, type Keys } from '#kernel/crypto/server'
import { newId } from '#kernel/db/server'
import type { ImportMapping, ImportOptions } from '../../model/importing/answers.ts'
import {
  type RawHousehold,
  type ReadHousehold,
  type ReadMember,
  readHousehold,
  type RowFault,
} from '../../model/importing/rows.ts'
import { householdRow } from '../households.ts'
import { memberLine } from '../membership-store.ts'
import { personRow } from '../persons.ts'
import { recordLine } from '../record-store.ts'
import type { IndexOf } from '../sealing.ts'

/** What is needed of the keys to encrypt; it can be handed to another thread. */
export type SealingKeys = Pick<Keys, 'cipher' | 'active' | 'blindIndex'>

export type ReadTask = {
  households: readonly RawHousehold[]
  mapping: ImportMapping
  today: string
  /** Whether what they are compared with the register by is wanted too. */
  compared: boolean
}

/** What a household is judged by, without its members' facts. */
export type HouseholdHead = {
  divisionCode: string
  number: string
  rows: number[]
  faults: { row: number; fault: RowFault }[]
  /** Blind indexes of the members' numbers in hex, with the row. */
  ids: { row: number; index: string }[]
  /** Nothing but what the comparison needs. */
  compared: { row: number; name: string; phone: string | null; birthDate: string | null; address: string }[]
}

export type SealTask = {
  /** Which of the part's households are left out, by their place in it. */
  without: number[]
  options: ImportOptions
  now: Date
}

/** Rows ready for COPY. */
export type SealedPart = { persons: Uint8Array; households: Uint8Array; members: Uint8Array; rows: number }

/** One part of a list: read and checked first, encrypted when it is known what of it is taken. */
export class ListPart {
  readonly #keys: Keys
  readonly heads: HouseholdHead[]
  readonly #households: (ReadHousehold | undefined)[]
  readonly #indexes = new Map<string, Buffer>()

  constructor(keys: SealingKeys, { households, mapping, today, compared }: ReadTask) {
    this.#keys = keys as Keys
    const readings = households.map((raw) => readHousehold(raw, mapping, today))
    this.#households = readings.map(({ household }) => household)
    this.heads = readings.map(({ household, faults }, index) => {
      const { divisionCode = '', number = '', rows = [] } = households[index] ?? {}
      return {
        divisionCode,
        number,
        rows: rows.map(({ row }) => row),
        faults,
        ids: household?.members.flatMap((member) => this.#idOf(member)) ?? [],
        compared: compared && household ? this.#compared(household) : [],
      }
    })
  }

  /** What the check made the run needs again. */
  readonly #indexOf: IndexOf = (column, value) => {
    const key = `${column} ${value}`
    const known = this.#indexes.get(key)
    if (known) return known
    const index = blindIndex(this.#keys, column, value)
    this.#indexes.set(key, index)
    return index
  }

  #idOf({ row, idNumber }: ReadMember): { row: number; index: string }[] {
    if (idNumber === null) return []
    return [{ row, index: this.#indexOf('person.id_number', idNumber).toString('hex') }]
  }

  #compared({ address, members }: ReadHousehold): HouseholdHead['compared'] {
    return members.map(({ row, name, phone, birthDate }) => {
      const mark = phone === null ? null : this.#indexOf('person.phone', phone).toString('hex')
      return { row, name, phone: mark, birthDate, address }
    })
  }

  /** Makes the rows of all households but those left out. Ids rise with the rows: indexes take them in order faster. */
  seal({ without, options, now }: SealTask): SealedPart {
    const left = new Set(without)
    const taken = this.#households.flatMap((household, index) =>
      household && !left.has(index) ? [household] : [],
    )
    const count = taken.reduce((sum, { members }) => sum + members.length, 0)
    const ids = Array.from({ length: count }, () => newId(now)).sort()
    const homeIds = taken.map(() => newId(now)).sort()
    const provenance = { sensitivity: 1, source: options.source, asOf: options.asOf }
    const record = (id: string | undefined) => ({
      id: id ?? newId(now),
      version: 1 as const,
      created_at: now,
      updated_at: now,
    })
    const lines: Record<'persons' | 'households' | 'members', string[]> = {
      persons: [],
      households: [],
      members: [],
    }
    let next = 0
    taken.forEach(({ divisionCode, number, address, members }, index) => {
      const place = { divisionCode, address, ...provenance }
      const home = householdRow(record(homeIds[index]), { number, ...place, from: options.from, members: [] })
      lines.households.push(recordLine('household', home))
      for (const { relation, name, idNumber, sex, birthDate, phone } of members) {
        const facts = { name, idNumber, sex, birthDate, phone }
        const person = personRow(this.#keys, record(ids[next++]), { ...facts, ...place }, this.#indexOf)
        lines.persons.push(recordLine('person', person))
        const stay = { householdId: home.id, personId: person.id, relation, from: options.from, to: null }
        lines.members.push(memberLine(stay))
      }
    })
    const bytes = (of: string[]) => new TextEncoder().encode(of.join(''))
    return {
      persons: bytes(lines.persons),
      households: bytes(lines.households),
      members: bytes(lines.members),
      rows: count,
    }
  }
}
