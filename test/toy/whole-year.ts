import type { Actor } from '#kernel/http/model'
import type { Values } from '#kernel/ledgers/model'
import { type Engine, listDateMoves, moveDates, startMigration, workMigrations } from '#kernel/ledgers/server'
import {
  type Calendar,
  type Notice,
  type SettableClock,
  shanghaiDate,
  statutoryCalendar,
  withNotice,
} from '#kernel/time/model'
import { type ActorName, actors, place, proof, type Step } from './toy-course.ts'
import { openToy } from './toy-engine.ts'
import { wholeCourses } from './whole-course.ts'
import { wholeLedger } from './whole-ledger.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const why = { reason: 'because' }

/** How some courses go on, so that the year meets every action. */
const tails: Partial<Record<keyof typeof wholeCourses, Step[]>> = {
  accepted: [{ action: 'assign', by: 'leader', input: { organisationId: 903 } }],
  handling: [
    { action: 'acknowledge', by: 'unit' },
    { action: 'request_suspension', by: 'unit', input: why },
    { action: 'suspend', by: 'office', input: { outcome: 'refused', reviewOn: '', ...why } },
    { action: 'report', by: 'steward', input: { cost: 100 } },
  ],
  consulting: [
    { action: 'contribute', by: 'otherUnit', input: { opinion: 'The old one' } },
    { action: 'contribute', by: 'stranger', input: { opinion: 'The new one' } },
    { action: 'complete', by: 'unit', input: { proof: [proof] } },
  ],
  extended: [{ action: 'complete', by: 'unit', input: { proof: [proof] } }],
  suspended: [
    { action: 'resume', by: 'office' },
    { action: 'complete', by: 'unit', input: { proof: [proof] } },
    { action: 'verify', by: 'steward', input: { outcome: 'failed' } },
  ],
  instructed: [
    { action: 'answer_instruction', by: 'unit', input: { text: 'Done' } },
    { action: 'remind_unit', by: 'office', input: why },
    { action: 'circulate_unit', by: 'office', input: why },
    { action: 'transfer', by: 'unit', input: { organisationId: 904, ...why } },
  ],
  objected: [{ action: 'answer', by: 'office', input: { text: 'Seen' } }],
  closed: [{ action: 'reopen', by: 'office', input: why }],
  appealed: [
    { action: 'decide_appeal', by: 'leader', input: { rating: 0, outcome: 'upheld', opinion: 'It rained' } },
  ],
}

/** A notice that nobody issued: three more days off in May. */
const moreDaysOff: Notice = {
  kind: 'amendment',
  year: 2026,
  issuedOn: '2026-05-10',
  document: { series: 'general_office_telegram', year: 2026, number: 9001 },
  arrangements: [{ holidays: ['special_holiday'], off: ['2026-05-25..2026-05-27'], makeUp: [] }],
}

/** What the kernel does of its own to entries in flight in the course of the year, each on the first day after. */
const turns: { after: string; turn(engine: Engine, calendar: { current: Calendar }): Promise<void> }[] = [
  {
    after: '2026-05-10',
    turn: async (engine, calendar) => {
      calendar.current = withNotice(calendar.current, moreDaysOff)
      const looking = { ...actors.office, rights: ['ledgers.read_all'] }
      const listed = await listDateMoves(engine, looking, { page: 1, size: 1 })
      await moveDates(engine, looking, { calendar: listed.calendar, limit: 1000 })
    },
  },
  {
    after: '2026-08-01',
    turn: async (engine) => {
      const { definition } = wholeLedger
      const remark = { name: 'remark', label: { 'zh-CN': '备注', en: 'Remark' }, kind: 'text' }
      const next = { ...definition, fields: [...definition.fields, remark] }
      const known = await engine.book.publish(next, actors.office.accountId, engine.clock.now())
      await startMigration(engine, actors.office, known, { to: 2, map: noMap }, true)
      await workMigrations(engine)
    },
  },
]
const noMap = { stages: {}, tasks: {}, fields: {} }

/** Numbers that look like chance and are the same every time. */
function drawing(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

/** Ids of the version that the product makes, of the clock and a count. */
function counting(clock: () => Date): () => string {
  let last = 0
  return () => {
    const time = clock().getTime().toString(16).padStart(12, '0')
    const count = (++last).toString(16).padStart(12, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${count}`
  }
}

export type Year = {
  engine: Engine
  clock: SettableClock
  /** Lets the year pass; `between` is called whenever a course is over. */
  run(between: () => Promise<unknown>): Promise<void>
  entries(): number
  close(): Promise<void>
}

/** A year in which one entry after another of the whole ledger takes one course after another. */
export async function wholeLedgerYear(): Promise<Year> {
  const start = new Date('2026-01-05T01:00:00Z')
  const officeOf: Record<string, number> = { project_office: 902, district_leader: 905 }
  const calendar = { current: statutoryCalendar }
  const toy = await openToy(start.toISOString(), {
    ledgers: [],
    calendar,
    newId: counting(() => start),
    organisationOfRole: (role) => officeOf[role],
  })
  // As data, so that the year can bring another version of it.
  await toy.engine.book.publish(wholeLedger.definition, actors.office.accountId, start)
  const draw = drawing(20_260_105)
  let entries = 0
  const advance = (ms: number) => toy.clock.set(new Date(toy.clock.now().getTime() + ms))
  const key = counting(() => start)
  return {
    engine: toy.engine,
    clock: toy.clock,
    entries: () => entries,
    close: () => toy.close(),
    run: async (between) => {
      const courses = Object.entries(wholeCourses)
      const left = [...turns]
      let first: string | undefined
      for (let index = 0; toy.clock.now().getTime() < start.getTime() + 365 * dayMs; index++) {
        const [name, steps] = courses[index % courses.length] as [keyof typeof wholeCourses, Step[]]
        const pass = () => advance(hourMs * (1 + draw(3)))
        const entryId = await follow(
          toy.engine,
          [...steps, ...(tails[name] ?? [])],
          key,
          pass,
          advance,
          first,
        )
        first ??= entryId
        entries += 1
        advance(draw(60) * hourMs)
        await between()
        const day = shanghaiDate(toy.clock.now())
        while (left[0] && day > left[0].after) await left.shift()?.turn(toy.engine, calendar)
      }
    },
  }
}

async function follow(
  engine: Engine,
  steps: readonly Step[],
  key: () => string,
  pass: () => void,
  advance: (ms: number) => void,
  first: string | undefined,
): Promise<string> {
  let entryId = ''
  for (const { action, by, input = {} } of steps) {
    pass()
    const actor: Actor = actors[by satisfies ActorName]
    if (entryId === '') {
      const { results } = await engine.perform(
        actor,
        [{ ledger: 'whole', divisionCode: place, action, input }],
        key(),
      )
      entryId = results[0]?.entryId ?? ''
      continue
    }
    const { state } = await engine.get({ ...actor, rights: ['ledgers.read_all'] }, entryId)
    // A notice period has to run out.
    const until = state.tasks.find(({ kind }) => kind === 'publicity')?.dueAt ?? null
    if (action === 'approve' && until !== null) advance(Date.parse(until) - engine.clock.now().getTime())
    await engine.perform(
      actor,
      [
        {
          entryId,
          expectedSeq: state.seq,
          action,
          input: present(input, engine, state.marks.ratings?.[0]?.seq, first),
        },
      ],
      key(),
    )
  }
  return entryId
}

/** Dates and step numbers of a course as they are in this year. */
function present(
  input: Values,
  engine: Engine,
  rating: number | undefined,
  first: string | undefined,
): Values {
  const soon = shanghaiDate(new Date(engine.clock.now().getTime() + 20 * dayMs))
  return {
    ...input,
    ...('reviewOn' in input ? { reviewOn: soon } : {}),
    ...('answerOn' in input ? { answerOn: soon } : {}),
    ...('entryId' in input && first !== undefined ? { entryId: first } : {}),
    ...('rating' in input ? { rating: rating ?? 0 } : {}),
  }
}
