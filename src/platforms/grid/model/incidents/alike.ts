import { z } from 'zod'
import type { Point } from '#kernel/ledgers/model'

export const alikeReasons = [
  'near',
  'same_place',
  'same_category',
  'same_area',
  'same_days',
  'similar_words',
] as const
export type AlikeReason = (typeof alikeReasons)[number]

/** What is known of a matter that is about to be registered, and of one that is there. */
export type MatterCard = {
  text: string
  category: string | null
  area: string | null
  divisionCode: string
  spot: Point | null
  at: Date
}

/** So near (in metres) two reports are of one spot, and so long after one another of one time. */
export const nearM = 150
const daysApartMax = 14
const similarFrom = 0.25
const proposedFrom = 4

/** What each finding counts; from the sum on that is asked for a matter is proposed as the same. */
const points: Readonly<Record<AlikeReason, number>> = {
  near: 3,
  same_place: 1,
  same_category: 3,
  same_area: 1,
  same_days: 1,
  similar_words: 2,
}

export const Alike = z.object({
  points: z.int(),
  reasons: z.array(z.enum(alikeReasons)),
  distanceM: z.int().nullable(),
})
export type Alike = z.infer<typeof Alike>

const dayMs = 86_400_000
const earthM = 6_371_000
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Metres between two spots, on the sphere: for what is near enough to be walked. */
export function distanceM(a: Point, b: Point): number {
  const x = radians(b.lng - a.lng) * Math.cos(radians((a.lat + b.lat) / 2))
  return Math.hypot(x, radians(b.lat - a.lat)) * earthM
}

const pairs = (text: string): Set<string> => {
  const plain = Array.from(text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, ''))
  return new Set(plain.slice(1).map((letter, index) => `${plain[index] ?? ''}${letter}`))
}

/** How much of two texts' pairs of characters is common, 0 to 1. */
function overlap(a: string, b: string): number {
  const [left, right] = [pairs(a), pairs(b)]
  if (left.size === 0 || right.size === 0) return 0
  return (2 * [...left].filter((pair) => right.has(pair)).length) / (left.size + right.size)
}

/** What speaks for two reports being of one matter; undefined where it is too little, or they lie apart. */
export function alikeness(a: MatterCard, b: MatterCard): Alike | undefined {
  const metres = a.spot && b.spot ? distanceM(a.spot, b.spot) : null
  if (metres !== null && metres > nearM) return undefined
  if (Math.abs(a.at.getTime() - b.at.getTime()) > daysApartMax * dayMs) return undefined
  const found: Record<AlikeReason, boolean> = {
    near: metres !== null,
    same_place: metres === null && a.divisionCode.slice(0, 12) === b.divisionCode.slice(0, 12),
    same_category: a.category !== null && a.category === b.category,
    same_area: a.area !== null && a.area === b.area && a.category !== b.category,
    same_days: Math.abs(a.at.getTime() - b.at.getTime()) <= 3 * dayMs,
    similar_words: overlap(a.text, b.text) >= similarFrom,
  }
  const reasons = alikeReasons.filter((reason) => found[reason])
  const sum = reasons.reduce((all, reason) => all + points[reason], 0)
  // Being near and of the same days alone says nothing: a street has many matters.
  const says = found.same_category || found.same_area || found.similar_words
  if (!says || sum < proposedFrom) return undefined
  return { points: sum, reasons, distanceM: metres === null ? null : Math.round(metres) }
}
