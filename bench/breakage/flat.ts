import type { Ground } from './ground.ts'

export type Answered = { kind: string; ms: number }

/** What was seen in a quarter of a minute. */
export type Sample = {
  minutes: number
  answered: readonly Answered[]
  errors: number
  heapMb: number
  rssMb: number
  /** Of it, what a collection leaves that gives all back. */
  leftMb: number
  connections: number
  cpuSeconds: number
  seconds: number
  /** Of the machine: where others work, times by the clock say little. */
  load: number
}

/** The first part warms up: caches fill, code is compiled. It is shown, and not judged. */
const warmUpShare = 0.2
/** By so much of the first half's mean a figure may grow along the straight line through the second half. */
const tolerances = {
  'heap after collection, MB': 0.1,
  'RSS, MB': 0.1,
  'RSS after collection, MB': 0.1,
  'PG connections': 0.2,
  'p50, ms': 0.25,
  'p95, ms': 0.5,
  'p99, ms': 0.75,
  'processor for a request, ms': 0.25,
} as const
type Figure = keyof typeof tolerances

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

const times = ({ answered }: Sample) => answered.map(({ ms }) => ms)
const costMs = ({ cpuSeconds, answered }: Sample) => (cpuSeconds * 1000) / Math.max(1, answered.length)

const figures: Record<Figure, (sample: Sample) => number> = {
  'heap after collection, MB': ({ heapMb }) => heapMb,
  'RSS, MB': ({ rssMb }) => rssMb,
  'RSS after collection, MB': ({ leftMb }) => leftMb,
  'PG connections': ({ connections }) => connections,
  'p50, ms': (sample) => quantile(times(sample), 0.5),
  'p95, ms': (sample) => quantile(times(sample), 0.95),
  'p99, ms': (sample) => quantile(times(sample), 0.99),
  'processor for a request, ms': costMs,
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

export type Trend = {
  first: number
  second: number
  /** Along the line through the second half, from its beginning to its end. */
  growth: number
  /** How far the line may be off by chance: two standard errors of that growth. */
  chance: number
  isFlat: boolean
}

/** A figure grows where the line through its second half rises by more than the tolerance, and not by chance. */
export function trendOf(minutes: readonly number[], values: readonly number[], tolerance: number): Trend {
  const middle = Math.floor(values.length / 2)
  const first = mean(values.slice(0, middle))
  const x = minutes.slice(middle)
  const y = values.slice(middle)
  const [mx, second] = [mean(x), mean(y)]
  const spread = x.reduce((sum, value) => sum + (value - mx) ** 2, 0)
  const slope = x.reduce((sum, value, no) => sum + (value - mx) * ((y[no] ?? 0) - second), 0) / spread
  const off = y.reduce((sum, value, no) => sum + (value - second - slope * ((x[no] ?? 0) - mx)) ** 2, 0)
  const span = (x.at(-1) ?? 0) - (x[0] ?? 0)
  const growth = slope * span
  const chance = 2 * Math.sqrt(off / Math.max(1, x.length - 2) / spread) * span
  return { first, second, growth, chance, isFlat: growth - chance <= tolerance * first }
}

/** Checks that nothing grows, and tells by how much each figure did. */
export function judgeFlat(ground: Ground, samples: readonly Sample[], minutes: number): void {
  const judged = samples.filter((sample) => sample.minutes > minutes * warmUpShare)
  if (!ground.check('there are samples enough to judge by', judged.length >= 8, `${judged.length}`)) return
  const at = judged.map((sample) => sample.minutes)
  for (const [what, of] of Object.entries(figures) as [Figure, (sample: Sample) => number][]) {
    const trend = trendOf(at, judged.map(of), tolerances[what])
    const { first, second, growth, chance } = trend
    const percent = Math.round(tolerances[what] * 100)
    const sign = growth < 0 ? '−' : '+'
    const told = `${first.toFixed(1)} in the first half, ${second.toFixed(1)} in the second; along it ${sign}${Math.abs(growth).toFixed(1)} ± ${chance.toFixed(1)}`
    ground.fact(what, told)
    ground.check(`flat (within ${percent} %): ${what}`, trend.isFlat, told)
  }
}

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`

/** Minute by minute: for each kind of request its p50/p95/p99 in ms, then the process. */
export function minuteTable(samples: readonly Sample[]): string {
  const kinds = [...new Set(samples.flatMap(({ answered }) => answered.map(({ kind }) => kind)))].toSorted()
  const head = [
    'minute',
    ...kinds,
    'requests',
    'errors',
    'heap MB',
    'RSS MB',
    'left MB',
    'PG connections',
    'CPU %',
    'load',
  ]
  const lines = [row(head), row(head.map((_, no) => (no === 0 ? '---' : '---:')))]
  const last = Math.ceil(samples.at(-1)?.minutes ?? 0)
  for (let minute = 1; minute <= last; minute += 1) {
    const within = samples.filter(({ minutes }) => Math.ceil(minutes - 0.01) === minute)
    if (within.length > 0) lines.push(minuteRow(minute, within, kinds))
  }
  return lines.join('\n')
}

function minuteRow(minute: number, within: readonly Sample[], kinds: readonly string[]): string {
  const answered = within.flatMap((sample) => sample.answered)
  const cell = (kind: string) => {
    const values = answered.filter((one) => one.kind === kind).map(({ ms }) => ms)
    return values.length === 0 ? '' : [0.5, 0.95, 0.99].map((at) => quantile(values, at).toFixed(0)).join('/')
  }
  const end = within.at(-1)
  const sum = (of: (sample: Sample) => number) => within.reduce((total, sample) => total + of(sample), 0)
  return row([
    minute,
    ...kinds.map(cell),
    answered.length,
    sum(({ errors }) => errors),
    end?.heapMb.toFixed(0) ?? '',
    end?.rssMb.toFixed(0) ?? '',
    end?.leftMb.toFixed(0) ?? '',
    Math.max(...within.map(({ connections }) => connections)),
    ((sum(({ cpuSeconds }) => cpuSeconds) / sum(({ seconds }) => seconds)) * 100).toFixed(0),
    end?.load ?? '',
  ])
}
