/** The measured server: the house as `yiwang serve` composes it, with a bare route beside it for the floor. */
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { openHouse } from '../../src/main/house.ts'
import { createApp } from '../../src/main/server.ts'
import {
  type Inside,
  measureBareInsert,
  measureCreate,
  measureIndexLookup,
  measureRead,
} from '../cases/inside.ts'
import { reads } from '../cases/reads.ts'
import { fill } from '../data/database.ts'
import { cpuSeconds } from './measure.ts'
import type { Answer, Order, Ready } from './messages.ts'
import { obey } from './orders.ts'

const { dataDir, url, embeddedSize } = JSON.parse(process.argv[2] ?? '{}') as {
  dataDir: string
  url?: string
  embeddedSize?: number
}

const house = await openHouse({ dataDir, databaseUrl: url })
if (embeddedSize !== undefined) await fill(house, dataDir, embeddedSize, undefined, () => undefined)
// The ladder stays off: the data's deadlines all lie in the past, and it would climb for half an hour.
const app = await createApp(house, { demonstration: true, background: false })
app.relay.start()
app.server.get('/bare', () => ({ status: 'ok' }))
await app.server.listen({ host: '127.0.0.1', port: 0 })
const inside: Inside = { house, app, now: () => house.clock.now() }

async function answer(order: Order): Promise<Answer> {
  if (order.at !== 'server') return null
  switch (order.what) {
    case 'read': {
      const read = reads.find((item) => item.id === order.id)
      return read ? measureRead(inside, read, order.load) : null
    }
    case 'index_lookup':
      return measureIndexLookup(inside, order.load)
    case 'create':
      return measureCreate(inside, order.load)
    case 'bare_insert':
      return measureBareInsert(inside, order.load)
    case 'cpu':
      return { cpu: cpuSeconds() }
    case 'settle':
      await app.relay.drain()
      return null
    case 'stop':
      await sql`drop table if exists bench_bare`.execute(house.handle.db)
      await app.close()
      await house.close()
      return null
  }
}

async function ready(): Promise<Ready> {
  const { db } = house.handle
  const { rows } = await sql<{ unit: number; listed: number }>`
    select (select id from organisation where code = '211302-housing') as unit,
      (select count(*) from entry where ledger_id = ${house.engine.book.get('bench_list').id}) as listed`.execute(
    db,
  )
  const { port } = app.server.server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, unit: rows[0]?.unit ?? 0, listed: rows[0]?.listed ?? 0 }
}

obey(answer, await ready())
