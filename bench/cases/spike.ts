import { loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { processorSeconds } from '../run/process-state.ts'
import { serveDatabase } from '../run/served.ts'
import { Caller, lifecycleBy } from './outside.ts'
import { registration } from './registration.ts'
import { withSmallHouse } from './small-house.ts'

/** Lifecycles a second, one phase after the other; then five times as many. */
const rates = [1, 15, 1, 25, 2, 35, 10]
const factors = [1, 5]
const phaseSeconds = 6
/** Back to normal by then, after the end of a spike. */
const calmSeconds = 2
const clients = 500
const slackMs = 20
/** For what is still under way at the end. */
const lastSeconds = 60

export type Phase = {
  rate: number
  begun: number
  errors: number
  /** Without an end when the measurement ended. */
  unfinished: number
  /** Of a whole lifecycle of four calls. */
  p50: number
  p95: number
  /** Of those that began two seconds after it did; after a spike, what is to be as before. */
  p95Calm: number | null
}
export type SpikeFigures = { phases: Phase[]; load: number; cpuSeconds: number; lifecycles: number }

type Done = { startedAt: number; ms: number }

export async function measureSpike(server: string, say: (text: string) => void): Promise<SpikeFigures> {
  return withSmallHouse(server, 'yiwang_bench_spike', async ({ dataDir, url, unit }) => {
    const served = await serveDatabase(dataDir, url, 'steward')
    const caller = new Caller(served.origin, clients)
    try {
      const ignore = { done: () => undefined, failed: () => undefined }
      const once = await lifecycleBy(caller, registration, unit, ignore)
      let turn = 0
      const running: Promise<void>[] = []
      const runPhase = async (rate: number) => {
        say(`${rate} lifecycles a second`)
        const phase = new RunningPhase(rate)
        running.push(...(await phase.run(() => once(turn++))))
        return phase
      }
      await runPhase(rates.at(-1) ?? 1)
      await Promise.all(running)
      const spent = await processorSeconds(served.pid)
      const phases: RunningPhase[] = []
      for (const factor of factors) for (const rate of rates) phases.push(await runPhase(rate * factor))
      say('what is still under way')
      await Promise.race([Promise.all(running), pause(lastSeconds * 1000)])
      const cpuSeconds = (await processorSeconds(served.pid)) - spent
      const figures = phases.map((phase) => phase.figures())
      const lifecycles = figures.reduce((sum, { begun, unfinished }) => sum + begun - unfinished, 0)
      return { phases: figures, load: loadavg()[0] ?? 0, cpuSeconds, lifecycles }
    } finally {
      caller.close()
      await served.stop()
    }
  })
}

class RunningPhase {
  readonly #rate: number
  readonly #done: Done[] = []
  #errors = 0
  #begun = 0
  #began = 0

  constructor(rate: number) {
    this.#rate = rate
  }

  /**
   * They begin when it is their time, whether or not earlier ones have ended; what is still under way is the next
   * phase's burden, as it is in earnest.
   */
  async run(once: () => Promise<void>): Promise<Promise<void>[]> {
    this.#began = performance.now()
    const running: Promise<void>[] = []
    for (let no = 0; no < this.#rate * phaseSeconds; no += 1) {
      const wait = this.#began + (no * 1000) / this.#rate - performance.now()
      if (wait > 0) await pause(wait)
      const startedAt = performance.now()
      this.#begun += 1
      running.push(
        once().then(
          () => void this.#done.push({ startedAt, ms: performance.now() - startedAt }),
          () => void (this.#errors += 1),
        ),
      )
    }
    const rest = this.#began + phaseSeconds * 1000 - performance.now()
    if (rest > 0) await pause(rest)
    return running
  }

  figures(): Phase {
    const calm = this.#done.filter(({ startedAt }) => startedAt > this.#began + calmSeconds * 1000)
    return {
      rate: this.#rate,
      begun: this.#begun,
      errors: this.#errors,
      unfinished: this.#begun - this.#done.length - this.#errors,
      p50: at(this.#done, 0.5),
      p95: at(this.#done, 0.95),
      p95Calm: calm.length === 0 ? null : at(calm, 0.95),
    }
  }
}

function at(done: readonly Done[], share: number): number {
  const times = done.map(({ ms }) => ms).toSorted((a, b) => a - b)
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
}

/** Each phase, with whether it is calm two seconds after a spike has ended: at most twice the least so far. */
export function spikeTable({ phases, load, cpuSeconds, lifecycles }: SpikeFigures): string {
  const ms = (value: number | null) => value?.toFixed(0) ?? ''
  const lines = phases.map((phase, index) => {
    const { rate, begun, errors, unfinished, p50, p95, p95Calm } = phase
    const before = phases[index - 1]
    const calm = Math.min(
      ...phases.slice(0, index).map((earlier) => earlier.p95Calm ?? Number.POSITIVE_INFINITY),
    )
    const isCalm = p95Calm !== null && unfinished === 0 && p95Calm <= 2 * calm + slackMs
    const verdict = before === undefined || before.rate <= rate ? '' : isCalm ? 'yes' : '**no**'
    return `| ${rate} | ${begun} | ${errors} | ${unfinished} | ${ms(p50)} | ${ms(p95)} | ${ms(p95Calm)} | ${verdict} |`
  })
  return [
    `Load average ${load.toFixed(1)}; ${((cpuSeconds * 1000) / lifecycles).toFixed(1)} ms of the server's processor for each lifecycle.`,
    '',
    '| Lifecycles a second | begun | errors | unfinished | p50 ms | p95 ms | p95 ms after 2 s | calm again |',
    '|--:|--:|--:|--:|--:|--:|--:|---|',
    ...lines,
  ].join('\n')
}
