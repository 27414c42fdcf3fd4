import type { ObjectKind } from '../../model/fields.ts'
import type { MatchCard } from '../../model/duplicates/answers.ts'
import { type Facts, type Score, scorePair } from '../../model/duplicates/score.ts'
import { nameKeys } from '../name-keys.ts'
import type { MatchRow } from './match-store.ts'
import { soundedCore } from './name-core.ts'

/** A registered object as the rule compares it. */
export function factsOf<K extends ObjectKind>(kind: K, row: MatchRow): Facts[K] {
  return { ...makers[kind](row), divisionCode: row.divisionCode || null } as Facts[K]
}

const makers: { [K in ObjectKind]: (row: MatchRow) => Facts[K] } = {
  person: (row) => ({ ...row, name: { text: row.name, pinyin: row.pinyin } }),
  household: (row) => ({
    ...row,
    head: row.name === '' ? null : { text: row.name, pinyin: row.pinyin },
    headBirthDate: row.birthDate,
  }),
  enterprise: (row) => ({ ...row, name: soundedCore(row.name), creditCode: row.number }),
  place: (row) => ({ ...row, name: { text: row.name, pinyin: row.pinyin } }),
}

export function cardOf({
  id,
  name,
  divisionCode,
  address,
  birthDate,
  sex,
  number,
  updatedAt,
}: MatchRow): MatchCard {
  const label = name || number || address || id.slice(0, 8)
  return { id, label, divisionCode, address, birthDate, sex, number, updatedAt: updatedAt.toISOString() }
}

const nothing: MatchRow = {
  id: '',
  name: '',
  pinyin: '',
  divisionCode: '',
  address: '',
  updatedAt: new Date(0),
  idNumber: null,
  phone: null,
  birthDate: null,
  sex: null,
  number: null,
  contact: '',
  kind: null,
  point: null,
}

/** A record as a list has it, whatever its kind. */
export type WrittenRecord = Partial<MatchRow> & {
  head?: string
  headBirthDate?: string
  creditCode?: string
  contactName?: string
}

/** How the rule judges two records as they are written down, numbers being equal or not: nothing need be registered. */
export function compareRecords(kind: ObjectKind, a: WrittenRecord, b: WrittenRecord): Score {
  const rowOf = (record: WrittenRecord): MatchRow => {
    const row = { ...nothing, ...record }
    const name = record.head ?? record.name ?? ''
    return {
      ...row,
      name,
      pinyin: nameKeys(name).pinyin,
      birthDate: record.headBirthDate ?? row.birthDate,
      number: record.creditCode ?? row.number,
      contact: record.contactName ?? '',
    }
  }
  return scorePair(kind, factsOf(kind, rowOf(a)), factsOf(kind, rowOf(b)))
}
