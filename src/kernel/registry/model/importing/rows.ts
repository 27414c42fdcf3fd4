import { isLocalDate } from '#kernel/time/model'
import { type Relation } from '../household.ts'
import { idNumberFault, normaliseIdNumber, readIdNumber, type Sex } from '../id-number.ts'
import { isPhone, normalisePhone } from '../phone.ts'
import type { ImportField, ImportMapping } from './answers.ts'
import { readDay, readRelation, readSex } from './headings.ts'

/** What is wrong with a row, and in which field; the code is a key of texts. */
export type RowFault = { field: ImportField | null; code: string }

/** One row of the list as it is registered. */
export type ReadMember = {
  row: number
  relation: Relation
  name: string
  idNumber: string | null
  sex: Sex | null
  birthDate: string | null
  phone: string | null
}

export type RawHousehold = {
  divisionCode: string
  number: string
  /** Number in the sheet and cells of each row. */
  rows: { row: number; cells: readonly string[] }[]
}

export type ReadHousehold = { divisionCode: string; number: string; address: string; members: ReadMember[] }
export type Reading = { household: ReadHousehold | undefined; faults: { row: number; fault: RowFault }[] }

const cellOf = (cells: readonly string[], column: number | undefined) =>
  column === undefined ? '' : (cells[column] ?? '')

/** Rows of one division and household number are one household, wherever they stand; a row without either stands alone. */
export function groupRows(
  rows: readonly (readonly string[])[],
  mapping: ImportMapping,
  firstRow: number,
): RawHousehold[] {
  const households = new Map<string, RawHousehold>()
  rows.forEach((cells, index) => {
    if (cells.every((cell) => cell === '')) return
    const divisionCode = cellOf(cells, mapping.divisionCode).trim()
    const number = cellOf(cells, mapping.number).trim()
    const row = firstRow + index
    const key = number === '' ? `row ${row}` : `${divisionCode} ${number}`
    const known = households.get(key)
    if (known) known.rows.push({ row, cells })
    else households.set(key, { divisionCode, number, rows: [{ row, cells }] })
  })
  return [...households.values()]
}

/** Reads a household with its members, with everything that speaks against it; one fault and none of it is taken. */
export function readHousehold(raw: RawHousehold, mapping: ImportMapping, today: string): Reading {
  const faults: Reading['faults'] = []
  const members: ReadMember[] = []
  let address = ''
  for (const { row, cells } of raw.rows) {
    const found: RowFault[] = []
    if (raw.number === '' || raw.number.length > 60)
      found.push({ field: 'number', code: 'registry.import.no_number' })
    const member = readMember(row, cells, { mapping, today, found })
    const said = cellOf(cells, mapping.address).trim()
    if (said.length > 300) found.push({ field: 'address', code: 'registry.import.too_long' })
    address ||= said
    members.push(member)
    faults.push(...found.map((fault) => ({ row, fault })))
  }
  const heads = members.filter(({ relation }) => relation === 'head').length
  const first = raw.rows[0]?.row ?? 0
  if (heads !== 1 && !faults.some(({ fault }) => fault.field === 'relation'))
    faults.push({
      row: first,
      fault: {
        field: 'relation',
        code: heads === 0 ? 'registry.import.no_head' : 'registry.import.two_heads',
      },
    })
  if (members.length > 40)
    faults.push({ row: first, fault: { field: 'number', code: 'registry.import.too_many' } })
  const { divisionCode, number } = raw
  return { household: faults.length > 0 ? undefined : { divisionCode, number, address, members }, faults }
}

type MemberReading = { mapping: ImportMapping; today: string; found: RowFault[] }

function readMember(
  row: number,
  cells: readonly string[],
  { mapping, today, found }: MemberReading,
): ReadMember {
  const cell = (field: ImportField) => cellOf(cells, mapping[field])
  const fault = (field: ImportField, code: string) => found.push({ field, code })
  const name = cell('name').normalize('NFC').trim().replace(/\s+/g, ' ')
  if (name === '' || name.length > 200) fault('name', 'registry.import.no_name')
  const relation = readRelation(cell('relation'))
  if (relation === undefined) fault('relation', 'registry.import.unknown_relation')
  const idNumber = normaliseIdNumber(cell('idNumber')) || null
  const idFault = idNumber === null ? undefined : idNumberFault(idNumber)
  if (idFault !== undefined) fault('idNumber', `error.${idFault}`)
  const phone = normalisePhone(cell('phone')) || null
  if (phone !== null && !isPhone(phone)) fault('phone', 'error.registry.phone_form')
  const sexText = cell('sex').trim()
  const sex = sexText === '' ? null : (readSex(sexText) ?? null)
  if (sexText !== '' && sex === null) fault('sex', 'registry.import.unknown_sex')
  const dayText = cell('birthDate').trim()
  const day = dayText === '' ? null : (readDay(dayText) ?? '')
  if (day !== null && !isLocalDate(day)) fault('birthDate', 'registry.import.birth_date_form')
  const said = idNumber !== null && idFault === undefined ? readIdNumber(idNumber) : undefined
  const birthDate = said?.birthDate ?? day
  if (said && day && day !== said.birthDate) fault('birthDate', 'error.registry.birth_date_contradicts')
  if (said && sex && sex !== said.sex) fault('sex', 'error.registry.sex_contradicts')
  if (birthDate && birthDate > today) fault('birthDate', 'error.registry.birth_date_future')
  return { row, relation: relation ?? 'unrelated', name, idNumber, sex: said?.sex ?? sex, birthDate, phone }
}
