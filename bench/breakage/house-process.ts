/** The house as `yiwang serve` composes it, with a clock that can be set from outside: started by a scenario. */
import { flushCompileCache } from 'node:module'
import type { AddressInfo } from 'node:net'
import { discoverMigrations, migrate, openDatabase } from '#kernel/db/server'
import type { Clock } from '#kernel/time/model'
import { dataFolder } from '../../src/main/data-folder.ts'
import { listedPlatforms, openHouse } from '../../src/main/house.ts'
import { seedHouse } from '../../src/main/seed.ts'
import { type App, createApp } from '../../src/main/server.ts'
import { cpuSeconds } from '../run/measure.ts'
import { breakageLedgers } from './ledgers.ts'
import type { Gauge, Message, Order, Place, Told } from './messages.ts'
import { furtherMigrations } from './migrations.ts'
import { endLeases, underWay } from './proof.ts'

const tell = (message: Message) => process.send?.(message)
const begun = Promise.withResolvers<Place>()
const orders: { take: (id: number, order: Order) => void } = { take: () => undefined }

process.on('disconnect', () => process.exit(4))
process.on('message', (told: Told) => {
  if ('begin' in told) begun.resolve(told.begin)
  else orders.take(told.id, told.order)
})

// What a house is made of is read before it is told where.
const platforms = await listedPlatforms()
const place = await begun.promise
tell({ state: 'starting' })
if (place.migrates) await migrateOnly(place)
else await serve(place)

async function migrateOnly({ dataDir, url }: Place): Promise<void> {
  const handle = await openDatabase({ url, dataDir: dataFolder(dataDir).embedded, poolSize: 2 })
  tell({ state: 'migrating' })
  await migrate(handle, [...discoverMigrations(), ...furtherMigrations])
  tell({ state: 'migrated' })
  await handle.close()
}

async function serve({ dataDir, url, port = 0, offsetMs = 0, leasesEnded, seed }: Place): Promise<void> {
  let offset = offsetMs
  const clock: Clock = { now: () => new Date(Date.now() + offset) }
  const house = await openHouse({ dataDir, databaseUrl: url, clock, platforms })
  if (leasesEnded) {
    tell({ state: 'opened', cutOff: await underWay(house.handle.db) })
    await endLeases(house.handle.db)
  }
  if (seed) {
    const { settings } = dataFolder(dataDir)
    await seedHouse(house, { realOnly: true, accounts: true, records: false, settings })
    for (const ledger of breakageLedgers) await house.engine.book.publish(ledger, 0, clock.now())
  }
  const app = await createApp(house, { demonstration: true, logger: { level: 'error' } })
  await app.server.listen({ host: '127.0.0.1', port })

  const obey = async (order: Order): Promise<unknown> => {
    switch (order.what) {
      case 'clock':
        offset = order.offsetMs
        return null
      case 'job':
        return app.jobs.runNow(order.name)
      case 'hurry':
        return hurry(app, order.names)
      case 'drain':
        return app.relay.drain()
      case 'gauge':
        return gauge()
      case 'stop':
        await app.close()
        await house.close()
        return null
    }
  }
  orders.take = (id, order) => {
    void obey(order)
      .then((value) => ({ id, value: value ?? null }))
      .catch((error: unknown) => ({
        id,
        error: error instanceof Error ? String(error.stack) : String(error),
      }))
      .then((message: Message) =>
        process.send?.(message, undefined, undefined, () => {
          if (order.what === 'stop') process.exit(0)
        }),
      )
  }
  const { port: taken } = app.server.server.address() as AddressInfo
  tell({ state: 'ready', origin: `http://127.0.0.1:${taken}` })
  flushCompileCache()
}

async function hurry(app: App, names: readonly string[]): Promise<never> {
  for (;;)
    for (const name of names) {
      await app.jobs.runNow(name)
      await new Promise((resolve) => setImmediate(resolve))
    }
}

/** V8 keeps the pages of its highest peak until it is told to give back all it can: a leak shows in what is left then. */
function gauge(): Gauge {
  const { rss } = process.memoryUsage()
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  const left = process.memoryUsage()
  return { cpuSeconds: cpuSeconds(), heapMb: left.heapUsed / 1e6, rssMb: rss / 1e6, leftMb: left.rss / 1e6 }
}
