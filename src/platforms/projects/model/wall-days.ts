const dayMs = 86_400_000

const utc = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** Calendar days from one day to another, both `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utc(to) - utc(from)) / dayMs)
}

export function addDays(day: string, days: number): string {
  return new Date(utc(day) + days * dayMs).toISOString().slice(0, 10)
}
