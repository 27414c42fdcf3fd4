/**
 * What counting costs: the same requests to the same house with metrics and without, by turns in one run, in time of the
 * processor. `node bin/run.mjs bench/metrics.ts [--requests 2000] [--turns 6]`
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openHouse } from '../src/main/house.ts'
import { createMetrics } from '../src/main/metrics.ts'
import { type App, createApp } from '../src/main/server.ts'

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '2000' }, turns: { type: 'string', default: '6' } },
})
const requests = Number(values.requests)

const dataDir = await mkdtemp(join(tmpdir(), 'yiwang-metrics-'))
const house = await openHouse({ dataDir, databaseUrl: undefined })
const open = () => createApp(house, { demonstration: false, background: false })
const bare = await open()
const counted = await open()
const metrics = createMetrics()
metrics.watch(house, counted)

/** Microseconds of the processor for each request. */
async function measure({ server }: App, url: string): Promise<number> {
  const before = process.cpuUsage()
  for (let count = 0; count < requests; count += 1) await server.inject(url)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / requests
}

const median = (all: number[]) => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0

try {
  // Nothing is asked of the database in the first, so that little hides what is looked for.
  for (const url of ['/api/nowhere', '/api/session', '/api/health']) {
    const without: number[] = []
    const withMetrics: number[] = []
    await measure(bare, url)
    await measure(counted, url)
    for (let turn = 0; turn < Number(values.turns); turn += 1) {
      without.push(await measure(bare, url))
      withMetrics.push(await measure(counted, url))
    }
    const ratio = median(withMetrics) / median(without)
    process.stdout.write(
      `${url}: ${median(without).toFixed(0)} µs without, ${median(withMetrics).toFixed(0)} µs with, ratio ${ratio.toFixed(3)}\n`,
    )
  }
  const began = process.cpuUsage()
  for (let count = 0; count < 20; count += 1) await metrics.text()
  const { user, system } = process.cpuUsage(began)
  process.stdout.write(`one reading of all metrics: ${((user + system) / 20_000).toFixed(1)} ms\n`)
} finally {
  await counted.close()
  await bare.close()
  await house.close()
  await rm(dataDir, { recursive: true })
}
