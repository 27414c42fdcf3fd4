/** How often something may be done within a window: up to `free` just so, up to `most` with a proof of work. */
export type Limit = { windowMs: number; free: number; most: number }

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** What is counted of a network, a phone, a session or a claim. A whole village may share one address of a provider. */
export const limits = {
  'report.network': [
    { windowMs: hourMs, free: 6, most: 40 },
    { windowMs: dayMs, free: 20, most: 200 },
  ],
  'report.phone': [{ windowMs: dayMs, free: 5, most: 12 }],
  'upload.network': [
    { windowMs: hourMs, free: 80, most: 80 },
    { windowMs: dayMs, free: 300, most: 300 },
  ],
  'code.phone': [
    { windowMs: minuteMs, free: 1, most: 1 },
    { windowMs: hourMs, free: 5, most: 5 },
    { windowMs: dayMs, free: 10, most: 10 },
  ],
  'code.network': [
    { windowMs: hourMs, free: 10, most: 30 },
    { windowMs: dayMs, free: 40, most: 100 },
  ],
  'code.house': [{ windowMs: dayMs, free: 5000, most: 5000 }],
  'code.answer': [{ windowMs: hourMs, free: 30, most: 30 }],
  'follow.network': [{ windowMs: hourMs, free: 20, most: 20 }],
  'follow.claim': [{ windowMs: hourMs, free: 30, most: 30 }],
  'say.claim': [{ windowMs: dayMs, free: 10, most: 10 }],
  'ask.network': [{ windowMs: minuteMs, free: 120, most: 120 }],
} as const satisfies Record<string, readonly Limit[]>
export type Limited = keyof typeof limits

export type Counted = Limit & { n: number; windowAt: Date }
export type LimitVerdict = { verdict: 'free' | 'proof' } | { verdict: 'refused'; until: Date }

/** Where a window begins that a moment lies in. */
export function windowOf(now: Date, windowMs: number): Date {
  return new Date(Math.floor(now.getTime() / windowMs) * windowMs)
}

/** What the counts, the present one among them, allow: the strictest window holds, and the longest wait. */
export function verdictOf(counts: readonly Counted[]): LimitVerdict {
  const over = counts.filter(({ n, most }) => n > most)
  if (over.length > 0) {
    const ends = over.map(({ windowAt, windowMs }) => windowAt.getTime() + windowMs)
    return { verdict: 'refused', until: new Date(Math.max(...ends)) }
  }
  return { verdict: counts.some(({ n, free }) => n > free) ? 'proof' : 'free' }
}

/** How often a refused caller may go on until the network is blocked as a whole. */
export const patience = 3

export const codeLife = { minutes: 5, tries: 5, digits: 6 } as const
export const sessionHours = 24
/** Photos of one report, bytes of each, and for how long one that hangs on nothing is kept. */
export const photoLimits = { count: 4, bytes: 12 * 1024 * 1024, unusedHours: 24 } as const
/** For how long a network or phone is blocked that abuse came from. */
export const blockDays = { abuse: 30, limit: 1 } as const

/** `203.0.113.7` as `203.0.*.*`, an IPv6 network by its beginning: enough to compare with what a caller says. */
export function maskNetwork(network: string): string {
  const [a, b] = network.split(network.includes(':') ? ':' : '.')
  return network.includes(':') ? `${a}:${b}:*` : `${a}.${b}.*.*`
}
