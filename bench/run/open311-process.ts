/** The measured server of Open311: the house as `yiwang serve` composes it, with a bare route beside it for the floor. */
import type { AddressInfo } from 'node:net'
import { openHouse } from '../../src/main/house.ts'
import { createApp } from '../../src/main/server.ts'
import { cpuSeconds } from './measure.ts'
import { obey } from './orders.ts'

const { dataDir, url } = JSON.parse(process.argv[2] ?? '{}') as { dataDir: string; url: string }
const house = await openHouse({ dataDir, databaseUrl: url })
const app = await createApp(house, { demonstration: true, background: false })
app.server.get('/bare', () => ({ status: 'ok' }))
await app.server.listen({ host: '127.0.0.1', port: 0 })
const { port } = app.server.server.address() as AddressInfo

obey(
  async ({ what }) => {
    if (what === 'cpu') return { cpu: cpuSeconds() }
    await app.close()
    await house.close()
    return null
  },
  { origin: `http://127.0.0.1:${port}`, unit: 0, listed: 0 },
)
