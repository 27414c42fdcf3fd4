import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { applyChange, blankState, type EntryState, type Logged, stateAsOf } from '#kernel/ledgers/model'
import { type ActorName, actors, type Step } from './toy-course.ts'
import { attemptWhole, goodInput, wholeCourses } from './whole-course.ts'
import { wholeLedger } from './whole-ledger.ts'

const { actions, stages } = wholeLedger.definition
const names = Object.keys(actors) as ActorName[]
const units = [903, 904, 906, 901]

type Draw = { pick: number; outcome: number; unit: number; hours: number }
const draw: fc.Arbitrary<Draw> = fc.record({
  pick: fc.nat(),
  outcome: fc.nat(),
  unit: fc.nat(),
  hours: fc.integer({ min: 0, max: 200 }),
})

/** A step that somebody could ask for, good or not: the input is a good one, bent by the draw. */
function stepOf(action: string, by: ActorName, { outcome, unit }: Draw, at: string, state: EntryState): Step {
  const declared = actions.find(({ id }) => id === action)
  const input = { ...goodInput[action] }
  const outcomes = [
    ...(declared?.outcomes ?? []).map(({ id }) => id),
    ...Object.keys(declared?.byOutcome ?? {}),
  ]
  if (outcomes.length > 0) input['outcome'] = outcomes[outcome % outcomes.length] ?? ''
  if ('organisationId' in input) input['organisationId'] = units[unit % units.length] ?? 903
  if ('organisations' in input) input['organisations'] = units.slice(0, 1 + (unit % units.length))
  if ('rating' in input) input['rating'] = state.marks.ratings?.[0]?.seq ?? 1
  return { action, by, input, at }
}

type Course = { log: Logged[]; states: EntryState[]; refused: number }

const starts = [[], ...Object.values(wholeCourses)]

/** Half of the steps are such as the rule allows, so that courses get anywhere; the other half are anything. */
function run({ start, draws }: Walk): Course {
  let state = blankState('entry')
  const course: Course = { log: [], states: [], refused: 0 }
  let ms = Date.UTC(2026, 2, 2, 1)
  const take = (step: Step) => {
    const { change } = attemptWhole(state, step)
    if (!change) return false
    const seq = state.seq + 1
    const at = step.at ?? new Date(ms).toISOString()
    // What the log keeps is text: nothing may get lost on the way.
    const kept = JSON.parse(JSON.stringify(change)) as typeof change
    state = applyChange(state, change, seq, at)
    course.log.push({ seq, effectiveAt: at, recordedAt: at, change: kept })
    course.states.push(state)
    return true
  }
  for (const step of starts[start % starts.length] ?? []) {
    assert.ok(take({ ...step, at: step.at ?? new Date(ms).toISOString() }))
    ms = Math.max(ms + 3_600_000, Date.parse(state.effectiveAt))
  }
  for (const [index, one] of draws.entries()) {
    ms += one.hours * 3_600_000
    const at = new Date(ms).toISOString()
    const all = actions.flatMap(({ id }) => names.map((by) => stepOf(id, by, one, at, state)))
    const open = index % 2 === 0 ? all.filter((step) => attemptWhole(state, step).verdict.ok) : all
    const step = open[one.pick % open.length]
    if (!step) continue
    const before = JSON.stringify(state)
    attemptWhole(state, step)
    assert.equal(JSON.stringify(state), before, 'deciding changes nothing')
    if (!take(step)) course.refused += 1
  }
  return course
}

function checkState(state: EntryState): void {
  const said = `${state.stage} after step ${state.seq}: ${state.tasks.map(({ kind }) => kind).join()}`
  const stage = stages.find(({ id }) => id === state.stage)
  assert.equal(state.isOpen, stage?.open, said)
  if (state.isOpen)
    assert.ok(
      state.tasks.some(({ todo }) => todo !== false),
      `somebody must act: ${said}`,
    )
  assert.ok(state.tasks.filter(({ kind }) => kind === 'handle').length <= 1, `one leads: ${said}`)
  for (const task of state.tasks) {
    assert.ok(task.organisationId > 0, `${task.kind} is somebody's: ${said}`)
    assert.equal(new Set(state.tasks.map(({ id }) => id)).size, state.tasks.length, said)
    const { dueAt, originalDueAt } = task
    if (dueAt !== null && originalDueAt !== null) assert.ok(originalDueAt <= dueAt, said)
  }
  const { extension } = state.marks
  if (extension)
    assert.ok(
      state.tasks.some(({ id }) => id === extension.taskId),
      `its task is open: ${said}`,
    )
}

const walks = fc.record({ start: fc.nat(), draws: fc.array(draw, { minLength: 10, maxLength: 60 }) })
type Walk = { start: number; draws: Draw[] }

describe('any sequence of actions', () => {
  test('loses no entry, leaves it to somebody while it is open, and lets one lead', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        const { log, states } = run(walk)
        for (const state of states) checkState(state)
        const last = states.at(-1)
        if (!last) return
        for (const axis of ['effective', 'recorded'] as const)
          assert.deepEqual(stateAsOf('entry', log, '9999-12-31', axis), last)
      }),
      { numRuns: 300 },
    )
  })

  test('gets through every action and every stage, and meets refusals', () => {
    const taken = new Set<string>()
    const reached = new Set<string>()
    let refused = 0
    for (const sample of fc.sample(walks, { numRuns: 400, seed: 20260302 })) {
      const course = run(sample)
      for (const { change } of course.log) taken.add(change.action)
      for (const state of course.states) reached.add(state.stage)
      refused += course.refused
    }
    assert.deepEqual(
      stages.filter(({ id }) => !reached.has(id)).map(({ id }) => id),
      [],
    )
    assert.deepEqual(
      actions.filter(({ id }) => !taken.has(id)).map(({ id }) => id),
      [],
    )
    assert.ok(refused > 1000)
  })
})
