import { createServer, type Server } from 'node:http'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { type JobRun, jobStates } from '#kernel/db/server'
import { outboxStanding } from '#kernel/ledgers/server'
import { deliveriesWaiting } from '#kernel/notices/server'
import type { House } from './house.ts'
import type { App } from './server.ts'

/** Requests of the page: a hundredth of a second is fast, ten are too long. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
/** Lasts as long as the browser is open: counted among the subscribers instead. */
const streams = new Set(['/api/live'])

export type Metrics = {
  contentType: string
  /** The page, as it stands now. */
  text(): Promise<string>
  /** Told by the job runner of every run. */
  jobRan: (name: string, run: JobRun) => void
  /** Counts what the app does, from now on; before it takes its first request. */
  watch(house: House, app: App): void
}

/**
 * What a monitor reads (docs/alerts.yml says upon what to wake somebody). Labels are of the program's own making: patterns
 * of routes, names of jobs, numbers of adapters. Nothing that a person typed, and nobody, stands in one.
 */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const ran = new Counter({
    name: 'yiwang_job_runs_total',
    help: 'Runs of background work in this process, by job and whether they failed',
    labelNames: ['job', 'result'],
    registers,
  })
  const spent = new Counter({
    name: 'yiwang_job_seconds_total',
    help: 'Time that runs of background work took in this process',
    labelNames: ['job'],
    registers,
  })
  let read = async () => undefined as void
  return {
    contentType: registry.contentType,
    text: async () => {
      await read()
      return registry.metrics()
    },
    jobRan: (job, { seconds, failed }) => {
      ran.inc({ job, result: failed ? 'failed' : 'done' })
      spent.inc({ job }, seconds)
    },
    watch: (house, app) => {
      watchRequests(registry, app)
      read = watchHouse(registry, house, app)
    },
  }
}

function watchRequests(registry: Registry, { server }: App): void {
  const registers = [registry]
  const inFlight = new Gauge({
    name: 'yiwang_http_in_flight',
    help: 'Requests that are being answered',
    registers,
  })
  const duration = new Histogram({
    name: 'yiwang_http_request_seconds',
    help: 'Requests by method, pattern of the route and class of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  })
  const series = new Map<string, { observe(seconds: number): void }>()
  server.addHook('onRequest', async ({ routeOptions }) => {
    if (!streams.has(routeOptions.url ?? '')) inFlight.inc()
  })
  server.addHook('onResponse', async ({ method, routeOptions: { url } }, reply) => {
    if (streams.has(url ?? '')) return
    inFlight.dec()
    // What meets no route is one series, whatever somebody makes up.
    const labels = {
      method: url === undefined ? 'any' : method,
      route: url ?? 'none',
      status: `${Math.trunc(reply.statusCode / 100)}xx`,
    }
    const key = `${labels.method} ${labels.route} ${labels.status}`
    let one = series.get(key)
    if (!one) series.set(key, (one = duration.labels(labels)))
    one.observe(reply.elapsedTime / 1000)
  })
}

/** Read when the monitor asks: a handful of counts over small tables. */
function watchHouse(registry: Registry, house: House, { hub }: App): () => Promise<void> {
  const { db, load } = house.handle
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `yiwang_${name}`, help, labelNames, registers: [registry] })
  const connections = gauge('database_connections', 'Connections of this process, by what they do', ['state'])
  const waiting = gauge('database_waiting', 'Requests of this process that wait for a connection')
  const subscribers = gauge('live_subscribers', 'Browsers of this process that hear live events')
  const lag = gauge('job_lag_seconds', 'How long each job is overdue, over all processes', ['job'])
  const failures = gauge('job_failures', 'Failed runs of each job since the last that was done', ['job'])
  const due = gauge('jobs_due', 'Jobs that are due and that nobody works at')
  const notices = gauge('notices_waiting', 'Messages that wait to leave the house, by adapter', ['adapter'])
  const outbox = gauge('outbox_rows', 'What happened and is still to be told')
  const oldest = gauge('outbox_oldest_seconds', 'Since when the oldest of it waits')
  const parked = gauge('outbox_parked', 'What a consumer failed on again and again: for a person to look at')
  const answers = gauge('database_answers', '1 where the database answered this reading, 0 where it did not')
  const read = async () => {
    const now = house.clock.now()
    const jobs = await jobStates(db, now)
    for (const { name, overdueSeconds, failures: failed } of jobs) {
      lag.set({ job: name }, overdueSeconds)
      failures.set({ job: name }, failed)
    }
    due.set(jobs.filter(({ overdueSeconds, atWork }) => overdueSeconds > 0 && !atWork).length)
    notices.reset()
    for (const { adapterId, count } of await deliveriesWaiting(db)) notices.set({ adapter: adapterId }, count)
    const standing = await outboxStanding(db, now)
    outbox.set(standing.rows)
    oldest.set(standing.oldestSeconds)
    parked.set(standing.parked)
  }
  return async () => {
    subscribers.set(hub.size)
    const { open, idle, queued } = load()
    connections.set({ state: 'busy' }, open - idle)
    connections.set({ state: 'idle' }, idle)
    waiting.set(queued)
    try {
      await read()
      answers.set(1)
    } catch {
      // What the process knows of itself is told all the same.
      answers.set(0)
    }
  }
}

/** Where the monitor asks: on the loopback alone, and nothing but this. */
export async function serveMetrics(metrics: Metrics, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    metrics.text().then(
      (text) => {
        response
          .writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' })
          .end(text)
      },
      () => response.writeHead(500).end(),
    )
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, '127.0.0.1', resolve)
  await promise
  return server
}
