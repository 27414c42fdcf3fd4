import type { Keys } from '#kernel/crypto/server'
import { AppError } from '#kernel/errors/model'
import type { ObjectKind } from '../../model/fields.ts'
import { readIdNumber } from '../../model/id-number.ts'
import { maskIdNumber, maskPhone } from '../../model/masking.ts'
import { type MergeField, mergeFields, type Side } from '../../model/merging/answers.ts'
import type { EnterpriseRow, PersonRow, Rows } from '../record-store.ts'
import { seal, type SealedColumn, unseal } from '../sealing.ts'

type AnyRow = Record<string, unknown>
export type Both<K extends ObjectKind> = { survivor: Rows[K]; absorbed: Rows[K] }

/** The columns that go with a field. */
const columnsOf: Record<MergeField, readonly string[]> = {
  name: ['name', 'pinyin', 'initials'],
  idNumber: ['id_number', 'id_number_index'],
  birthDate: ['birth_date'],
  sex: ['sex'],
  phone: ['phone', 'phone_index'],
  residence: ['division_code', 'address'],
  number: ['number'],
  creditCode: ['credit_code'],
  industry: ['industry'],
  products: ['products'],
  contactName: ['contact_name'],
  note: ['note'],
  kind: ['kind'],
  point: ['point'],
  // Of stays, not of the row.
  household: [],
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === ''

/** Whose value is taken of each field: as told, else the survivor's where it has one. */
export function chosenSides<K extends ObjectKind>(
  kind: K,
  { survivor, absorbed }: Both<K>,
  choices: Readonly<Record<string, Side>>,
): Record<string, Side> {
  const fields: readonly MergeField[] = mergeFields[kind]
  const unknown = Object.keys(choices).find((name) => !(fields as readonly string[]).includes(name))
  if (unknown !== undefined) throw new AppError('registry.merge_field', { path: `choices.${unknown}` })
  return Object.fromEntries(
    fields.flatMap((field): [string, Side][] => {
      // Of stays: what the households say decides, unless somebody does.
      if (columnsOf[field].length === 0) return choices[field] === undefined ? [] : [[field, choices[field]]]
      const [column = ''] = columnsOf[field].toReversed()
      const lacks = (row: AnyRow) => isEmpty(row[column])
      const better = column !== '' && lacks(survivor as AnyRow) && !lacks(absorbed as AnyRow)
      return [[field, choices[field] ?? (better ? 'absorbed' : 'survivor')]]
    }),
  )
}

/** The survivor's row with the values that were chosen; what is encrypted is closed anew for its new place. */
export function mergedRow<K extends ObjectKind>(
  kind: K,
  keys: Keys,
  { survivor, absorbed }: Both<K>,
  sides: Readonly<Record<string, Side>>,
): Rows[K] {
  const row: AnyRow = { ...survivor }
  const from = absorbed as AnyRow
  for (const field of mergeFields[kind] as readonly MergeField[]) {
    if (sides[field] !== 'absorbed') continue
    for (const column of columnsOf[field]) row[column] = from[column]
    const sealed = sealedColumn(kind, field)
    if (!sealed) continue
    const value = unseal(keys, sealed, absorbed.id, from[columnsOf[field][0] ?? ''] as Buffer | null)
    if (value !== null) row[columnsOf[field][0] ?? ''] = seal(keys, sealed, survivor.id, value).sealed
  }
  row['sensitivity'] = Math.max(survivor.sensitivity, absorbed.sensitivity)
  if (kind === 'person') {
    const person = row as unknown as PersonRow
    const number = unseal(keys, 'person.id_number', survivor.id, person.id_number)
    // What the number says goes before what was typed.
    if (number !== null) {
      const { birthDate, sex } = readIdNumber(number)
      row['birth_date'] = birthDate
      row['sex'] = sex
    }
  }
  return row as unknown as Rows[K]
}

function sealedColumn(kind: ObjectKind, field: MergeField): SealedColumn | undefined {
  if (field === 'idNumber') return 'person.id_number'
  if (field !== 'phone') return undefined
  return kind === 'enterprise' ? 'enterprise.phone' : 'person.phone'
}

/** How a field of a row is shown to who decides: numbers masked. */
export function shownValue(
  kind: ObjectKind,
  keys: Keys,
  row: Rows[ObjectKind],
  field: MergeField,
): string | null {
  if (field === 'idNumber') {
    const number = unseal(keys, 'person.id_number', row.id, (row as PersonRow).id_number)
    return number === null ? null : maskIdNumber(number)
  }
  if (field === 'phone') {
    const { phone } = row as PersonRow | EnterpriseRow
    const number = unseal(keys, kind === 'enterprise' ? 'enterprise.phone' : 'person.phone', row.id, phone)
    return number === null ? null : maskPhone(number)
  }
  const values = columnsOf[field].filter((column) => column !== 'pinyin' && column !== 'initials')
  const texts = values.map((column) => (row as unknown as AnyRow)[column]).filter((value) => !isEmpty(value))
  return texts.length === 0
    ? null
    : texts.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ')
}

/** The fields of which a column is part. */
export function fieldsOfColumns(columns: readonly string[]): string[] {
  const fields = Object.entries(columnsOf).filter(([, own]) => own.some((column) => columns.includes(column)))
  return fields.map(([field]) => field)
}
