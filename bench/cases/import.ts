import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { readDivisionDataset, seedDivisions } from '#kernel/divisions/server'
import type { Actor } from '#kernel/http/model'
import { CheckedList, checkList, runList, uploadList, workImports } from '#kernel/registry/server'
import type { House } from '../../src/main/house.ts'
import { BareCopy } from '../data/bare-copy.ts'
import { withHouse } from '../data/database.ts'
import { HouseholdLists, households, persons } from '../data/household-list.ts'

const database = 'yiwang_bench_import'

const importer: Actor = {
  accountId: 1,
  positionId: 1,
  organisationId: 1,
  name: 'bench',
  role: 'registrar',
  divisions: ['211302', '211303'],
  ledgers: 'all',
  sensitivity: 2,
  rights: ['registry.read', 'registry.write', 'registry.import'],
  locale: 'en',
}

/** Seconds that one step took, and those of processors that this program used, all its threads together. */
export type Step = { seconds: number; cpu: number }

export type ImportFigures = {
  upload: Step
  check: Step
  run: Step
  /** The same rows by COPY into tables with the same columns and indexes. */
  copy: number
}

/** Seconds of each step, in one run on a database of its own. */
export async function measureImport(server: string, say: (text: string) => void): Promise<ImportFigures> {
  return withHouse(server, database, (house, url) => measure(house, url, say))
}

export async function seedVillages({ handle }: House): Promise<string[]> {
  const dataset = readDivisionDataset(['211302', '211303'])
  await seedDivisions(handle.db, { ...dataset, shapes: [], cells: [], layers: [] })
  return dataset.divisions.filter(({ level }) => level === 'village').map(({ code }) => code)
}

export async function timed<T>(work: () => Promise<T>): Promise<Step & { value: T }> {
  const start = performance.now()
  const spent = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(spent)
  return { value, seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 }
}

/** What the web does with a list, one button after the other. */
export class Importing {
  readonly #deps

  constructor({ handle, keys }: House) {
    this.#deps = { db: handle.db, keys, now: () => new Date(), handle, checked: new CheckedList() }
  }

  upload(list: Buffer) {
    return timed(() => uploadList(this.#deps, importer, 'list.xlsx', list))
  }

  check({ id, proposed }: Awaited<ReturnType<typeof uploadList>>) {
    return timed(async () => {
      const options = { source: 'bench', asOf: null, from: '2020-01-01' }
      await checkList(this.#deps, importer, id, { mapping: proposed, options })
      await workImports(this.#deps)
    })
  }

  run({ id }: Awaited<ReturnType<typeof uploadList>>) {
    return timed(async () => {
      await runList(this.#deps, importer, id, randomUUID())
      await workImports(this.#deps)
    })
  }
}

async function measure(house: House, url: string, say: (text: string) => void): Promise<ImportFigures> {
  const villages = await seedVillages(house)
  say(`a list of ${households} households with ${persons} persons`)
  const list = await new HouseholdLists(villages).next()
  const importing = new Importing(house)
  const upload = await importing.upload(list)
  const check = await importing.check(upload.value)
  const run = await importing.run(upload.value)
  const copy = await new BareCopy(url).follow()
  if (copy.rows !== persons * 2 + households) throw new Error(`${copy.rows} rows were imported`)
  return { upload, check, run, copy: copy.seconds }
}

/** The figures as a Markdown table. */
export function importTable({ upload, check, run, copy }: ImportFigures): string {
  const line = (what: string, seconds: number, used?: number) =>
    `| ${what} | ${seconds.toFixed(2)} | ${used === undefined ? '' : used.toFixed(2)} | ${(households / seconds).toFixed(0)} | ${(copy / seconds).toFixed(2)} |`
  return [
    `### Import of ${households} households with ${persons} persons`,
    '',
    '| Step | s | CPU s | households per s | of bare COPY |',
    '|---|--:|--:|--:|--:|',
    line('Upload: the .xlsx is read and kept', upload.seconds, upload.cpu),
    line('Check: read, checked, compared with the register', check.seconds, check.cpu),
    line('Run: read, checked, encrypted, written', run.seconds, run.cpu),
    line('bare COPY of the same rows into the same tables', copy),
  ].join('\n')
}
