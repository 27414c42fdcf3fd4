import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readDivisionDataset, seedDivisions } from '#kernel/divisions/server'
import { seedDemonstrationAccounts } from '#kernel/identity/server'
import type { SeedLine } from '#kernel/ledgers/server'
import { seedOrganisations } from '#kernel/orgs/server'
import { seedInventedPeople } from '#kernel/registry/server'
import type { House } from './house.ts'

export const demonstrationDistricts = ['211302', '211303']
const dataFiles = join(import.meta.dirname, '../../data')

/** What a data folder says of itself. */
export type Installation = { demonstration: boolean; seededAt: string }

export function readInstallation(file: string): Installation | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Installation) : undefined
}

type Options = {
  realOnly: boolean
  accounts: boolean
  /** Else divisions and organisations alone. */
  records: boolean
  settings: string
  /** Whole communities of invented people come in the background; else a few of them. */
  population?: 'slice' | 'whole'
}

/**
 * Loads the Chaoyang district: its real divisions and organisations, the invented account holders of the
 * demonstration, and each platform's records. It can be run again: what is there stays as it is.
 */
export async function seedHouse(
  house: House,
  { realOnly, accounts, records, settings, population = 'slice' }: Options,
): Promise<SeedLine[]> {
  const lines: SeedLine[] = []
  const { db } = house.handle
  const report = await seedDivisions(db, readDivisionDataset(demonstrationDistricts))
  lines.push({ key: 'cli.seed.divisions', params: { added: report.divisions.added, shapes: report.shapes } })
  const tree = await house.reloadDivisions()
  const organisations = await seedOrganisations(db, tree.all, join(dataFiles, 'organisations'))
  lines.push({ key: 'cli.seed.organisations', params: organisations })
  if (accounts) {
    const count = await seedDemonstrationAccounts(
      db,
      join(dataFiles, 'organisations/demonstration-accounts.json'),
      house.clock.now(),
    )
    lines.push({ key: 'cli.seed.accounts', params: { count } })
  }
  await house.orgDirectory.refresh()
  if (records) lines.push(...(await seedRecords(house, realOnly, population)))
  const installation: Installation = { demonstration: accounts, seededAt: house.clock.now().toISOString() }
  writeFileSync(settings, `${JSON.stringify(installation, null, 2)}\n`)
  return lines
}

/** The invented people, unless records with a source alone are wanted, and what each platform brings. */
async function seedRecords(
  house: House,
  realOnly: boolean,
  population: 'slice' | 'whole',
): Promise<SeedLine[]> {
  const lines: SeedLine[] = []
  const { keys, clock, divisions } = house
  if (!realOnly) {
    const villages = divisions.all.filter(({ level, validTo }) => level === 'village' && validTo === null)
    const people = await seedInventedPeople(
      { db: house.handle.db, keys, now: () => clock.now() },
      villages.map(({ code }) => code),
    )
    lines.push({ key: 'cli.seed.people', params: people })
  }
  for (const platform of house.platforms) {
    lines.push(...((await platform.seed?.(house, { dataFolder: dataFiles, realOnly, population })) ?? []))
  }
  return lines
}
