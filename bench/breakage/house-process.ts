/** The house as `yiwang serve` composes it, with a clock that can be set from outside: started by a scenario. */
import type { AddressInfo } from 'node:net'
import type { Clock } from '#kernel/time/model'
import { dataFolder } from '../../src/main/data-folder.ts'
import { openHouse } from '../../src/main/house.ts'
import { seedHouse } from '../../src/main/seed.ts'
import { createApp } from '../../src/main/server.ts'
import { cpuSeconds } from '../run/measure.ts'
import { breakageLedgers } from './ledgers.ts'
import { endLeases } from './proof.ts'
import type { Gauge, Message, Order, Place } from './messages.ts'

const place = JSON.parse(process.argv[2] ?? '{}') as Place
const { dataDir, url, port = 0, offsetMs = 0 } = place
const tell = (message: Message) => process.send?.(message)
let offset = offsetMs
const clock: Clock = { now: () => new Date(Date.now() + offset) }

tell({ state: 'starting' })
const house = await openHouse({ dataDir, databaseUrl: url, clock })
if (place.leasesEnded) await endLeases(house.handle.db)
if (place.seed) {
  const { settings } = dataFolder(dataDir)
  await seedHouse(house, { realOnly: true, accounts: true, records: false, settings })
  for (const ledger of breakageLedgers) await house.engine.book.publish(ledger, 0, clock.now())
}
const app = await createApp(house, { demonstration: true, logger: { level: 'error' } })
await app.server.listen({ host: '127.0.0.1', port })

function gauge(): Gauge {
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  return { cpuSeconds: cpuSeconds(), heapMb: heapUsed / 1e6, rssMb: rss / 1e6 }
}

async function obey(order: Order): Promise<unknown> {
  switch (order.what) {
    case 'clock':
      offset = order.offsetMs
      return null
    case 'job':
      return app.jobs.runNow(order.name)
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

process.on('message', ({ id, order }: { id: number; order: Order }) => {
  void obey(order)
    .then((value) => ({ id, value: value ?? null }))
    .catch((error: unknown) => ({ id, error: error instanceof Error ? String(error.stack) : String(error) }))
    .then((message: Message) =>
      process.send?.(message, undefined, undefined, () => {
        if (order.what === 'stop') process.exit(0)
      }),
    )
})
process.on('disconnect', () => process.exit(4))
tell({ state: 'ready', origin: `http://127.0.0.1:${(app.server.server.address() as AddressInfo).port}` })
