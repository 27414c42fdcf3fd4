import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  actors,
  attempt,
  type ActorName,
  at,
  carry,
  courses,
  proof,
} from '../../../../test/toy/toy-course.ts'
import { toyLedger } from '../../../../test/toy/toy-ledger.ts'
import { applyChange, blankState, type EntryState, type Logged, mostUrgent, stateAsOf } from './state.ts'
import type { Origin, Task, Values } from './state.ts'

/** A course at random: at every step one of the actions that the rule allows, with times that only reports go back. */
type Course = { log: Logged[]; states: EntryState[] }
type Draw = { pick: number; minutes: number; back: number; values: Values }

const minuteMs = 60_000
const later = (instant: string, minutes: number) =>
  new Date(Date.parse(instant) + minutes * minuteMs).toISOString()
const end = '9999-12-31T00:00:00.000Z'

const draw: fc.Arbitrary<Draw> = fc.record({
  pick: fc.nat(1_000_000),
  minutes: fc.nat(3),
  back: fc.oneof(fc.constant(0), fc.nat(40)),
  values: fc.record(
    {
      subject: fc.constantFrom('a', 'b', 'c'),
      category: fc.constantFrom('road', 'water', null),
      cost: fc.constantFrom(1, 20_000_000, null),
      dueOn: fc.constantFrom('2026-03-05', '2026-03-09', null),
    },
    { requiredKeys: [] },
  ),
})

function inputOf(action: string, { pick, values }: Draw): Values {
  switch (action) {
    case 'register':
      return { subject: 'a', ...values }
    case 'report':
      return { ...values, ...(pick % 2 === 0 ? { source: 'paper' } : {}) }
    case 'dispatch':
    case 'assign':
    case 'transfer':
      return { organisationId: 903 + (pick % 2), ...(pick % 3 === 0 ? { accountId: 9003 + (pick % 2) } : {}) }
    case 'verify':
      return { outcome: pick % 2 === 0 ? 'passed' : 'failed' }
    case 'complete':
      return pick % 4 === 0 ? {} : { proof: [proof] }
    default:
      return {}
  }
}

function stepOf(state: EntryState, drawn: Draw, now: string): Omit<Logged, 'seq'> | undefined {
  const past = later(now, -drawn.back)
  const possible = toyLedger.definition.actions.flatMap(({ id, word }) => {
    const follows = past < state.effectiveAt ? state.effectiveAt : past
    const effectiveAt = word === 'report' ? past : follows
    const input = inputOf(id, drawn)
    return Object.keys(actors).flatMap((by) => {
      const { change } = attempt(state, { action: id, by: by as ActorName, input, at: effectiveAt })
      return change ? [{ change, effectiveAt, recordedAt: now }] : []
    })
  })
  return possible[drawn.pick % possible.length]
}

function walk(draws: readonly Draw[]): Course {
  const course: Course = { log: [], states: [] }
  let state = blankState('entry')
  let now = at(0)
  for (const drawn of draws) {
    now = later(now, drawn.minutes)
    const step = stepOf(state, drawn, now)
    if (!step) break
    const seq = state.seq + 1
    state = applyChange(state, step.change, seq, step.effectiveAt)
    course.log.push({ seq, ...step })
    course.states.push(state)
  }
  return course
}
const courseOf = fc.array(draw, { minLength: 1, maxLength: 14 }).map(walk)

function holdsFor(property: (course: Course) => void): void {
  fc.assert(fc.property(courseOf, property), { numRuns: 150 })
}
const asOf = ({ log }: Course, moment: string, axis: 'effective' | 'recorded') =>
  stateAsOf('entry', log, moment, axis)
const momentsOf = ({ log }: Course) =>
  log.flatMap(({ effectiveAt, recordedAt }) => [effectiveAt, recordedAt]).sort()

/** What a field holds by all statements up to a moment: the one that speaks of the latest time, then the last made. */
function lastSaid({ log }: Course, name: string, moment: string) {
  const said = log.filter(({ effectiveAt, change }) => effectiveAt <= moment && name in change.values)
  const [last] = said.sort((a, b) =>
    a.effectiveAt === b.effectiveAt ? b.seq - a.seq : a.effectiveAt < b.effectiveAt ? 1 : -1,
  )
  return last && { value: last.change.values[name], seq: last.seq, effectiveAt: last.effectiveAt }
}
const typed = ['subject', 'category', 'cost', 'dueOn', 'proof']

function assertSaid(course: Course, state: EntryState, moment: string): void {
  for (const name of typed) {
    const last = lastSaid(course, name, moment)
    assert.deepEqual(state.values[name], last?.value, name)
    assert.equal(state.origins[name]?.seq, last?.seq, name)
    assert.equal(state.origins[name]?.effectiveAt, last?.effectiveAt, name)
  }
}

describe('replay of a log', () => {
  test('the courses drawn at random reach every stage, and go back in time', () => {
    const stages = new Set<string>()
    let backdated = 0
    for (const course of fc.sample(courseOf, { numRuns: 400, seed: 7 })) {
      for (const state of course.states) stages.add(state.stage)
      course.log.forEach(({ effectiveAt }, index) => {
        if (effectiveAt < (course.states[index - 1]?.effectiveAt ?? '')) backdated += 1
      })
    }
    assert.deepEqual([...stages].sort(), toyLedger.definition.stages.map(({ id }) => id).sort())
    assert.ok(backdated > 50)
  })

  test('all that was recorded gives the head, and what was recorded by a moment the state of then', () => {
    holdsFor((course) => {
      assert.deepEqual(asOf(course, end, 'recorded'), course.states.at(-1))
      assert.equal(asOf(course, later(at(0), -1), 'recorded'), undefined)
      for (const { recordedAt } of course.log) {
        const last = course.log.findLastIndex((item) => item.recordedAt <= recordedAt)
        assert.deepEqual(asOf(course, recordedAt, 'recorded'), course.states[last])
      }
    })
  })

  test('as of any effective moment a field holds what was last said of a time up to it', () => {
    holdsFor((course) => {
      for (const moment of momentsOf(course)) {
        const state = asOf(course, moment, 'effective')
        if (state) assertSaid(course, state, moment)
        else assert.ok(course.log.every(({ effectiveAt }) => effectiveAt > moment))
      }
    })
  })

  test('by all that is known now both axes agree on values, stage, tasks and dates', () => {
    holdsFor((course) => {
      const facts = (state: EntryState | undefined) =>
        state && [
          typed.map((name) => [state.values[name], state.origins[name]]),
          [
            state.stage,
            state.isOpen,
            state.closedAt,
            state.openedAt,
            state.effectiveAt,
            state.organisationId,
          ],
          [state.title, state.tasks],
        ]
      assert.deepEqual(facts(asOf(course, end, 'effective')), facts(course.states.at(-1)))
    })
  })

  test('the effective axis only goes forward: what is held stays held, and no time goes back', () => {
    holdsFor((course) => {
      let before: EntryState | undefined
      for (const moment of momentsOf(course)) {
        const state = asOf(course, moment, 'effective')
        assert.ok(state || !before)
        if (!state) continue
        assert.ok(state.effectiveAt <= moment && state.effectiveAt >= (before?.effectiveAt ?? ''))
        assert.equal(state.openedAt, before?.openedAt ?? state.effectiveAt)
        for (const [name, origin] of Object.entries(before?.origins ?? {}))
          assert.ok((state.origins[name]?.effectiveAt ?? '') >= origin.effectiveAt, name)
        before = state
      }
    })
  })

  test('number, ledger and place are the same whichever moment is read', () => {
    holdsFor((course) => {
      const identity = (state?: EntryState) => state && [state.id, state.no, state.ledger, state.divisionCode]
      for (const moment of momentsOf(course)) {
        const state = asOf(course, moment, 'effective')
        if (state) assert.deepEqual(identity(state), identity(course.states[0]))
      }
    })
  })
})

describe('the state after a change', () => {
  test('a statement about an earlier time never overwrites a later one, nor moves the entry', () => {
    holdsFor((course) => {
      course.log.forEach(({ effectiveAt, change }, index) => {
        const [before, after] = [course.states[index - 1], course.states[index]!]
        if (!before || effectiveAt >= before.effectiveAt) return
        const held = ({ stage, isOpen, closedAt, effectiveAt: last }: EntryState) => [
          stage,
          isOpen,
          closedAt,
          last,
        ]
        assert.deepEqual(held(after), held(before))
        for (const name of Object.keys(change.values)) {
          const origin: Origin | undefined = before.origins[name]
          if (!origin || origin.effectiveAt <= effectiveAt) continue
          assert.deepEqual([after.values[name], after.origins[name]], [before.values[name], origin])
        }
        assert.ok(after.openedAt <= effectiveAt)
      })
      course.states.forEach((state, index) =>
        assertSaid({ ...course, log: course.log.slice(0, index + 1) }, state, end),
      )
    })
  })

  test('an entry is called what its title field holds, whenever that was said', () => {
    holdsFor(({ states }) => {
      for (const { title, values } of states) assert.equal(title, values['subject'])
    })
  })

  test('an open entry has open work and a closed one has none', () => {
    holdsFor(({ states }) => {
      for (const { stage, isOpen, tasks, closedAt } of states) {
        assert.equal(isOpen, !['closed', 'voided'].includes(stage), stage)
        assert.equal(tasks.length, isOpen ? 1 : 0, stage)
        assert.equal(closedAt === null, isOpen, stage)
      }
    })
  })

  test('the state before is left as it was', () => {
    const before = carry(courses.handling)
    const copy = structuredClone(before)
    carry(
      [
        { action: 'report', by: 'unit', input: { cost: 3 } },
        { action: 'complete', by: 'unit' },
      ],
      before,
    )
    assert.deepEqual(before, copy)
  })

  test('where a value comes from is kept beside it, with its source', () => {
    const state = carry(
      [{ action: 'report', by: 'unit', input: { cost: 3, source: 'paper' } }],
      carry(courses.handling),
    )
    assert.deepEqual(state.origins['cost'], { seq: 3, effectiveAt: at(2), source: 'paper' })
    assert.deepEqual(state.origins['subject'], { seq: 1, effectiveAt: at(0) })
  })
})

test('the most urgent task is the first due of those that are due at all', () => {
  const [task] = carry(courses.handling).tasks as [Task]
  const hours = fc.array(fc.option(fc.nat(30), { nil: null }), { maxLength: 6 })
  fc.assert(
    fc.property(hours, (due) => {
      const tasks = due.map((hour) => ({
        ...task,
        dueAt: hour === null ? null : at(hour),
        amberAt: hour === null ? null : at(hour - 1),
      }))
      const known = due.filter((hour) => hour !== null)
      const first = known.length === 0 ? null : Math.min(...known)
      assert.deepEqual(
        mostUrgent(tasks),
        first === null ? { dueAt: null, amberAt: null } : { dueAt: at(first), amberAt: at(first - 1) },
      )
    }),
  )
})
