/** What is told of an incident to find others that are perhaps the same. */
export type Placed = {
  id: string
  category: string
  lng: number
  lat: number
  openedAt: Date
}

export const apartMetresMax = 150
export const apartHoursMax = 72

const metresPerDegree = 111_320

/** As the crow flies, over a few hundred metres: flat enough to be off by less than a metre. */
export function metresBetween(a: Pick<Placed, 'lng' | 'lat'>, b: Pick<Placed, 'lng' | 'lat'>): number {
  const north = (a.lat - b.lat) * metresPerDegree
  const east = (a.lng - b.lng) * metresPerDegree * Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180)
  return Math.hypot(north, east)
}

export type Repeats<One extends Placed> = {
  master: One
  others: { one: One; metres: number; hours: number }[]
}

/**
 * Groups of incidents that are perhaps one: of the same category, close in place and time to the one that was reported
 * first. Each belongs to one group at most, so that nobody is told to merge a master into another.
 */
export function findRepeats<One extends Placed>(incidents: readonly One[]): Repeats<One>[] {
  const byTime = incidents.toSorted(
    (a, b) => a.openedAt.getTime() - b.openedAt.getTime() || (a.id < b.id ? -1 : 1),
  )
  const taken = new Set<string>()
  const groups: Repeats<One>[] = []
  for (const of of Map.groupBy(byTime, ({ category }) => category).values()) {
    for (const [at, master] of of.entries()) {
      if (taken.has(master.id)) continue
      const others = of.slice(at + 1).flatMap((one) => {
        const hours = (one.openedAt.getTime() - master.openedAt.getTime()) / 3_600_000
        const metres = metresBetween(master, one)
        return taken.has(one.id) || hours > apartHoursMax || metres > apartMetresMax
          ? []
          : [{ one, metres, hours }]
      })
      if (others.length === 0) continue
      for (const { one } of others) taken.add(one.id)
      groups.push({ master, others })
    }
  }
  return groups.toSorted((a, b) => b.master.openedAt.getTime() - a.master.openedAt.getTime())
}
