/** The attacked house, composed as `yiwang serve` composes it, in a process that tells how much memory it holds. */
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { dataFolder } from '../../src/main/data-folder.ts'
import { openHouse } from '../../src/main/house.ts'
import { readInstallation, seedHouse } from '../../src/main/seed.ts'
import { createApp } from '../../src/main/server.ts'
import type { Order, Said } from './target.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const { dataDir, url } = JSON.parse(process.argv[2] ?? '{}') as { dataDir: string; url?: string }
const house = await openHouse({ dataDir, databaseUrl: url })
const { settings } = dataFolder(dataDir)
if (readInstallation(settings) === undefined)
  await seedHouse(house, { realOnly: false, accounts: true, records: true, settings, population: 'slice' })
const app = await createApp(house, {
  demonstration: true,
  webDir: join(import.meta.dirname, '../../dist/web'),
  logger: { level: 'error' },
})
await app.server.listen({ host: '127.0.0.1', port: 0 })

const tell = (said: Said) => void process.send?.(said)

async function stop(): Promise<void> {
  await app.close()
  await house.close()
  process.disconnect()
}

process.on('message', (order: Order) => {
  if (order === 'stop') return void stop()
  collect()
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  tell({ memory: heapUsed + external + arrayBuffers })
})
process.on('disconnect', () => process.exit())
tell({ port: (app.server.server.address() as AddressInfo).port })
