import type { Relation } from '../household.ts'

/** One stay of a person in a household, `[from, to)`. */
export type Stay = {
  householdId: string
  personId: string
  relation: Relation
  from: string
  to: string | null
}

function overlap(a: Stay, b: Stay): boolean {
  const endsBefore = (one: Stay, other: Stay) => one.to !== null && one.to <= other.from
  return !endsBefore(a, b) && !endsBefore(b, a)
}

/**
 * The stays of a person who was registered twice: those of the one record, and of the other what doesn't overlap them,
 * since nobody lives in two homes.
 */
export function mergeStays(personId: string, first: readonly Stay[], second: readonly Stay[]): Stay[] {
  const kept = first.map((stay) => ({ ...stay, personId }))
  for (const stay of second) {
    if (!kept.some((one) => overlap(one, stay))) kept.push({ ...stay, personId })
  }
  return kept
}

/**
 * The stays in a household that was registered twice: all of the one, and of the other those of people who were not in
 * the one at the time. There is one head: the other one's becomes a relative.
 */
export function mergeHouseholds(
  householdId: string,
  first: readonly Stay[],
  second: readonly Stay[],
): Stay[] {
  const kept = first.map((stay) => ({ ...stay, householdId }))
  const headed = kept.some(({ relation, to }) => relation === 'head' && to === null)
  for (const stay of second) {
    if (kept.some((one) => one.personId === stay.personId && overlap(one, stay))) continue
    const another = headed && stay.relation === 'head' && stay.to === null
    kept.push({ ...stay, householdId, relation: another ? 'other_relative' : stay.relation })
  }
  return kept
}

const keyOf = ({ householdId, personId, relation, from, to }: Stay) =>
  [householdId, personId, relation, from, to ?? ''].join(' ')

/** Whether the stays are the same, in whatever order. */
export function sameStays(a: readonly Stay[], b: readonly Stay[]): boolean {
  const keys = (list: readonly Stay[]) => list.map(keyOf).sort().join('\n')
  return keys(a) === keys(b)
}

/** Whose stays go first unless somebody says: the other record's where it alone has a home, or is the head of the same. */
export function firstStays(survivor: readonly Stay[], absorbed: readonly Stay[]): 'survivor' | 'absorbed' {
  const [own, other] = [survivor, absorbed].map((stays) => stays.find(({ to }) => to === null))
  if (other === undefined) return 'survivor'
  if (own === undefined) return 'absorbed'
  return own.householdId === other.householdId && other.relation === 'head' ? 'absorbed' : 'survivor'
}
