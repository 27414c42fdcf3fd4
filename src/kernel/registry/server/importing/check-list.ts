import type { Database } from '#kernel/db/server'
import { covers } from '#kernel/divisions/model'
import type { ImportField, ImportReport } from '../../model/importing/answers.ts'
import { heldHouseholds, heldNumbers, knownDivisions } from './import-store.ts'
import type { HouseholdHead } from './seal.ts'

export type RefusedRow = { row: number; reasons: { field: ImportField | null; code: string }[] }
export type Judged = { taken: HouseholdHead[]; left: HouseholdHead[]; refused: RefusedRow[] }
type Faults = HouseholdHead['faults']

/**
 * What only the whole list and the register can tell: divisions, numbers that come twice or are held, household
 * numbers that the village has given. A household with one fault is refused with all its rows.
 */
export async function judge(
  db: Database,
  { divisions }: { divisions: readonly string[] },
  households: readonly HouseholdHead[],
): Promise<Judged> {
  const codes = await knownDivisions(db, [...new Set(households.map(({ divisionCode }) => divisionCode))])
  const first = new Map<string, number>()
  const twice = new Set<string>()
  for (const { ids } of households)
    for (const { index, row } of ids) {
      if (first.has(index)) twice.add(index)
      else first.set(index, row)
    }
  const held = await heldNumbers(db, [...first.keys()])
  const givenNumbers = await heldHouseholds(db, households)
  const faultsOf = new Map<HouseholdHead, Faults>()
  for (const household of households) {
    const { divisionCode, number, rows, ids } = household
    const faults = [...household.faults]
    faultsOf.set(household, faults)
    const refuse = (row: number, field: ImportField, code: string) =>
      faults.push({ row, fault: { field, code: `registry.import.${code}` } })
    const head = rows[0] ?? 0
    if (!codes.has(divisionCode)) refuse(head, 'divisionCode', 'unknown_division')
    else if (!covers(divisions, divisionCode)) refuse(head, 'divisionCode', 'outside_scope')
    else if (givenNumbers.has(`${divisionCode} ${number}`)) refuse(head, 'number', 'household_number_held')
    for (const { index, row } of ids) {
      if (twice.has(index)) refuse(row, 'idNumber', 'id_number_twice')
      if (held.has(index)) refuse(row, 'idNumber', 'id_number_held')
    }
  }
  const faultless = (household: HouseholdHead) => (faultsOf.get(household) ?? []).length === 0
  const left = households.filter((household) => !faultless(household))
  return {
    taken: households.filter(faultless),
    left,
    refused: left
      .flatMap((household) => refusedOf(household.rows, faultsOf.get(household) ?? []))
      .sort((a, b) => a.row - b.row),
  }
}

/** Every row of a refused household says why: for its own fault, or for another row's. */
function refusedOf(rows: readonly number[], faults: Faults): RefusedRow[] {
  return rows.map((row) => {
    const own = faults.filter((fault) => fault.row === row).map(({ fault }) => fault)
    return { row, reasons: own.length > 0 ? own : [{ field: null, code: 'registry.import.other_row' }] }
  })
}

export function reportOf(rows: number, { taken, left, refused }: Judged, alike: number | null): ImportReport {
  const counts = new Map<string, number>()
  for (const { reasons } of refused)
    for (const code of new Set(reasons.map((reason) => reason.code)))
      counts.set(code, (counts.get(code) ?? 0) + 1)
  return {
    rows,
    households: taken.length,
    persons: taken.reduce((sum, household) => sum + household.rows.length, 0),
    refusedRows: refused.length,
    refusedHouseholds: left.length,
    alike,
    reasons: [...counts].map(([code, count]) => ({ code, rows: count })).sort((a, b) => b.rows - a.rows),
  }
}
