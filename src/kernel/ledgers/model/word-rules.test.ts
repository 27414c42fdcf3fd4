import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { at, attempt, plainSurroundings, proof, type Step } from '../../../../test/toy/toy-course.ts'
import { attemptWhole, carryWhole, wholeCourses } from '../../../../test/toy/whole-course.ts'
import { wholeLedger } from '../../../../test/toy/whole-ledger.ts'
import { defineLedger, type Ledger } from './define-ledger.ts'
import type { LedgerInput } from './definition.ts'
import { applyChange, blankState, type EntryState } from './state.ts'

const refusedBy = (state: EntryState, step: Step) => {
  const { verdict } = attemptWhole(state, step)
  return verdict.ok ? 'ok' : verdict.code
}
const taskOf = (state: EntryState, kind: string) => state.tasks.find((task) => task.kind === kind)
const decideOn = (outcome: string, granted?: number): Step => ({
  action: 'approve_extension',
  by: 'office',
  input: { outcome, ...(granted === undefined ? {} : { granted }) },
  at: at(5),
})

describe('extension', () => {
  const asked = carryWhole(wholeCourses.extending)

  test('moves the date by what was granted and keeps the original beside it', () => {
    const before = taskOf(asked, 'handle')!
    const whole = taskOf(carryWhole([decideOn('approved')], asked), 'handle')!
    const less = taskOf(carryWhole([decideOn('approved', 1)], asked), 'handle')!
    const hours = (task: typeof before) => (Date.parse(task.dueAt!) - Date.parse(before.dueAt!)) / 3_600_000
    assert.deepEqual([hours(whole), hours(less)], [2, 1])
    assert.equal(whole.originalDueAt, before.dueAt)
    assert.deepEqual(whole.clock.extensions, [
      { unit: 'working_days', count: 2, reason: 'because', decidedAt: at(5) },
    ])
  })

  test('that is granted beyond what was asked for grants what was asked for', () => {
    assert.equal(
      taskOf(carryWhole([decideOn('approved', 9)], asked), 'handle')?.clock.extensions?.[0]?.count,
      2,
    )
  })

  test('that is refused leaves the date, and may be asked for again', () => {
    const refused = carryWhole([decideOn('refused')], asked)
    assert.equal(taskOf(refused, 'handle')?.dueAt, taskOf(asked, 'handle')?.dueAt)
    assert.equal(refused.marks.extension, undefined)
    assert.equal(
      refusedBy(refused, {
        action: 'request_extension',
        by: 'unit',
        input: { count: 1, reason: 'x' },
        at: at(6),
      }),
      'ok',
    )
  })

  test('is asked for while the time still runs, to the last moment and not after it', () => {
    const handling = carryWhole(wholeCourses.handling)
    const due = taskOf(handling, 'handle')!.dueAt!
    const ask = (moment: string) =>
      refusedBy(handling, {
        action: 'request_extension',
        by: 'unit',
        input: { count: 1, reason: 'x' },
        at: moment,
      })
    assert.equal(ask(due), 'ok')
    assert.equal(ask(new Date(Date.parse(due) + 1).toISOString()), 'ledgers.extension_too_late')
  })

  test('ends undecided with the task that it was for, and so does the work of deciding it', () => {
    const done = carryWhole([{ action: 'complete', by: 'unit', input: { proof: [proof] } }], asked)
    assert.equal(done.marks.extension, undefined)
    assert.equal(taskOf(done, 'extension'), undefined)
  })
})

describe('clocks that stop', () => {
  test('take along those within them, and no others', () => {
    const paused = (state: EntryState) =>
      state.tasks.filter(({ clock }) => clock.pauses.some(({ to }) => to === null)).map(({ kind }) => kind)
    assert.deepEqual(paused(carryWhole(wholeCourses.suspended)), ['total', 'handle', 'sign'])
    assert.deepEqual(paused(carryWhole(wholeCourses.correcting)), ['total'])
    const resumed = carryWhole([{ action: 'resume', by: 'office' }], carryWhole(wholeCourses.suspended))
    assert.deepEqual(paused(resumed), [])
    assert.deepEqual(taskOf(resumed, 'sign')?.clock.pauses, [
      { from: at(3), to: at(4), reason: 'because', by: 'suspend' },
    ])
  })

  test('stand until everybody who stopped them lets them run', () => {
    const ledger = otherwise(({ actions }) => {
      const label = { 'zh-CN': '冻结', en: 'Freeze' }
      const from = ['correcting', 'registered']
      const by = [{ who: 'role' as const, role: 'project_office' }]
      const tasks = ['total']
      actions.push(
        { id: 'freeze', word: 'suspend', label, from, by, pauses: { tasks } },
        { id: 'thaw', word: 'resume', label, from, by, resumes: { tasks } },
      )
    })
    let ids = 0
    const around = { ...plainSurroundings(), newId: () => `task-${++ids}`, organisationOfRole: () => 902 }
    const carried = (from: EntryState, ...steps: Step[]) =>
      steps.reduce((state, step) => {
        const { verdict, change } = attempt(state, step, ledger, around)
        assert.ok(change, JSON.stringify(verdict))
        return applyChange(state, change, state.seq + 1, step.at ?? at(state.seq))
      }, from)
    const total = (state: EntryState) => {
      const { clock, dueAt } = taskOf(state, 'total')!
      return [...clock.pauses.map(({ by, to }) => `${by} ${to ?? 'on'}`), dueAt === null ? 'stands' : 'runs']
    }
    const both = carried(carryWhole(wholeCourses.correcting), { action: 'freeze', by: 'office' })
    assert.deepEqual(total(both), ['request_correction on', 'freeze on', 'stands'])
    const resumed = carried(both, { action: 'thaw', by: 'office' })
    assert.deepEqual(total(resumed), ['request_correction on', `freeze ${at(3)}`, 'stands'])
    const supplemented = carried(resumed, { action: 'supplement', by: 'steward', input: { proof: [proof] } })
    assert.deepEqual(total(supplemented), [`request_correction ${at(4)}`, `freeze ${at(3)}`, 'runs'])
  })

  test('stand still only when the suspension is approved', () => {
    const refused = carryWhole(
      [
        {
          action: 'suspend',
          by: 'office',
          input: { outcome: 'refused', reviewOn: '2026-04-01', reason: 'x' },
        },
      ],
      carryWhole(wholeCourses.handling),
    )
    assert.equal(refused.stage, 'handling')
    assert.ok(refused.tasks.every(({ clock }) => clock.pauses.length === 0))
    assert.equal(taskOf(refused, 'suspension_review'), undefined)
  })
})

/** The whole ledger with one part said otherwise. */
function otherwise(change: (definition: LedgerInput) => void): Ledger {
  const definition = structuredClone(wholeLedger.definition) as LedgerInput
  change(definition)
  return defineLedger(definition)
}

function carryIn(ledger: Ledger, steps: readonly Step[]): EntryState {
  return steps.reduce((state, step) => {
    const { verdict, change } = attemptIn(ledger, state, step)
    assert.ok(change, `${step.action}: ${JSON.stringify(verdict)}`)
    return applyChange(state, change, state.seq + 1, step.at ?? at(state.seq))
  }, blankState('entry'))
}

function attemptIn(ledger: Ledger, state: EntryState, step: Step) {
  let last = 0
  return attempt(state, step, ledger, {
    ...plainSurroundings(),
    newId: () => `task-${state.seq + 1}-${++last}`,
    organisationOfRole: (role) => (role === 'district_leader' ? 905 : 902),
  })
}

describe('joint handling', () => {
  const withJoin = (join: 'all' | 'any' | 'lead') =>
    otherwise(({ tasks = [] }) => {
      for (const task of tasks) if (task.kind === 'support') task.join = join
    })
  const complete: Step = { action: 'complete', by: 'unit', input: { proof: [proof] } }
  const opinion: Step = { action: 'contribute', by: 'otherUnit', input: { opinion: 'The old one' } }
  const supports = (state: EntryState) => state.tasks.filter(({ kind }) => kind === 'support').length

  test('by “all” waits for the last contribution, each closing its own task', () => {
    const ledger = withJoin('all')
    const one = carryIn(ledger, [...wholeCourses.consulting, opinion])
    assert.equal(supports(one), 1)
    assert.equal(attemptIn(ledger, one, complete).verdict.ok, false)
    const both = carryIn(ledger, [...wholeCourses.consulting, opinion, { ...opinion, by: 'stranger' }])
    assert.deepEqual(both.marks.contributors, { support: [904, 906] })
    assert.equal(attemptIn(ledger, both, complete).verdict.ok, true)
  })

  test('by “any” is settled by the first, and lets the others go', () => {
    const ledger = withJoin('any')
    const none = carryIn(ledger, wholeCourses.consulting)
    assert.equal(attemptIn(ledger, none, complete).verdict.ok, false)
    const one = carryIn(ledger, [...wholeCourses.consulting, opinion])
    assert.equal(supports(one), 0)
    const { change } = attemptIn(ledger, none, opinion)
    assert.deepEqual(
      change?.closes.map(({ outcome }) => outcome),
      [undefined, 'released'],
    )
    assert.equal(attemptIn(ledger, one, complete).verdict.ok, true)
  })

  test('by “lead” ends when the lead sees fit', () => {
    const ledger = withJoin('lead')
    const done = carryIn(ledger, [...wholeCourses.consulting, complete])
    assert.equal(supports(done), 0)
    assert.equal(done.stage, 'completed')
  })

  test('gives each organisation a task, a clock and a rating of its own', () => {
    const state = carryIn(withJoin('all'), wholeCourses.consulting)
    const own = state.tasks.filter(({ kind }) => kind === 'support')
    assert.deepEqual(
      own.map(({ organisationId, dueAt }) => [organisationId, dueAt !== null]),
      [
        [904, true],
        [906, true],
      ],
    )
    assert.equal(new Set(own.map(({ id }) => id)).size, 2)
    const closed = { ...carryWhole(wholeCourses.closed) }
    closed.marks = { ...closed.marks, contributors: { support: [904] } }
    const rate = (rated: number): Step => ({
      action: 'rate',
      by: 'steward',
      input: { score: 5, rated },
      at: at(40),
    })
    const both = carryWhole([rate(904), rate(903)], closed)
    assert.deepEqual(
      both.marks.ratings?.map(({ organisationId, score }) => [organisationId, score]),
      [
        [904, 5],
        [903, 5],
      ],
    )
    assert.equal(refusedBy(closed, rate(906)), 'ledgers.nothing_to_rate')
  })
})

describe('rating and appeal', () => {
  const decision = (outcome: string): Step => ({
    action: 'decide_appeal',
    by: 'leader',
    input: { rating: 11, outcome, opinion: 'It rained' },
    at: at(50),
  })
  const appealed = carryWhole(wholeCourses.appealed)

  test('an appeal that is upheld takes the rating out of the statistics and leaves it in the log', () => {
    assert.deepEqual(carryWhole([decision('upheld')], appealed).marks.ratings, [
      {
        seq: 11,
        organisationId: 903,
        score: 1,
        accountId: 9001,
        appealedSeq: 12,
        decidedSeq: 13,
        excludedSeq: 13,
      },
    ])
  })

  test('one that is rejected lets the rating stand, and is not made twice', () => {
    const state = carryWhole([decision('rejected')], appealed)
    assert.equal(state.marks.ratings?.[0]?.excludedSeq, undefined)
    const more: Step = {
      action: 'appeal',
      by: 'unit',
      input: { rating: 11, proofs: [proof], reason: 'x' },
      at: at(51),
    }
    assert.equal(refusedBy(state, more), 'ledgers.nothing_to_appeal')
    assert.equal(refusedBy(state, decision('upheld')), 'ledgers.not_yours')
  })
})

describe('what a declaration may not lead to', () => {
  const actionOf = (definition: LedgerInput, id: string) =>
    definition.actions.find((action) => action.id === id)!

  test('an open entry that nobody must act on', () => {
    const ledger = otherwise((definition) => {
      actionOf(definition, 'complete').opens = []
    })
    const { verdict } = attemptIn(ledger, carryIn(ledger, wholeCourses.handling), {
      action: 'complete',
      by: 'unit',
      input: { proof: [proof] },
    })
    assert.deepEqual(verdict, { ok: false, code: 'ledgers.nobody_would_act', status: 409 })
  })

  test('two who lead at once', () => {
    const ledger = otherwise((definition) => {
      actionOf(definition, 'transfer').closes = []
    })
    const { verdict } = attemptIn(ledger, carryIn(ledger, wholeCourses.handling), {
      action: 'transfer',
      by: 'unit',
      input: { organisationId: 904, reason: 'x' },
    })
    assert.deepEqual(verdict, { ok: false, code: 'ledgers.two_would_lead', status: 409 })
  })
})
