import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { write } from 'hucre'
import pg from 'pg'
import { readDivisionDataset, seedDivisions } from '#kernel/divisions/server'
import type { Actor } from '#kernel/http/model'
import {
  CheckedList,
  checkList,
  inventHouseholds,
  readInventedNames,
  runList,
  uploadList,
  workImports,
} from '#kernel/registry/server'
import { type House, openHouse } from '../../src/main/house.ts'
import { CopyInto } from '../data/copy.ts'
import { withDatabase, withFolder } from '../data/database.ts'

const households = 28_175
const persons = 90_000
const database = 'yiwang_bench_import'

/** A list as a district would send it: one row for each person. */
export async function listOfHouseholds(villages: readonly string[]): Promise<Buffer> {
  const each = Math.ceil((persons / villages.length / 2.2) * 1.1)
  const order = villages.map((code) => ({ code, households: each }))
  const invented = inventHouseholds({
    names: readInventedNames(),
    villages: order,
    on: '2026-01-01',
    seed: 11,
  })
  if (invented.persons.length < persons)
    throw new Error(`only ${invented.persons.length} persons were invented`)
  const rows: (string | null)[][] = [
    ['村（社区）代码', '户编号', '姓名', '与户主关系', '公民身份号码', '联系电话', '家庭住址'],
  ]
  let next = 0
  for (let household = 0; household < households; household += 1) {
    const size = household < persons - households * 3 ? 4 : 3
    const village = villages[household % villages.length] ?? ''
    for (let member = 0; member < size; member += 1) {
      const person = invented.persons[next]
      next += 1
      rows.push([
        village,
        String(household).padStart(6, '0'),
        person?.name ?? '',
        member === 0 ? '户主' : '子女',
        person?.idNumber ?? null,
        person?.phone ?? null,
        `示例路${household}号`,
      ])
    }
  }
  return Buffer.from(await write({ sheets: [{ name: 'list', rows }] }))
}

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

export type ImportFigures = {
  upload: number
  check: number
  run: number
  /** The same rows by COPY into tables with the same columns and indexes. */
  copy: number
  /** Seconds of processors that this program used, all its threads together: the same on a busy machine. */
  cpu: { upload: number; check: number; run: number }
}

/** Seconds of each step, in one run on a database of its own. */
export async function measureImport(server: string, say: (text: string) => void): Promise<ImportFigures> {
  return withDatabase(server, database, (url) =>
    withFolder(async (dataDir) => {
      const house = await openHouse({ dataDir, databaseUrl: url })
      try {
        return await measure(house, url, say)
      } finally {
        await house.close()
      }
    }),
  )
}

async function measure(
  { handle, keys }: House,
  url: string,
  say: (text: string) => void,
): Promise<ImportFigures> {
  const { db } = handle
  const dataset = readDivisionDataset(['211302', '211303'])
  await seedDivisions(db, { ...dataset, shapes: [], cells: [], layers: [] })
  const villages = dataset.divisions.filter(({ level }) => level === 'village').map(({ code }) => code)
  say(`a list of ${households} households with ${persons} persons`)
  const list = await listOfHouseholds(villages)
  const deps = { db, keys, now: () => new Date(), handle, checked: new CheckedList() }
  const timed = async <T>(work: () => Promise<T>) => {
    const start = performance.now()
    const spent = process.cpuUsage()
    const value = await work()
    const { user, system } = process.cpuUsage(spent)
    return { value, seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 }
  }
  const upload = await timed(() => uploadList(deps, importer, 'list.xlsx', list))
  const { id, proposed } = upload.value
  const options = { source: 'bench', asOf: null, from: '2020-01-01' }
  const check = await timed(async () => {
    await checkList(deps, importer, id, { mapping: proposed, options })
    await workImports(deps)
  })
  const run = await timed(async () => {
    await runList(deps, importer, id, randomUUID())
    await workImports(deps)
  })
  const copy = await bareCopy(url)
  if (copy.rows !== persons * 2 + households) throw new Error(`${copy.rows} rows were imported`)
  const cpu = { upload: upload.cpu, check: check.cpu, run: run.cpu }
  return { upload: upload.seconds, check: check.seconds, run: run.seconds, copy: copy.seconds, cpu }
}

const tables = ['household', 'person', 'household_member']

/** The imported rows once more by COPY, one table after the other, into empty ones of the same form. */
async function bareCopy(url: string): Promise<{ seconds: number; rows: number }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    let seconds = 0
    let rows = 0
    for (const table of tables) {
      const { rows: found } = await client.query<{ name: string }>(
        `select column_name as name from information_schema.columns
          where table_name = $1 and table_schema = 'public' and is_generated = 'NEVER' order by ordinal_position`,
        [table],
      )
      const columns = found.map(({ name }) => name)
      const text = await client.query<{ line: string }>(
        `select concat_ws(E'\\t', ${columns.map((name) => `coalesce(replace(${name}::text, '\\', '\\\\'), '\\N')`).join(', ')}) as line from ${table}`,
      )
      await client.query(`create table bare_${table} (like ${table} including all)`)
      const into = new CopyInto(url, `bare_${table}`, columns)
      await into.open()
      const start = performance.now()
      for (const [index, { line }] of text.rows.entries()) {
        into.write(`${line}\n`)
        if (index % 1000 === 0) await into.breathe()
      }
      await into.close()
      seconds += (performance.now() - start) / 1000
      rows += text.rows.length
    }
    return { seconds, rows }
  } finally {
    await client.end()
  }
}

/** The figures as a Markdown table. */
export function importTable({ upload, check, run, copy, cpu }: ImportFigures): string {
  const line = (what: string, seconds: number, used?: number) =>
    `| ${what} | ${seconds.toFixed(2)} | ${used === undefined ? '' : used.toFixed(2)} | ${(households / seconds).toFixed(0)} | ${(copy / seconds).toFixed(2)} |`
  return [
    `### Import of ${households} households with ${persons} persons`,
    '',
    '| Step | s | CPU s | households per s | of bare COPY |',
    '|---|--:|--:|--:|--:|',
    line('Upload: the .xlsx is read and kept', upload, cpu.upload),
    line('Check: read, checked, compared with the register', check, cpu.check),
    line('Run: read, checked, encrypted, written', run, cpu.run),
    line('bare COPY of the same rows into the same tables', copy),
  ].join('\n')
}
