import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { createJobRunner } from '#kernel/db/server'
import { openWorld, type World } from '../../test/world/app.ts'
import { createMetrics, type Metrics, serveMetrics } from './metrics.ts'

describe('metrics', () => {
  let world: World
  let metrics: Metrics
  before(async () => {
    world = await openWorld()
    metrics = createMetrics()
    metrics.watch(world.house, world.app)
  })
  after(() => world.close())

  /** The value of a series, by its name and its labels in the order they are told. */
  const value = async (series: string) => {
    const lines = (await metrics.text()).split('\n').filter((line) => line.startsWith(`${series} `))
    assert.equal(lines.length, 1, series)
    return Number(lines[0]?.slice(series.length))
  }
  const requests = (method: string, route: string, status: string) =>
    value(`yiwang_http_request_seconds_count{method="${method}",route="${route}",status="${status}"}`)

  test('requests are counted by the pattern of their route, and what meets none in one series', async () => {
    const caller = world.as('plans.office')
    const { id } = await world.entry({ in: 'riverside.first', ledger: 'toy' })
    for (let count = 0; count < 3; count += 1) await caller.get(`/api/entries/${id}`)
    await caller.get('/api/entries/0190e4b0-0000-7000-8000-000000000000')
    for (const path of ['/wp-admin', '/13912345678', '/api/nothing']) await caller.get(path)
    assert.equal(await requests('GET', '/api/entries/:entryId', '2xx'), 3)
    assert.equal(await requests('GET', '/api/entries/:entryId', '4xx'), 1)
    assert.equal(await requests('any', 'none', '4xx'), 3)
    assert.equal(await value('yiwang_http_in_flight'), 0)
  })

  test('nothing that a person typed, and nobody, stands in a label', async () => {
    const caller = world.as('plans.office')
    const { id, no } = await world.entry({
      in: 'riverside.first',
      ledger: 'toy',
      fields: { subject: '钱多多' },
    })
    await caller.get('/api/search?q=13912345678')
    await caller.get(`/api/entries/${id}`)
    const text = await metrics.text()
    for (const word of [id, no, '钱多多', '13912345678', 'plans.office', '测试', '990001', '198.51.'])
      assert.ok(!text.includes(word), word)
  })

  test('jobs are counted as they run, with how far behind they are and how often they failed', async () => {
    const { db } = world.house.handle
    const job = (name: string, run: () => Promise<void>) => ({ name, everyMs: 60_000, run })
    const broken = job('broken', () => Promise.reject(new Error('broken')))
    const runner = createJobRunner([job('sound', async () => undefined), broken], {
      db,
      now: () => world.clock.now(),
      onError: () => undefined,
      onRun: metrics.jobRan,
    })
    for (const name of ['sound', 'sound', 'broken']) await runner.runNow(name)
    assert.equal(await value('yiwang_job_runs_total{job="sound",result="done"}'), 2)
    assert.equal(await value('yiwang_job_runs_total{job="broken",result="failed"}'), 1)
    assert.equal(await value('yiwang_job_failures{job="broken"}'), 1)
    assert.equal(await value('yiwang_job_lag_seconds{job="sound"}'), 0)
    world.clock.advance(160_000)
    assert.equal(await value('yiwang_job_lag_seconds{job="sound"}'), 100)
    assert.equal(await value('yiwang_jobs_due'), 2)
  })

  test('what waits is told: the outbox with its age, and messages by adapter', async () => {
    await world.app.relay.drain()
    assert.equal(await value('yiwang_outbox_rows'), 0)
    await world.entry({ in: 'riverside.first', ledger: 'toy' })
    world.clock.advance(60_000)
    assert.ok((await value('yiwang_outbox_rows')) > 0)
    assert.equal(await value('yiwang_outbox_oldest_seconds'), 60)
    await world.app.relay.drain()
    assert.equal(await value('yiwang_outbox_oldest_seconds'), 0)
    const made = await world.as('district.system').post('/api/notice-adapters', {
      name: '出口',
      url: 'https://example.org/hook',
      format: 'yiwang',
      algorithm: 'hmac-sha256',
      locale: 'zh-CN',
      contact: 'phone',
      importance: 0,
      privateAddresses: [],
      on: false,
    })
    assert.equal(made.status, 201, made.bytes.toString())
    assert.equal(await value(`yiwang_notices_waiting{adapter="${made.body.id}"}`), 0)
    assert.equal(await value('yiwang_live_subscribers'), 0)
    assert.equal(await value('yiwang_database_waiting'), 0)
    assert.equal(await value('yiwang_database_answers'), 1)
  })

  test('stand on the loopback alone, on a port of their own, and nowhere else', async () => {
    const server = await serveMetrics(metrics, 0)
    const { address, port } = server.address() as AddressInfo
    assert.equal(address, '127.0.0.1')
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`)
    assert.match(String(answer.headers.get('content-type')), /^text\/plain/)
    const text = await answer.text()
    for (const name of [
      'process_resident_memory_bytes',
      'nodejs_eventloop_lag_p99_seconds',
      'process_cpu_seconds_total',
    ])
      assert.ok(text.includes(name), name)
    assert.equal((await fetch(`http://127.0.0.1:${port}/api/session`)).status, 404)
    assert.equal((await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST' })).status, 404)
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
    assert.equal((await world.stranger().get('/metrics')).status, 404)
  })
})
