/** How often something may be done within a window: up to `free` just so, up to `most` with a proof of work. */
export type Limit = { windowMs: number; free: number; most: number }

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

/** `203.0.113.7` as `203.0.*.*`, an IPv6 network by its beginning: enough to compare with what a caller says. */
export function maskNetwork(network: string): string {
  const [a, b] = network.split(network.includes(':') ? ':' : '.')
  return network.includes(':') ? `${a}:${b}:*` : `${a}.${b}.*.*`
}
