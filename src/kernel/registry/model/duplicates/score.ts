import type { ObjectKind } from '../fields.ts'
import {
  compareAddresses,
  compareDays,
  compareDivisions,
  compareSounded,
  metresBetween,
  plainText,
  type Sounded,
} from './compare.ts'
import { type Band, bandOf, distances, weights } from './weights.ts'

type Placed = { divisionCode: string | null; address: string }

/** What is compared of each kind. Numbers come as marks (blind indexes): equal or not, and no more. */
export type Facts = {
  person: Placed & {
    name: Sounded
    idNumber: string | null
    phone: string | null
    birthDate: string | null
    sex: string | null
  }
  household: Placed & { number: string | null; head: Sounded | null; headBirthDate: string | null }
  enterprise: Placed & {
    /** Without legal form and place: what tells one firm from another. */
    name: Sounded
    creditCode: string | null
    phone: string | null
    contact: string
  }
  place: Placed & { name: Sounded; kind: string | null; point: readonly [number, number] | null }
}

/** One finding and what it was worth. */
export type Reason = { field: string; finding: string; points: number }
export type Score = { score: number; band: Band | undefined; reasons: Reason[] }

type Finding = readonly [field: string, finding: string | undefined]

/** How alike two objects are, and why: each finding with its points, the weightiest first. */
export function scorePair<K extends ObjectKind>(kind: K, a: Facts[K], b: Facts[K]): Score {
  const table = weights[kind] as Record<string, Record<string, number>>
  const found = findings[kind] as (a: Facts[K], b: Facts[K]) => Finding[]
  const reasons = found(a, b).flatMap(([field, finding]) => {
    const points = finding === undefined ? undefined : table[field]?.[finding]
    return finding === undefined || points === undefined ? [] : [{ field, finding, points }]
  })
  const score = reasons.reduce((sum, { points }) => sum + points, 0)
  reasons.sort((x, y) => Math.abs(y.points) - Math.abs(x.points))
  return { score, band: bandOf(score), reasons }
}

const findings: { [K in ObjectKind]: (a: Facts[K], b: Facts[K]) => Finding[] } = {
  person: (a, b) => [
    ['idNumber', equal(a.idNumber, b.idNumber)],
    ['name', ofName(a.name, b.name)],
    ['phone', equal(a.phone, b.phone)],
    ['birthDate', both(a.birthDate, b.birthDate, compareDays)],
    ['sex', equal(a.sex, b.sex)],
    ...whereabouts(a, b),
  ],
  household: (a, b) => [
    ['number', equal(a.number, b.number)],
    ['head', both(a.head, b.head, ofName)],
    ['headBirthDate', both(a.headBirthDate, b.headBirthDate, compareDays)],
    ...whereabouts(a, b),
  ],
  enterprise: (a, b) => [
    ['creditCode', equal(a.creditCode, b.creditCode)],
    ['name', ofTitle(a.name, b.name)],
    ['phone', equal(a.phone, b.phone)],
    ['contact', equal(a.contact || null, b.contact || null)],
    ...whereabouts(a, b),
  ],
  place: (a, b) => [
    ['name', ofTitle(a.name, b.name)],
    ['kind', equal(a.kind, b.kind)],
    ['distance', both(a.point, b.point, apart)],
    ...whereabouts(a, b),
  ],
}

function both<T>(a: T | null, b: T | null, compare: (a: T, b: T) => string | undefined): string | undefined {
  return a === null || b === null ? undefined : compare(a, b)
}

function equal(a: string | null, b: string | null): string | undefined {
  return both(a, b, (left, right) => (left === right ? 'same' : 'different'))
}

/** In a name of two characters, one that differs is half of it. */
function ofName(a: Sounded, b: Sounded): string {
  const likeness = compareSounded(a, b)
  const short = Math.min(Array.from(a.text).length, Array.from(b.text).length) <= 2
  return likeness === 'one_error' && short ? 'one_error_of_two' : likeness
}

/** Names of firms and places: one may say more than the other; where numbers differ, they are two. */
function ofTitle(a: Sounded, b: Sounded): string {
  const [left, right] = [plainText(a.text), plainText(b.text)]
  const numbers = (text: string) => text.match(/\d+/g)?.join(' ') ?? ''
  if (numbers(left) !== numbers(right)) return 'different'
  const likeness = compareSounded(a, b)
  const [short, long] = left.length < right.length ? [left, right] : [right, left]
  if (likeness === 'one_error' && short.length < 3) return 'different'
  if (likeness !== 'different') return likeness
  return short.length >= 3 && long.includes(short) ? 'part' : likeness
}

function apart(a: readonly number[], b: readonly number[]): string | undefined {
  const metres = metresBetween(a, b)
  if (metres <= distances.here) return 'here'
  if (metres <= distances.near) return 'near'
  return metres >= distances.far ? 'far' : undefined
}

function whereabouts(a: Placed, b: Placed): Finding[] {
  const where = both(a.divisionCode, b.divisionCode, compareDivisions)
  const said = (address: string) => (address === '' ? null : address)
  const address = both(said(a.address), said(b.address), compareAddresses)
  // “12 Main Road” of another township is another house.
  return [
    ['address', where === 'elsewhere' && address !== 'different' ? undefined : address],
    ['division', where],
  ]
}
