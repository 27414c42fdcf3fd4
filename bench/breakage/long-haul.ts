import { Desk } from './desk.ts'
import { type Ground, pause } from './ground.ts'
import { proveKept } from './kept.ts'
import type { RunningHouse } from './house.ts'
import type { Gauge } from './messages.ts'
import { settle, Writer } from './writer.ts'

const writerCount = 3
const readerCount = 3
const listeners = 20
const sampleSeconds = 15
/** The first part warms up: caches fill, code is compiled. */
const warmUpShare = 0.2

type Sample = {
  minutes: number
  heapMb: number
  rssMb: number
  p50: number
  p95: number
  cpuMs: number
  /** Of one core. */
  share: number
  requests: number
}
/** Entries become more meanwhile, and other work on the machine doesn't rest. */
const flatShare = 0.3

const reads = [
  '/api/tasks',
  '/api/ledgers/break_case/entries?size=20',
  '/api/ledgers/break_case/board?groupBy=stage',
  '/api/notices',
  '/api/search?q=case',
]

/** Mixed load for a while: memory and latency stay flat. */
export async function haulLong(ground: Ground): Promise<void> {
  const place = await ground.place('haul')
  const house = await ground.start(place)
  const desk = await Desk.of(house.origin, 'steward')
  const writers = Array.from({ length: writerCount }, () => new Writer(ground.choose))
  const times: number[] = []
  const seen = new Map<Writer, number>()
  let faults = 0
  const stopping = new AbortController()
  const shallStop = () => stopping.signal.aborted
  const stops = Array.from({ length: listeners }, () => desk.listen(() => undefined))
  const read = async (turn: number) => {
    for (let no = turn; !shallStop(); no += 1) {
      const reply = await desk.send('GET', reads[no % reads.length] ?? '/')
      if (reply === 'lost' || reply.status >= 400) faults += 1
      else times.push(reply.ms)
      await pause(40)
    }
  }
  const upload = async () => {
    for (let no = 0; !shallStop(); no += 1) {
      await desk.upload(`note-${no}.txt`, 'text/plain', Buffer.from(`note ${no} `.repeat(500)))
      await pause(2000)
    }
  }
  const load = Promise.all([
    ...writers.map((writer) => writer.write(desk, shallStop, 60)),
    ...Array.from({ length: readerCount }, (_, turn) => read(turn)),
    upload(),
  ])
  const began = performance.now()
  const samples = await sample(ground, house, () => {
    const written = writers.flatMap((writer) => writer.acknowledged.slice(seen.get(writer) ?? 0))
    for (const writer of writers) seen.set(writer, writer.acknowledged.length)
    return [...times.splice(0), ...written.map(({ ms }) => ms)]
  })
  stopping.abort()
  await load
  for (const stop of stops) stop()
  judge(ground, samples, (performance.now() - began) / 1000)
  const refused = writers.flatMap((writer) => writer.refused)
  ground.check(
    'no request failed',
    faults === 0 && refused.length === 0,
    refused[0]?.text ?? `${faults} reads`,
  )
  ground.check('every write was answered at last', await settle(writers, desk))
  await proveKept(ground, place, house, writers)
  desk.close()
}

async function sample(ground: Ground, house: RunningHouse, latest: () => number[]): Promise<Sample[]> {
  const { minutes } = ground.settings
  const began = performance.now()
  const samples: Sample[] = []
  let before = (await house.ask<Gauge>({ what: 'gauge' })).cpuSeconds
  const warm = minutes * warmUpShare
  while (performance.now() - began < minutes * 60_000) {
    await pause(sampleSeconds * 1000)
    const { cpuSeconds, heapMb, rssMb } = await house.ask<Gauge>({ what: 'gauge' })
    const sorted = latest().toSorted((a, b) => a - b)
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
    const cpuMs = ((cpuSeconds - before) * 1000) / Math.max(1, sorted.length)
    const share = (cpuSeconds - before) / sampleSeconds
    before = cpuSeconds
    const passed = (performance.now() - began) / 60_000
    ground.say(
      `${passed.toFixed(1)} min: heap ${heapMb.toFixed(0)} MB, RSS ${rssMb.toFixed(0)} MB, p50 ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)} ms, ${cpuMs.toFixed(1)} ms of processor for each of ${sorted.length} requests`,
    )
    if (passed > warm)
      samples.push({
        minutes: passed,
        heapMb,
        rssMb,
        p50: at(0.5),
        p95: at(0.95),
        cpuMs,
        share,
        requests: sorted.length,
      })
  }
  return samples
}

/** By how much a figure grows in an hour, on the straight line through it, and its mean. */
function slope(
  samples: readonly Sample[],
  of: (sample: Sample) => number,
): { perHour: number; mean: number } {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const x = samples.map(({ minutes }) => minutes / 60)
  const y = samples.map(of)
  const [mx, my] = [mean(x), mean(y)]
  const spread = x.reduce((sum, value) => sum + (value - mx) ** 2, 0)
  const together = x.reduce((sum, value, index) => sum + (value - mx) * ((y[index] ?? 0) - my), 0)
  return { perHour: spread === 0 ? 0 : together / spread, mean: my }
}

function judge(ground: Ground, samples: readonly Sample[], seconds: number): void {
  if (samples.length < 4) return void ground.check('there are samples enough for a slope', false)
  const hours = ((samples.at(-1)?.minutes ?? 0) - (samples[0]?.minutes ?? 0)) / 60
  const figures = {
    'heap after collection, MB': slope(samples, ({ heapMb }) => heapMb),
    'RSS, MB': slope(samples, ({ rssMb }) => rssMb),
    'latency p50, ms': slope(samples, ({ p50 }) => p50),
    'latency p95, ms': slope(samples, ({ p95 }) => p95),
    'processor for a request, ms': slope(samples, ({ cpuMs }) => cpuMs),
  }
  for (const [what, { perHour, mean }] of Object.entries(figures))
    ground.fact(what, `${mean.toFixed(1)} (${perHour >= 0 ? '+' : ''}${perHour.toFixed(1)} an hour)`)
  ground.fact('minutes', seconds / 60)
  ground.fact(
    'requests',
    samples.reduce((sum, { requests }) => sum + requests, 0),
  )
  ground.fact('share of one core, %', slope(samples, ({ share }) => share * 100).mean)
  const { 'heap after collection, MB': heap, 'processor for a request, ms': cpu } = figures
  const grown = heap.perHour * hours
  ground.check(
    'memory is flat',
    grown < Math.max(8, heap.mean * 0.1),
    `${grown.toFixed(1)} MB more in ${hours.toFixed(2)} h`,
  )
  ground.check(
    'what a request costs is flat',
    cpu.perHour * hours < cpu.mean * flatShare,
    JSON.stringify(cpu),
  )
}
