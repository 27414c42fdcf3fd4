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

export type Phase = {
  rate: number
  /** Lifecycles that began in it. */
  count: number
  errors: number
  /** Of a whole lifecycle of four calls. */
  p50: number
  p95: number
  /** Of those that began two seconds after it did; after a spike, what is to be as before. */
  p95Calm: number
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
      const phases: Phase[] = []
      const runPhase = async (rate: number) => {
        say(`${rate} lifecycles a second`)
        phases.push(await measurePhase(rate, () => once(turn++)))
      }
      await measurePhase(10, () => once(turn++))
      const spent = await processorSeconds(served.pid)
      for (const factor of factors) for (const rate of rates) await runPhase(rate * factor)
      const cpuSeconds = (await processorSeconds(served.pid)) - spent
      return {
        phases,
        load: loadavg()[0] ?? 0,
        cpuSeconds,
        lifecycles: phases.reduce((sum, { count }) => sum + count, 0),
      }
    } finally {
      caller.close()
      await served.stop()
    }
  })
}

/** They begin when it is their time, whether or not earlier ones have ended; what is still under way is waited for. */
async function measurePhase(rate: number, once: () => Promise<void>): Promise<Phase> {
  const began = performance.now()
  const done: Done[] = []
  let errors = 0
  const running: Promise<void>[] = []
  for (let no = 0; no < rate * phaseSeconds; no += 1) {
    const wait = began + (no * 1000) / rate - performance.now()
    if (wait > 0) await pause(wait)
    const startedAt = performance.now()
    running.push(
      once().then(
        () => void done.push({ startedAt, ms: performance.now() - startedAt }),
        () => void (errors += 1),
      ),
    )
  }
  const rest = began + phaseSeconds * 1000 - performance.now()
  if (rest > 0) await pause(rest)
  const settled = Promise.all(running)
  // What a spike leaves behind is the next phase's burden, as it is in earnest; only a stall ends the measurement.
  await Promise.race([settled, pause(phaseSeconds * 1000)])
  const calm = done.filter(({ startedAt }) => startedAt > began + calmSeconds * 1000)
  return {
    rate,
    count: done.length,
    errors,
    p50: at(done, 0.5),
    p95: at(done, 0.95),
    p95Calm: at(calm, 0.95),
  }
}

function at(done: readonly Done[], share: number): number {
  const times = done.map(({ ms }) => ms).toSorted((a, b) => a - b)
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
}

/** Each phase, with whether it is calm two seconds after a spike has ended: at most twice what it was before. */
export function spikeTable({ phases, load, cpuSeconds, lifecycles }: SpikeFigures): string {
  const lines = phases.map(({ rate, count, errors, p50, p95, p95Calm }, index) => {
    const before = phases[index - 1]
    const calm = phases[index - 2] ?? phases[0]
    const fell = before !== undefined && before.rate > rate && calm !== undefined
    const verdict = fell ? (p95Calm <= 2 * calm.p95Calm + 5 ? 'yes' : '**no**') : ''
    return `| ${rate} | ${count} | ${errors} | ${p50.toFixed(0)} | ${p95.toFixed(0)} | ${p95Calm.toFixed(0)} | ${verdict} |`
  })
  return [
    `Load average ${load.toFixed(1)}; ${((cpuSeconds * 1000) / lifecycles).toFixed(1)} ms of the server's processor for each lifecycle.`,
    '',
    '| Lifecycles a second | done | errors | p50 ms | p95 ms | p95 ms after 2 s | calm again |',
    '|--:|--:|--:|--:|--:|--:|---|',
    ...lines,
  ].join('\n')
}
