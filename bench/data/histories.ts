import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { loadOrCreateKeys } from '#kernel/crypto/server'
import { type DatabaseHandle, migrate, openDatabase } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { Engine, refreshStaleCases } from '#kernel/ledgers/server'
import { settableClock, statutoryCalendar } from '#kernel/time/model'
import { type Course, courses, type Part } from './courses.ts'
import { fieldsOf, type Variant } from './fields.ts'
import { benchLedger, categories, channels } from './ledgers.ts'
import { Random } from './random.ts'

/** Values that a history holds in place of what differs from entry to entry: found again by their look. */
export const placeholders = {
  ledger: 'bench_history',
  prefix: 'TPL',
  village: '211302001001',
  township: '211302001',
  start: Date.parse('2025-03-03T01:00:00Z'),
  number: 700_000_041,
  cost: 700_000_042,
  organisation: { registrant: 700_000_001, office: 700_000_002, unit: 700_000_003, other: 700_000_004 },
  account: { registrant: 700_000_011, office: 700_000_012, unit: 700_000_013, other: 700_000_014 },
  position: { registrant: 700_000_021, office: 700_000_022, unit: 700_000_023, other: 700_000_024 },
} as const

export type Row = Record<string, unknown>
/** An entry as the engine wrote it, row by row. */
export type History = {
  course: Course
  tables: Record<
    'entry' | 'action' | 'task' | 'participation' | 'entry_span' | 'board_event' | 'statistics_case',
    Row[]
  >
}

const roles: Record<Part, string> = {
  registrant: 'steward',
  office: 'project_office',
  unit: 'unit_handler',
  other: 'unit_handler',
}

function actorOf(part: Part): Actor {
  return {
    accountId: placeholders.account[part],
    positionId: placeholders.position[part],
    organisationId: placeholders.organisation[part],
    name: part,
    role: roles[part],
    divisions: part === 'unit' || part === 'other' ? [] : ['211302'],
    ledgers: 'all',
    sensitivity: 2,
    rights: ['ledgers.backdate'],
    locale: 'zh-CN',
  }
}

/**
 * Every course in every variant, performed by the engine itself on an embedded database: what is copied a million
 * times afterwards is exactly what the engine writes.
 */
export async function performHistories(): Promise<History[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-bench-'))
  const handle = await openDatabase()
  try {
    await migrate(handle)
    const clock = settableClock(new Date(placeholders.start))
    const engine = await Engine.open({
      handle,
      clock,
      calendar: statutoryCalendar,
      keys: await loadOrCreateKeys(join(folder, 'keys.json'), { create: true }),
      ledgers: [],
      organisationOfRole: () => placeholders.organisation.office,
      checkAssignee: async () => undefined,
      checkSubjects: async () => undefined,
      holdsOn: async () => [],
      checkFiles: async () => undefined,
    })
    await engine.book.publish(
      benchLedger(placeholders.ledger, placeholders.prefix),
      0,
      new Date(placeholders.start),
    )
    const random = new Random(1)
    const histories: History[] = []
    for (const course of courses) {
      for (const [index, category] of categories.entries()) {
        for (const channel of channels.filter((_, at) => (at + index) % 2 === 0)) {
          const id = await performCourse(engine, clock, course, { category, channel }, random)
          await countEntry(engine, id)
          histories.push({ course, tables: await readRows(handle, id) })
        }
      }
    }
    return histories
  } finally {
    await handle.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function performCourse(
  engine: Engine,
  clock: ReturnType<typeof settableClock>,
  { steps }: Course,
  variant: Variant,
  random: Random,
): Promise<string> {
  let at = placeholders.start
  let entryId = ''
  let seq = 0
  for (const { action, by, after, input = {}, to, lateBy = 0 } of steps) {
    at += after * 3_600_000
    clock.set(new Date(at))
    const given = to === undefined ? input : { ...input, organisationId: placeholders.organisation[to] }
    const request =
      seq === 0
        ? {
            ledger: placeholders.ledger,
            action,
            divisionCode: placeholders.village,
            input: fieldsOf(variant, placeholders.number, placeholders.cost),
          }
        : { entryId, expectedSeq: seq, action, input: given }
    const effectiveAt = lateBy > 0 ? new Date(at - lateBy * 3_600_000).toISOString() : undefined
    const { results } = await engine.perform(actorOf(by), [{ ...request, effectiveAt }], random.id(at))
    entryId = results[0]?.entryId ?? ''
    seq = results[0]?.seq ?? 0
  }
  return entryId
}

/** Makes the entry's cases, and leaves the outbox as it is: what waits in it is read. */
async function countEntry(engine: Engine, id: string): Promise<void> {
  await sql`insert into statistics_stale values (${id})`.execute(engine.handle.db)
  await refreshStaleCases(engine)
}

const tables = ['entry', 'action', 'task', 'participation', 'entry_span', 'statistics_case'] as const

async function readRows({ db }: DatabaseHandle, id: string): Promise<History['tables']> {
  const read = async (table: (typeof tables)[number]) => {
    const key = table === 'entry' ? 'id' : 'entry_id'
    const { rows } = await sql<Row>`
      select * from ${sql.table(table)} where ${sql.ref(key)} = ${id} order by ${sql.ref(orderOf(table))}`.execute(
      db,
    )
    return rows
  }
  const { rows: notes } = await sql<{ ledger_id: number; note: { board: Row[] } }>`
    select ledger_id, note from outbox where entry_id = ${id} order by no`.execute(db)
  const events = notes.flatMap(({ ledger_id, note }) =>
    note.board.map(({ recordedAt, ...event }) => ({ ...event, ledger_id, recorded_at: recordedAt })),
  )
  const [entry = [], action = [], task = [], participation = [], spans = [], cases = []] = await Promise.all(
    tables.map(read),
  )
  return {
    entry,
    action,
    task,
    participation,
    entry_span: spans,
    board_event: events,
    statistics_case: cases,
  }
}

function orderOf(table: (typeof tables)[number]): string {
  if (table === 'entry') return 'id'
  if (table === 'task') return 'opened_seq'
  if (table === 'statistics_case') return 'case_key'
  return table === 'participation' ? 'organisation_id' : 'seq'
}
