import { sql } from 'kysely'
import type { ImportReport } from '#kernel/registry/model'
import { sweepDuplicates } from '#kernel/registry/server'
import type { House } from '../../src/main/house.ts'
import { BareCopy } from '../data/bare-copy.ts'
import { withHouse } from '../data/database.ts'
import { HouseholdLists, households, persons } from '../data/household-list.ts'
import { Importing, seedVillages, type Step, timed } from './import.ts'

const database = 'yiwang_bench_register'
const goal = 1_000_000
/** Of what is done in the background, only so many batches are measured: all of it takes longer than the lists. */
const batches = 20

type ListFigures = {
  /** In the register before this list. */
  before: number
  upload: Step
  check: Step
  run: Step
  copy: number
  /** Rows that the check took for somebody who is registered. */
  alike: number
}

export type RegisterFigures = {
  lists: ListFigures[]
  households: number
  persons: number
  /** The first list once more: the check alone, and how many of its rows were refused as held. */
  again: Step & { refused: number }
  /** Objects a second that the sweep compares with all others, and persons a second that become findable. */
  sweptPerSecond: number
  namedPerSecond: number
  megabytes: number
}

/** A district's register grows by lists to a million households, each compared with all that is there. */
export async function measureRegister(server: string, say: (text: string) => void): Promise<RegisterFigures> {
  return withHouse(server, database, (house, url) => measure(house, url, say))
}

async function measure(house: House, url: string, say: (text: string) => void): Promise<RegisterFigures> {
  const lists = new HouseholdLists(await seedVillages(house))
  const importing = new Importing(house)
  const bare = new BareCopy(url)
  const figures: ListFigures[] = []
  const first = await lists.next()
  for (let list = first, before = 0; before < goal; list = await lists.next(), before += households) {
    const upload = await importing.upload(list)
    const check = await importing.check(upload.value)
    const { alike, refusedRows } = await reportOf(house, upload.value.id)
    if (refusedRows > 0 || (before > 0 && alike !== null && alike < lists.known))
      throw new Error(`${refusedRows} rows were refused, ${alike} were taken for known ones`)
    const run = await importing.run(upload.value)
    const copy = await bare.follow()
    if (copy.rows !== persons * 2 + households) throw new Error(`${copy.rows} rows were imported`)
    figures.push({ before, upload, check, run, copy: copy.seconds, alike: alike ?? 0 })
    say(
      `${before} households: check ${check.seconds.toFixed(1)} s, run ${run.seconds.toFixed(1)} s, ${alike} alike`,
    )
  }
  say('the first list once more')
  const upload = await importing.upload(first)
  const { seconds, cpu } = await importing.check(upload.value)
  const { refusedRows: refused } = await reportOf(house, upload.value.id)
  if (refused !== persons) throw new Error(`of ${persons} rows that are held ${refused} were refused`)
  say('the sweep, and the names of the search')
  const { db } = house.handle
  let swept = 0
  const sweep = await timed(async () => {
    for (let batch = 0; batch < batches; batch += 1)
      swept += await sweepDuplicates({ db, now: () => new Date() })
  })
  let named = 0
  const name = await timed(async () => {
    for (let batch = 0; batch < batches; batch += 1) {
      const { rows } = await sql<{ n: number }>`select search_catch_up(500) as n`.execute(db)
      named += rows[0]?.n ?? 0
    }
  })
  const { rows } = await sql<{ megabytes: number; households: number; persons: number }>`
    select (pg_database_size(current_database()) / 1000000)::int as megabytes,
      (select count(*)::int from household) as households, (select count(*)::int from person) as persons`.execute(
    db,
  )
  const size = rows[0] ?? { megabytes: 0, households: 0, persons: 0 }
  const again = { seconds, cpu, refused }
  const rates = { sweptPerSecond: swept / sweep.seconds, namedPerSecond: named / name.seconds }
  return { lists: figures, again, ...rates, ...size }
}

async function reportOf({ handle }: House, id: string): Promise<ImportReport> {
  const { rows } = await sql<{
    report: ImportReport
  }>`select report from registry_import where id = ${id}`.execute(handle.db)
  const report = rows[0]?.report
  if (!report) throw new Error('the list was not checked')
  return report
}

/** Every fourth list or so, the first and the last: how the cost grows with the register. */
export function registerTable(figures: RegisterFigures): string {
  const { lists, again, sweptPerSecond, namedPerSecond, megabytes } = figures
  const line = ({ before, upload, check, run, copy, alike }: ListFigures) => {
    const seconds = [upload, check, run].map((step) => step.seconds.toFixed(2)).join(' | ')
    const floor = (step: Step) => (step.seconds / copy).toFixed(2)
    return `| ${before} | ${seconds} | ${copy.toFixed(2)} | ${floor(check)} | ${floor(run)} | ${alike} |`
  }
  const all = (secondsOf: (list: ListFigures) => number) =>
    lists.reduce((sum, list) => sum + secondsOf(list), 0).toFixed(0)
  return [
    `### A register of ${figures.households} households with ${figures.persons} persons, by lists of ${households}`,
    '',
    '| Households before | upload s | check s | run s | bare COPY s | check ÷ COPY | run ÷ COPY | taken for known ones |',
    '|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...lists.filter((_, no) => no % 4 === 0 || no === lists.length - 1).map(line),
    '',
    `All ${lists.length} lists: upload ${all(({ upload }) => upload.seconds)} s, check ${all(({ check }) => check.seconds)} s, ` +
      `run ${all(({ run }) => run.seconds)} s, COPY ${all(({ copy }) => copy)} s; ${megabytes} MB, the floor's included.`,
    `The first list once more: ${again.refused} rows refused as held, check ${again.seconds.toFixed(2)} s.`,
    `In the background: ${sweptPerSecond.toFixed(0)} objects a second compared with all others, ${namedPerSecond.toFixed(0)} persons a second made findable.`,
  ].join('\n')
}
