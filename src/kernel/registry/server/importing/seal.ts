import { blindIndex, type Keys } from '#kernel/crypto/server'
import { newId } from '#kernel/db/server'
import type { ImportMapping, ImportOptions } from '../../model/importing/answers.ts'
import {
  type RawHousehold,
  type ReadMember,
  readHousehold,
  type RowFault,
} from '../../model/importing/rows.ts'
import { householdRow } from '../households.ts'
import { personRow } from '../persons.ts'
import { plain } from '../record-store.ts'

export type SealTask = {
  households: readonly RawHousehold[]
  mapping: ImportMapping
  options: ImportOptions
  today: string
  now: Date
  /** Whether the rows to insert are made, or only what they are checked by. */
  forInsert: boolean
}

/** What is needed of the keys to encrypt; it can be handed to another thread. */
export type SealingKeys = Pick<Keys, 'cipher' | 'active' | 'blindIndex'>

/** A household ready to be inserted: rows as JSON, without the brackets around them. */
export type SealedHousehold = {
  divisionCode: string
  number: string
  rows: number[]
  faults: { row: number; fault: RowFault }[]
  /** Blind indexes of the members' numbers in hex, with the row. */
  ids: { row: number; index: string }[]
  persons: string
  household: string
  members: string
  /** Of those who are compared with the register: nothing but what the comparison needs. */
  compared: { row: number; name: string; phone: string | null; birthDate: string | null; address: string }[]
}

/** Reads, checks and encrypts a part of a list: the work that more than one processor can share. */
export function sealHouseholds(keys: SealingKeys, task: SealTask): SealedHousehold[] {
  return task.households.map((raw) => sealHousehold(keys as Keys, raw, task))
}

function sealHousehold(keys: Keys, raw: RawHousehold, task: SealTask): SealedHousehold {
  const { mapping, options, today, now, forInsert } = task
  const { household, faults } = readHousehold(raw, mapping, today)
  const { divisionCode, number } = raw
  const sealed: SealedHousehold = {
    divisionCode,
    number,
    rows: raw.rows.map(({ row }) => row),
    faults,
    ids: [],
    persons: '',
    household: '',
    members: '',
    compared: [],
  }
  if (!household) return sealed
  const { address, members } = household
  const provenance = { sensitivity: 1, source: options.source, asOf: options.asOf }
  for (const { row, name, idNumber, phone, birthDate } of members) {
    if (idNumber !== null)
      sealed.ids.push({ row, index: blindIndex(keys, 'person.id_number', idNumber).toString('hex') })
    if (!forInsert) {
      const mark = phone === null ? null : blindIndex(keys, 'person.phone', phone).toString('hex')
      sealed.compared.push({ row, name, phone: mark, birthDate, address })
    }
  }
  if (!forInsert) return sealed
  const record = () => ({ id: newId(now), version: 1 as const, created_at: now, updated_at: now })
  const place = { divisionCode, address, ...provenance }
  const rows = members.map((member) => personRow(keys, record(), { ...factsOf(member), ...place }))
  const home = householdRow(record(), { number, ...place, from: options.from, members: [] })
  sealed.persons = rows.map(jsonOf).join(',')
  sealed.household = jsonOf(home)
  sealed.members = members
    .map(({ relation }, index) =>
      JSON.stringify({
        householdId: home.id,
        personId: rows[index]?.id,
        relation,
        from: options.from,
        to: null,
      }),
    )
    .join(',')
  return sealed
}

function factsOf({ name, idNumber, sex, birthDate, phone }: ReadMember) {
  return { name, idNumber, sex, birthDate, phone }
}

function jsonOf(row: object): string {
  return JSON.stringify(Object.fromEntries(Object.entries(row).map(([name, item]) => [name, plain(item)])))
}
