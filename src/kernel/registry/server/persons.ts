import type { Keys } from '#kernel/crypto/server'
import { type Database, newId } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { shanghaiDate } from '#kernel/time/model'
import { readIdNumber, type Sex } from '../model/id-number.ts'
import { maskIdNumber, maskPhone } from '../model/masking.ts'
import type {
  NewPerson,
  Person,
  PersonNumber,
  PersonPage,
  PersonQuery,
  PersonUpdate,
} from '../model/person.ts'
import { nameKeys } from './name-keys.ts'
import { findByNumber, readWholeNumber } from './number-lookup.ts'
import { numberHoldersMax } from './number-lookup-store.ts'
import { personConditions, thesePersons } from './person-store.ts'
import { findRow, insertRows, listRows, type PersonRow } from './record-store.ts'
import { type Completion, createRecord, type NewRecord, type RegistryDeps, updateRecord } from './records.ts'
import { behindWall, reachOf } from './registry-wall-store.ts'
import { type IndexOf, seal, unseal } from './sealing.ts'

export async function listPersons(
  { db, keys }: RegistryDeps,
  actor: Actor,
  query: PersonQuery,
): Promise<PersonPage> {
  const can = { create: hasRight(actor, 'registry.write') }
  // Whether somebody has a number is told on record only.
  if (query.q !== undefined && readWholeNumber(query.q)) return { rows: [], total: 0, wholeNumber: true, can }
  const found = await behindWall(db, reachOf(actor), (tx) =>
    listRows(tx, 'person', personConditions(actor, query), 'pinyin, id', query),
  )
  const rows = found.rows.map((row) => presentPerson(keys, actor, row))
  return { rows, total: found.total, wholeNumber: false, can }
}

/** Who has a whole identity number or phone; that it was asked is on record, found or not. */
export async function findPersons(
  deps: RegistryDeps,
  actor: Actor,
  { number }: PersonNumber,
): Promise<PersonPage> {
  const ids = (await findByNumber(deps, actor, number, ['person'])).map(({ id }) => id)
  const page = { page: 1, size: numberHoldersMax }
  const found = await behindWall(deps.db, reachOf(actor), (tx) =>
    listRows(tx, 'person', thesePersons(actor, ids), 'pinyin, id', page),
  )
  const rows = found.rows.map((row) => presentPerson(deps.keys, actor, row))
  return { rows, total: found.total, wholeNumber: true, can: { create: hasRight(actor, 'registry.write') } }
}

/** @throws AppError http.not_found */
export async function getPerson({ db, keys }: RegistryDeps, actor: Actor, id: string): Promise<Person> {
  const row = await findRow(db, actor, 'person', id)
  if (!row) throw notFound()
  return presentPerson(keys, actor, row)
}

export async function createPerson(
  deps: RegistryDeps,
  actor: Actor,
  input: NewPerson,
  clientKey: string,
): Promise<Person> {
  const build = (record: NewRecord) => {
    checkBirth(input, deps.now())
    return personRow(deps.keys, record, input)
  }
  const id = await createRecord(deps, { actor, kind: 'person', clientKey, input, build })
  return getPerson(deps, actor, id)
}

export async function updatePerson(
  deps: RegistryDeps,
  actor: Actor,
  id: string,
  { expectedVersion, ...input }: PersonUpdate,
  complete?: Completion<'person'>,
): Promise<Person> {
  const build = (row: PersonRow) => {
    if (row.erased_at) throw new AppError('registry.person_erased', { status: 409 })
    return changedPerson(deps, row, input)
  }
  await updateRecord(deps, {
    actor,
    kind: 'person',
    id,
    expectedVersion,
    build,
    ...(complete && { complete }),
  })
  return getPerson(deps, actor, id)
}

function changedPerson(
  { keys, now }: RegistryDeps,
  row: PersonRow,
  input: Omit<PersonUpdate, 'expectedVersion'>,
): PersonRow {
  const known = unseal(keys, 'person.id_number', row.id, row.id_number)
  const knownPhone = unseal(keys, 'person.phone', row.id, row.phone)
  const idNumber = input.idNumber === undefined ? known : input.idNumber
  const phone = input.phone === undefined ? knownPhone : input.phone
  // What the old number said is not held against a new one.
  const base = idNumber === known ? { sex: row.sex, birthDate: row.birth_date } : {}
  const merged = { ...base, ...withoutUndefined({ sex: input.sex, birthDate: input.birthDate }), idNumber }
  checkBirth(merged, now())
  const name = input.name ?? row.name
  return {
    ...row,
    ...(name === row.name ? {} : { name, ...nameKeys(name) }),
    ...birthOf(merged),
    // A value that stays keeps its ciphertext, so that the log shows no change where there is none.
    ...(idNumber === known ? {} : idNumberColumns(keys, row.id, idNumber)),
    ...(phone === knownPhone ? {} : phoneColumns(keys, row.id, phone)),
    division_code: input.divisionCode ?? row.division_code,
    address: input.address ?? row.address,
    sensitivity: input.sensitivity ?? row.sensitivity,
    source: input.source ?? row.source,
    as_of: input.asOf === undefined ? row.as_of : input.asOf,
  }
}

function withoutUndefined<T extends object>(object: T): Partial<T> {
  return Object.fromEntries(Object.entries(object).filter(([, item]) => item !== undefined)) as Partial<T>
}

type Birth = {
  idNumber?: string | null | undefined
  sex?: Sex | null | undefined
  birthDate?: string | null | undefined
}

/** @throws AppError when what was typed contradicts the identity number, or the birth is still to come */
function checkBirth({ idNumber, sex, birthDate }: Birth, now: Date): void {
  const today = shanghaiDate(now)
  if (idNumber) {
    const said = readIdNumber(idNumber)
    if (said.birthDate > today) throw new AppError('registry.id_number_future', { path: 'idNumber' })
    if (birthDate && birthDate !== said.birthDate) {
      throw new AppError('registry.birth_date_contradicts', { path: 'birthDate' })
    }
    if (sex && sex !== said.sex) throw new AppError('registry.sex_contradicts', { path: 'sex' })
  } else if (birthDate && birthDate > today) {
    throw new AppError('registry.birth_date_future', { path: 'birthDate' })
  }
}

/** Sex and day of birth are read from the identity number where there is one, and typed only where there is none. */
function birthOf({ idNumber, sex, birthDate }: Birth): Pick<PersonRow, 'sex' | 'birth_date'> {
  if (!idNumber) return { sex: sex ?? null, birth_date: birthDate ?? null }
  const said = readIdNumber(idNumber)
  return { sex: said.sex, birth_date: said.birthDate }
}

function idNumberColumns(
  keys: Keys,
  id: string,
  value: string | null | undefined,
  indexOf?: IndexOf,
): Pick<PersonRow, 'id_number' | 'id_number_index'> {
  if (!value) return { id_number: null, id_number_index: null }
  const { sealed, index } = seal(keys, 'person.id_number', id, value, indexOf)
  return { id_number: sealed, id_number_index: index }
}

function phoneColumns(
  keys: Keys,
  id: string,
  value: string | null | undefined,
  indexOf?: IndexOf,
): Pick<PersonRow, 'phone' | 'phone_index'> {
  if (!value) return { phone: null, phone_index: null }
  const { sealed, index } = seal(keys, 'person.phone', id, value, indexOf)
  return { phone: sealed, phone_index: index }
}

export function personRow(keys: Keys, record: NewRecord, input: NewPerson, indexOf?: IndexOf): PersonRow {
  return {
    ...record,
    name: input.name,
    ...nameKeys(input.name),
    ...birthOf(input),
    ...idNumberColumns(keys, record.id, input.idNumber, indexOf),
    ...phoneColumns(keys, record.id, input.phone, indexOf),
    division_code: input.divisionCode,
    address: input.address,
    sensitivity: input.sensitivity,
    source: input.source,
    as_of: input.asOf,
    erased_at: null,
    certificate: null,
  }
}

/** A row of an import or a seed: parsed by `NewPerson`, with the id that other rows name it by. */
export type PersonToInsert = NewPerson & { id?: string }

/** Inserts many at once, without a change log: the source says where they come from. Answers their ids in order. */
export async function insertPersons(
  db: Database,
  keys: Keys,
  persons: readonly PersonToInsert[],
  now: Date,
): Promise<string[]> {
  const rows = persons.map(({ id, ...person }) =>
    personRow(keys, { id: id ?? newId(now), version: 1, created_at: now, updated_at: now }, person),
  )
  await insertRows(db, 'person', rows)
  return rows.map(({ id }) => id)
}

function presentPerson(keys: Keys, actor: Actor, row: PersonRow): Person {
  const idNumber = unseal(keys, 'person.id_number', row.id, row.id_number)
  const phone = unseal(keys, 'person.phone', row.id, row.phone)
  return {
    id: row.id,
    name: row.name,
    sex: row.sex,
    birthDate: row.birth_date,
    idNumber: idNumber === null ? null : maskIdNumber(idNumber),
    phone: phone === null ? null : maskPhone(phone),
    divisionCode: row.division_code,
    address: row.address,
    sensitivity: row.sensitivity,
    source: row.source,
    asOf: row.as_of,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    erased:
      row.erased_at && row.certificate !== null
        ? { at: row.erased_at.toISOString(), certificate: row.certificate }
        : null,
    can: {
      update: row.erased_at === null && hasRight(actor, 'registry.write'),
      unmask: row.erased_at === null && hasRight(actor, 'registry.unmask'),
      erase: hasRight(actor, 'registry.erase'),
    },
  }
}
