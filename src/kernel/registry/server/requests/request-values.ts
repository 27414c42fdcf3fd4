import { type Keys, encrypt, decryptText } from '#kernel/crypto/server'
import type { ObjectKind } from '../../model/fields.ts'
import { maskIdNumber, maskPhone } from '../../model/masking.ts'
import type { EnterpriseRow, HouseholdRecord, PersonRow, PlaceRow, Rows } from '../record-store.ts'
import { unseal } from '../sealing.ts'

/** What may stand in a fact that can be asked to be another. */
export type FactValue = string | null

/** What stands in a fact of an object now, whole. */
export function factOf<K extends ObjectKind>(keys: Keys, kind: K, row: Rows[K], field: string): FactValue {
  if (field === 'divisionCode') return row.division_code
  if (field === 'address') return row.address
  if (kind === 'household') return (row as HouseholdRecord).number
  if (kind === 'person') return personFact(keys, row as PersonRow, field)
  if (kind === 'enterprise') return enterpriseFact(keys, row as EnterpriseRow, field)
  const { name, kind: placeKind, note } = row as PlaceRow
  return { name, kind: placeKind, note }[field] ?? null
}

function personFact(keys: Keys, row: PersonRow, field: string): FactValue {
  if (field === 'idNumber') return unseal(keys, 'person.id_number', row.id, row.id_number)
  if (field === 'phone') return unseal(keys, 'person.phone', row.id, row.phone)
  return { name: row.name, sex: row.sex, birthDate: row.birth_date }[field] ?? null
}

function enterpriseFact(keys: Keys, row: EnterpriseRow, field: string): FactValue {
  if (field === 'phone') return unseal(keys, 'enterprise.phone', row.id, row.phone)
  const { name, credit_code: creditCode, industry, products, note, contact_name: contactName } = row
  return { name, creditCode, industry, products, note, contactName }[field] ?? null
}

/** As it may stand on a screen. */
export function shown(field: string, value: FactValue): FactValue {
  if (value === null) return null
  if (field === 'idNumber') return maskIdNumber(value)
  return field === 'phone' ? maskPhone(value) : value
}

const context = (requestId: string, which: 'old' | 'new') => `change_request.${which}/${requestId}`

export function closeValue(keys: Keys, requestId: string, which: 'old' | 'new', value: FactValue): Buffer {
  return encrypt(keys, JSON.stringify(value), context(requestId, which)).bytes
}

/** Null too where the person was erased. */
export function openValue(keys: Keys, requestId: string, which: 'old' | 'new', bytes: Buffer): FactValue {
  if (bytes.length === 0) return null
  return JSON.parse(decryptText(keys, bytes, context(requestId, which))) as FactValue
}
