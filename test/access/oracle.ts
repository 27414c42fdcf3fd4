import type { MayKnow, Reader } from './secrets.ts'

/** An entry as the test planted it, with all who took part in it. */
export type EntryRecord = {
  kind: 'entry'
  id: string
  ledger: string
  division: string
  sensitivity: number
  title: string
  stage: string
  isOpen: boolean
  organisationId: number
  seq: number
  parties: { organisationId: number; accountId: number | null }[]
  tasks: { id: string; organisationId: number; accountId: number | null }[]
}

/** A person, household, enterprise or place, as planted. */
export type ObjectRecord = {
  kind: 'persons' | 'households' | 'enterprises' | 'places'
  id: string
  division: string
  sensitivity: number
  name: string
}

const covers = (roots: readonly string[], division: string) =>
  roots.some((root) => division.startsWith(root) && [6, 9, 12].includes(root.length))

/** By scope or by participation, within the class: the rule in words of its own, to hold the product's SQL against. */
export function maySeeEntry(entry: EntryRecord, reader: Reader): boolean {
  if (entry.sensitivity > reader.sensitivity) return false
  if (reader.rights.includes('ledgers.read_all')) return true
  const hasLedger = reader.ledgers === null || reader.ledgers.includes(entry.ledger)
  if (hasLedger && covers(reader.roots, entry.division)) return true
  return entry.parties.some((party) => isFor(party, reader))
}

export function isFor(holder: { organisationId: number; accountId: number | null }, reader: Reader): boolean {
  return (
    holder.organisationId === reader.organisationId &&
    (holder.accountId === null || holder.accountId === reader.accountId)
  )
}

export function maySeeObject(object: Omit<ObjectRecord, 'id' | 'name' | 'kind'>, reader: Reader): boolean {
  return (
    reader.rights.includes('registry.read') &&
    object.sensitivity <= reader.sensitivity &&
    covers(reader.roots, object.division)
  )
}

/** What is kept of an account or a position: seen by who reads identity in the organisation's division. */
export function maySeeStaff(organisationDivision: string): MayKnow {
  return (reader) =>
    (reader.rights.includes('identity.read') || reader.rights.includes('audit.read')) &&
    covers(reader.roots, organisationDivision)
}

export const coversOf = covers
