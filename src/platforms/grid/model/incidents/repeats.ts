import { alikeness, type Alike, type MatterCard, nearM } from './alike.ts'

/** What is told of an incident of a category and with a place of its own to find others that are perhaps the same. */
export type PlacedMatter = MatterCard & {
  id: string
  category: string
  spot: NonNullable<MatterCard['spot']>
}

export type Repeats<One extends PlacedMatter> = { master: One; others: { one: One; alike: Alike }[] }

/** Squares at least as wide as two reports of one spot may lie apart: what is alike lies in a square or beside it. */
const squareDegrees = (nearM / 111_000) * 1.6

const squareOf = ({ spot: { lng, lat } }: PlacedMatter): [x: number, y: number] => [
  Math.floor(lng / squareDegrees),
  Math.floor(lat / squareDegrees),
]

/**
 * Groups of incidents of one category that are perhaps one, by the same rule that a single report is compared by
 * (`alikeness`), under the one that was reported first. Each belongs to one group at most, so that nobody is told to merge a master into
 * another. Told of places up to 50 degrees north.
 */
export function findRepeats<One extends PlacedMatter>(incidents: readonly One[]): Repeats<One>[] {
  const byTime = incidents.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
  const bySquare = Map.groupBy(byTime, (one) => [one.category, ...squareOf(one)].join(' '))
  const order = new Map(byTime.map((one, index) => [one, index]))
  const taken = new Set<One>()
  const groups: Repeats<One>[] = []
  for (const [index, master] of byTime.entries()) {
    if (taken.has(master)) continue
    const others = around(master, bySquare)
      .filter((one) => (order.get(one) ?? 0) > index && !taken.has(one))
      .toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
      .flatMap((one) => {
        const alike = alikeness(master, one)
        return alike ? [{ one, alike }] : []
      })
    if (others.length === 0) continue
    for (const { one } of others) taken.add(one)
    groups.push({ master, others })
  }
  return groups.toSorted((a, b) => b.master.at.getTime() - a.master.at.getTime())
}

function around<One extends PlacedMatter>(of: One, bySquare: ReadonlyMap<string, readonly One[]>): One[] {
  const [x, y] = squareOf(of)
  return [-1, 0, 1].flatMap((dx) =>
    [-1, 0, 1].flatMap((dy) => bySquare.get(`${of.category} ${x + dx} ${y + dy}`) ?? []),
  )
}
