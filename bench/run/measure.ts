/** What one measurement answers: times in milliseconds, CPU as a share of one core. */
export type Figures = {
  count: number
  errors: number
  firstError?: string
  seconds: number
  perSecond: number
  p50: number
  p95: number
  p99: number
  cpu: number
}

export type Load = { clients: number; seconds: number; warmUpSeconds: number }

/** Counts what took how long; percentiles are of all that was measured, not of samples of it. */
export class Stopwatch {
  #times: number[] = []
  errors = 0
  firstError: string | undefined

  add(ms: number): void {
    this.#times.push(ms)
  }

  /** How long the work takes. */
  async time(work: () => Promise<unknown>): Promise<void> {
    const start = performance.now()
    await work()
    this.add(performance.now() - start)
  }

  fail(error: unknown): void {
    this.errors += 1
    this.firstError ??= error instanceof Error ? error.message : String(error)
  }

  clear(): void {
    this.#times = []
    this.errors = 0
    this.firstError = undefined
  }

  figures(seconds: number, cpu: number): Figures {
    const times = Float64Array.from(this.#times).sort()
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
    return {
      count: times.length,
      errors: this.errors,
      ...(this.firstError === undefined ? {} : { firstError: this.firstError }),
      seconds,
      perSecond: times.length / seconds,
      p50: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
      cpu,
    }
  }
}

export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Clients that each do the next thing as soon as the last is done, for a time; what warms up isn't counted. */
export async function measure(
  { clients, seconds, warmUpSeconds }: Load,
  once: (turn: number) => Promise<void>,
): Promise<Figures> {
  const watch = new Stopwatch()
  let turn = 0
  const runFor = async (time: number) => {
    const end = performance.now() + time * 1000
    const client = async () => {
      while (performance.now() < end) {
        const start = performance.now()
        try {
          await once(turn++)
          watch.add(performance.now() - start)
        } catch (error) {
          watch.fail(error)
        }
      }
    }
    await Promise.all(Array.from({ length: clients }, client))
  }
  await runFor(warmUpSeconds)
  watch.clear()
  const cpu = cpuSeconds()
  const start = performance.now()
  await runFor(seconds)
  const took = (performance.now() - start) / 1000
  return watch.figures(took, (cpuSeconds() - cpu) / took)
}
