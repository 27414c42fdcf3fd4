export type Light = 'green' | 'amber' | 'red'

/** The light of a clock: green in time, amber soon, red over. None where there is no clock. */
export function lightOf(dueAt: Date | string | null, amberAt: Date | string | null, now: Date): Light | null {
  if (dueAt === null) return null
  if (msOf(dueAt) < now.getTime()) return 'red'
  return amberAt !== null && msOf(amberAt) <= now.getTime() ? 'amber' : 'green'
}

const msOf = (at: Date | string) => (typeof at === 'string' ? Date.parse(at) : at.getTime())
