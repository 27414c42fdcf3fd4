import { openHouse } from '../../src/main/house.ts'
import { dataFolder } from '../../src/main/data-folder.ts'
import { seedHouse } from '../../src/main/seed.ts'
import { organisationIdsByCode } from '#kernel/orgs/server'
import { withDatabase, withFolder } from '../data/database.ts'
import { benchLedger } from '../data/ledgers.ts'

/** `unit` is the organisation that handles what is dispatched. */
export type SmallHouse = { dataDir: string; url: string; unit: number }

/** A database with places, accounts and one ledger, while the work lasts. */
export async function withSmallHouse<T>(
  server: string,
  name: string,
  work: (small: SmallHouse) => Promise<T>,
): Promise<T> {
  return withDatabase(server, name, (url) =>
    withFolder(async (dataDir) => {
      const house = await openHouse({ dataDir, databaseUrl: url })
      let unit: number
      try {
        const { settings } = dataFolder(dataDir)
        await seedHouse(house, { realOnly: true, accounts: true, records: false, settings })
        await house.engine.book.publish(benchLedger('bench_a', 'BA'), 0, house.clock.now())
        unit = (await organisationIdsByCode(house.handle.db)).get('211302-housing') ?? 0
      } finally {
        await house.close()
      }
      return work({ dataDir, url, unit })
    }),
  )
}
