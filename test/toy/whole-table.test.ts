import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type ActorName, actors } from './toy-course.ts'
import { attemptWhole, carryWhole, goodInput, wholeCourses } from './whole-course.ts'
import { wholeLedger } from './whole-ledger.ts'

const office: ActorName[] = ['office', 'officeColleague']
const stewards: ActorName[] = ['steward', 'stewardColleague']
const unit: ActorName[] = ['unit', 'unitColleague']
const other: ActorName[] = ['otherUnit']
const leader: ActorName[] = ['leader']

/** Who may, and who may not although stage and role fit, with the reason. */
type Row = ActorName[] | Partial<Record<ActorName, string>>
const refused = (by: ActorName[], code: string): Row =>
  Object.fromEntries(by.map((name) => [name, `ledgers.${code}`]))
const talk = (...others: ActorName[][]): Record<string, Row> => ({
  report: [...stewards, ...office, ...others.flat()],
  comment: [...stewards, ...office, ...others.flat()],
})

const handling: Record<string, Row> = {
  acknowledge: unit,
  transfer: unit,
  send_back: unit,
  consult: unit,
  request_extension: unit,
  request_suspension: unit,
  suspend: office,
  complete: unit,
  approve_extension: [],
  remind_unit: office,
  instruct: leader,
  circulate_unit: office,
  link: office,
  ...talk(unit),
}
const registered: Record<string, Row> = {
  accept: office,
  refuse: office,
  request_correction: office,
  link: office,
  void: office,
  ...talk(),
}
const accepted: Record<string, Row> = {
  dispatch: office,
  assign: leader,
  adjudicate: office,
  link: office,
  void: office,
  ...talk(),
}
const closed: Record<string, Row> = {
  archive: office,
  reopen: office,
  rate: ['steward'],
  appeal: refused(unit, 'nothing_to_appeal'),
  comment: [...stewards, ...office],
}

/** The office's own clerk reviewed it, so that the period isn't even looked at. */
const running: Row = {
  office: 'ledgers.same_person',
  officeColleague: 'ledgers.notice_period_runs',
  leader: 'ledgers.notice_period_runs',
}

/**
 * Every course × action × actor. An action that stands in a course's row is open to those named and not theirs for
 * everybody else; one that doesn't stand there is refused to everyone.
 */
const table: Record<keyof typeof wholeCourses, Record<string, Row>> = {
  registered,
  correcting: { supplement: ['steward'], ...talk() },
  corrected: { ...registered, request_correction: refused(office, 'cap_reached') },
  accepted,
  handling,
  sentBackTwice: accepted,
  adjudicated: { ...handling, send_back: refused(unit, 'cap_reached') },
  adjudicatedEarly: { ...handling, send_back: refused(unit, 'adjudicated') },
  consulting: {
    ...handling,
    contribute: [...other, 'stranger'],
    complete: refused(unit, 'support_outstanding'),
    comment: [...stewards, ...office, ...unit, ...other, 'stranger'],
  },
  extending: {
    ...handling,
    request_extension: refused(unit, 'extension_pending'),
    approve_extension: office,
  },
  extended: { ...handling, request_extension: refused(unit, 'extended_enough') },
  suspended: { resume: office, ...talk(unit) },
  instructed: { ...handling, answer_instruction: unit },
  completed: { verify: ['steward'], circulate_unit: office, ...talk() },
  verified: { review: office, ...talk() },
  reviewed: { publicise: office, ...talk() },
  publicised: {
    object: [...stewards],
    approve: running,
    ...talk(),
  },
  objected: {
    object: [...stewards],
    answer: office,
    approve: running,
    ...talk(),
  },
  objectedLate: {
    object: [...stewards],
    answer: office,
    approve: {
      office: 'ledgers.same_person',
      officeColleague: 'ledgers.task_outstanding',
      leader: 'ledgers.task_outstanding',
    },
    ...talk(),
  },
  noticeOver: {
    object: [...stewards],
    approve: { office: 'ledgers.same_person', officeColleague: 'ok', leader: 'ok' },
    ...talk(),
  },
  approved: { issue: office, ...talk() },
  issued: { close: office, ...talk() },
  closed,
  rated: { ...closed, rate: refused(['steward'], 'rated_already'), appeal: unit },
  appealed: {
    ...closed,
    rate: refused(['steward'], 'rated_already'),
    appeal: refused(unit, 'nothing_to_appeal'),
    decide_appeal: leader,
  },
  archived: { comment: [...stewards, ...office] },
  refused: {},
  voided: {},
  merged: {},
}

const actions = wholeLedger.definition.actions

function expected(course: keyof typeof wholeCourses, stage: string): Record<string, string> {
  return Object.fromEntries(
    actions.flatMap((action) =>
      (Object.keys(actors) as ActorName[]).map((name) => {
        const row = table[course][action.id]
        const fits = action.from.includes(stage)
        const said = Array.isArray(row) ? (row.includes(name) ? 'ok' : undefined) : row?.[name]
        const code =
          said ?? (action.word === 'register' ? 'already_registered' : fits ? 'not_yours' : 'wrong_stage')
        return [`${action.id} by ${name}`, code.replace('ledgers.', '')]
      }),
    ),
  )
}

describe('every stage, action and role', () => {
  for (const [course, steps] of Object.entries(wholeCourses)) {
    test(`after the course “${course}”`, () => {
      const state = carryWhole(steps)
      const at = state.effectiveAt
      const said = Object.fromEntries(
        actions.flatMap((action) =>
          (Object.keys(actors) as ActorName[]).map((by) => {
            const input = goodInput[action.id] ?? {}
            const { verdict } = attemptWhole(state, { action: action.id, by, input, at })
            return [`${action.id} by ${by}`, verdict.ok ? 'ok' : verdict.code.replace('ledgers.', '')]
          }),
        ),
      )
      assert.deepEqual(said, expected(course as keyof typeof wholeCourses, state.stage))
    })
  }

  test('every action is open to somebody somewhere', () => {
    const open = Object.values(table).flatMap((row) =>
      Object.entries(row).flatMap(([id, who]) =>
        (Array.isArray(who) ? who.length > 0 : Object.values(who).includes('ok')) ? [id] : [],
      ),
    )
    const missing = actions.filter(({ id, word }) => word !== 'register' && !open.includes(id))
    assert.deepEqual(
      missing.map(({ id }) => id),
      [],
    )
  })
})
