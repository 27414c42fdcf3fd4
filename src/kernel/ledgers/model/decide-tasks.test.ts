import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { at, attempt, carry, changeOf, courses, proof, type Step } from '../../../../test/toy/toy-course.ts'

const verifyAs = (outcome: string): Step => ({ action: 'verify', by: 'steward', input: { outcome } })
const completion: Step = { action: 'complete', by: 'unit', input: { proof: [proof] } }
const resume: Step = { action: 'resume', by: 'office' }

describe('what is done, and what goes back behind it', () => {
  const doneAfter = (...steps: Step[]) => carry(steps, carry(courses.completed)).marks.done

  test('each action leaves its outcome behind', () => {
    assert.deepEqual(doneAfter(verifyAs('passed')), {
      register: 'done',
      dispatch: 'done',
      complete: 'done',
      verify: 'passed',
    })
  })

  test('verification that fails, reopening and sending back drop what was done before', () => {
    assert.deepEqual(doneAfter(verifyAs('failed')), { verify: 'failed' })
    const closing: Step = { action: 'close', by: 'office' }
    assert.deepEqual(doneAfter(verifyAs('passed'), closing, { action: 'reopen', by: 'office' }), {
      reopen: 'done',
    })
    const back: Step = { action: 'send_back', by: 'unit', input: { reason: 'not ours' } }
    assert.deepEqual(doneAfter(verifyAs('failed'), back), { send_back: 'done' })
    const again: Step = { action: 'dispatch', by: 'office', input: { organisationId: 904 } }
    assert.deepEqual(doneAfter(verifyAs('failed'), back, again), {
      send_back: 'done',
      dispatch: 'done',
    })
  })

  test('a passed verification does not close off what was reopened since', () => {
    const again = carry(
      [
        { action: 'close', by: 'office' },
        { action: 'reopen', by: 'office' },
        { action: 'complete', by: 'unit' },
      ],
      carry(courses.verified),
    )
    const close = { action: 'close', by: 'office' } as const
    assert.equal(again.marks.done['verify'], undefined)
    const stage = { ...again, stage: 'verified', tasks: carry(courses.verified).tasks }
    assert.deepEqual(attempt(stage, close).verdict, {
      ok: false,
      code: 'ledgers.not_done_before',
      status: 409,
      params: { action: 'verify' },
    })
    assert.equal(carry([verifyAs('passed'), close], again).stage, 'closed')
  })

  test('what is sent back is counted, and goes to who held it', () => {
    const back: Step = { action: 'send_back', by: 'unit', input: { reason: 'not ours' } }
    const state = carry([back], carry(courses.handling))
    assert.equal(state.marks.sendBacks, 1)
    assert.deepEqual(
      state.tasks.map(({ kind, organisationId }) => [kind, organisationId]),
      [['dispatch', 902]],
    )
    const twice = carry([{ action: 'dispatch', by: 'office', input: { organisationId: 903 } }, back], state)
    assert.equal(twice.marks.sendBacks, 2)
  })
})

describe('which tasks an action ends', () => {
  test('an action ends the kinds that it names, with the outcome', () => {
    const change = changeOf(carry(courses.completed), verifyAs('passed'))
    assert.deepEqual(change.closes, [{ id: 'task-3', outcome: 'passed' }])
    const done = changeOf(carry(courses.handling), completion)
    assert.deepEqual(done.closes, [{ id: 'task-2' }])
  })

  test('an action that names none ends none', () => {
    const change = changeOf(carry(courses.registered), { action: 'accept', by: 'office' })
    assert.deepEqual(change.closes, [])
    assert.equal(carry(courses.accepted).tasks.length, 1)
  })

  test('voiding and closing off end every task', () => {
    for (const stage of ['voided', 'closed'] as const) {
      const state = carry(courses[stage])
      assert.deepEqual([stage, state.isOpen, state.tasks], [stage, false, []])
      assert.equal(state.closedAt, at(state.seq - 1))
    }
  })
})

describe('acknowledging', () => {
  test('who acknowledges does so for the tasks that are theirs, once', () => {
    const handling = carry(courses.handling)
    const [own] = handling.tasks
    const both = { ...handling, tasks: [own!, { ...own!, id: 'theirs', organisationId: 904 }] }
    const step: Step = { action: 'acknowledge', by: 'unit' }
    assert.deepEqual(
      changeOf(both, step).updates.map((task) => [task.id, task.acknowledgedAt]),
      [['task-2', at(2)]],
    )
    const state = carry([step], both)
    assert.deepEqual(
      state.tasks.map((task) => task.acknowledgedAt),
      [at(2), null],
    )
    const { verdict } = attempt(state, step)
    assert.equal(verdict.ok ? 'ok' : verdict.code, 'ledgers.acknowledged_already')
  })

  test('a task that names an account is acknowledged by that account alone', () => {
    const named = carry(courses.handlingNamed)
    const mixed = { ...named, tasks: [...named.tasks, { ...named.tasks[0]!, id: 'free', accountId: null }] }
    const { updates } = changeOf(mixed, { action: 'acknowledge', by: 'unitColleague' })
    assert.deepEqual(
      updates.map((task) => task.id),
      ['free'],
    )
  })

  test('other actions acknowledge nothing', () => {
    const change = changeOf(carry(courses.handling), { action: 'comment', by: 'unit', input: { text: 'x' } })
    assert.deepEqual(change.updates, [])
  })
})

describe('clocks', () => {
  test('a task is due by its limit, counted from when the action was effective', () => {
    const [task] = carry(courses.handling).tasks
    assert.deepEqual(task?.clock, {
      limit: { unit: 'working_days', count: 5 },
      dueOn: null,
      amberShare: 0.75,
      startedAt: at(1),
      pauses: [],
    })
    assert.equal(task?.dueAt, at(6))
    assert.equal(task?.rungAt, at(6 - 24))
  })

  test('a day that is named comes before the limit, said now or before', () => {
    const now: Step = {
      action: 'dispatch',
      by: 'office',
      input: { organisationId: 903, dueOn: '2026-03-09' },
    }
    const said: Step = { action: 'report', by: 'steward', input: { dueOn: '2026-03-10' } }
    const dispatch: Step = { action: 'dispatch', by: 'office', input: { organisationId: 903 } }
    const clockAfter = (...steps: Step[]) => carry(steps, carry(courses.registered)).tasks[0]?.clock
    assert.deepEqual([clockAfter(now)?.dueOn, clockAfter(now)?.limit], ['2026-03-09', null])
    assert.equal(clockAfter(said, dispatch)?.dueOn, '2026-03-10')
    assert.equal(clockAfter(said, now)?.dueOn, '2026-03-09')
  })

  test('suspending stops the clock and its ladder; nothing is due meanwhile', () => {
    const [task] = carry(courses.suspended).tasks
    assert.deepEqual(task?.clock.pauses, [{ from: at(2), to: null, reason: 'frost', by: 'suspend' }])
    assert.deepEqual([task?.dueAt, task?.amberAt, task?.rungAt], [null, null, null])
  })

  test('resuming ends the pause and moves what is due, and the ladder with it, by as long', () => {
    const [task] = carry([{ ...resume, at: at(12) }], carry(courses.suspended)).tasks
    assert.deepEqual(task?.clock.pauses, [{ from: at(2), to: at(12), reason: 'frost', by: 'suspend' }])
    assert.deepEqual([task?.dueAt, task?.rungAt], [at(6 + 10), at(6 + 10 - 24)])
  })

  test('a second pause leaves the first as it was', () => {
    const suspend: Step = { action: 'suspend', by: 'office', input: { reason: 'rain' }, at: at(13) }
    const steps = [{ ...resume, at: at(12) }, suspend, { ...resume, at: at(14) }]
    const [task] = carry(steps, carry(courses.suspended)).tasks
    assert.deepEqual(
      task?.clock.pauses.map(({ from, to }) => [from, to]),
      [
        [at(2), at(12)],
        [at(13), at(14)],
      ],
    )
    assert.equal(task?.dueAt, at(6 + 11))
  })

  test('a day that was named stands, though the entry is suspended', () => {
    const state = carry([
      ...courses.registered,
      { action: 'dispatch', by: 'office', input: { organisationId: 903, dueOn: '2026-03-09' } },
    ])
    const { updates } = changeOf(state, { action: 'suspend', by: 'office', input: { reason: 'frost' } })
    assert.deepEqual(updates, [])
  })
})
