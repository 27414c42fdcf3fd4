import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { statutoryCalendar } from '#kernel/time/model'
import { planChanges, samePlan } from './changes.ts'
import { addTask, changeTask, indentTask, outdentTask, removeTask, setLink, shiftTask } from './edits.ts'
import { mergePlans } from './merge.ts'
import { endAt, lengthen, moveBy, moveTo } from './moves.ts'
import { outlineOf, unfolded } from './outline.ts'
import { newTask, Plan } from './plan.ts'
import { PlanDays } from './plan-days.ts'
import { schedulePlan } from './schedule-plan.ts'

// A Monday; 30 April to 5 May 2026 hold the Labour Day holiday, with make-up workdays around it.
const today = '2026-03-02'
const around = {
  today,
  evidence: { procedures: {}, stages: {} },
  days: new PlanDays(statutoryCalendar, today),
}
const plan = Plan.parse({
  tasks: [
    { id: 'g', name: '前期', workingDays: 0 },
    { id: 'a', name: '勘察', workingDays: 10, parent: 'g' },
    { id: 'b', name: '设计', workingDays: 5, parent: 'g' },
    { id: 'c', name: '施工', workingDays: 20 },
    { id: 'd', name: '投产', workingDays: 0, isMilestone: true, stage: 'production' },
  ],
  links: [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'c', to: 'd' },
  ],
})
const datesOf = (one: Plan, id: string) => {
  const task = schedulePlan(one, around).schedule?.tasks.get(id)
  assert.ok(task, id)
  return task
}
const order = (one: Plan) => outlineOf(one).map(({ number, task }) => `${number} ${task.id}`)

test('a step that is moved begins no earlier than there, and is free again where nothing needs to hold it', () => {
  const later = moveTo(plan, 'b', '2026-03-25', around)
  assert.deepEqual(later.tasks[2]?.constraint, { kind: 'start_no_earlier_than', date: '2026-03-25' })
  assert.equal(datesOf(later, 'b').start, '2026-03-25')
  const back = moveTo(later, 'b', '2026-03-04', around)
  assert.equal(back.tasks[2]?.constraint, null)
  assert.equal(datesOf(back, 'b').start, '2026-03-16')
})

test('a step moved onto a day off begins on the next working day', () => {
  const moved = moveTo(plan, 'c', '2026-05-01', around)
  assert.equal(datesOf(moved, 'c').start, '2026-05-06')
})

test('by keys it moves in working days, over a holiday as well', () => {
  const at = moveTo(plan, 'c', '2026-04-30', around)
  const next = moveBy(at, datesOf(at, 'c'), 1, around)
  assert.equal(datesOf(next, 'c').start, '2026-05-06')
  const before = moveBy(next, datesOf(next, 'c'), -1, around)
  assert.equal(datesOf(before, 'c').start, '2026-04-30')
})

test('an end that is pulled says how long the step takes, a day at least', () => {
  const task = datesOf(plan, 'a')
  assert.equal(endAt(plan, task, '2026-03-20', around).tasks[1]?.workingDays, 15)
  assert.equal(endAt(plan, task, '2026-02-01', around).tasks[1]?.workingDays, 1)
  assert.equal(lengthen(plan, 'a', -20).tasks[1]?.workingDays, 1)
  assert.equal(lengthen(plan, 'd', 1).tasks[4]?.isMilestone, false)
})

test('steps go in and out of groups and past each other with what stands in them', () => {
  const inside = indentTask(plan, 'c')
  assert.deepEqual(order(inside), ['1 g', '1.1 a', '1.2 b', '1.3 c', '2 d'])
  assert.deepEqual(order(outdentTask(inside, 'b')), ['1 g', '1.1 a', '1.2 c', '2 b', '3 d'])
  assert.deepEqual(order(shiftTask(plan, 'c', -1)), ['1 c', '2 g', '2.1 a', '2.2 b', '3 d'])
  assert.deepEqual(order(removeTask(plan, 'g')), ['1 c', '2 d'])
  assert.deepEqual(removeTask(plan, 'g').links, [{ from: 'c', to: 'd', kind: 'finish_to_start', lag: 0 }])
  assert.equal(unfolded(outlineOf(plan), new Set(['g'])).length, 3)
})

test('two steps are tied once: the same tie again says otherwise how', () => {
  const tied = setLink(plan, { from: 'a', to: 'b', kind: 'start_to_start', lag: 3 })
  assert.equal(tied.links.length, 3)
  assert.equal(datesOf(tied, 'b').start, '2026-03-05')
})

test('what a revision changed is told, and nothing where nothing was', () => {
  assert.ok(samePlan(plan, structuredClone(plan)))
  const changed = changeTask(setLink(plan, { from: 'a', to: 'c', kind: 'finish_to_start', lag: 0 }), 'a', {
    workingDays: 12,
  })
  const { changed: fields, links } = planChanges(plan, changed)
  assert.deepEqual(fields, [{ id: 'a', name: '勘察', field: 'workingDays', from: '10', to: '12' }])
  assert.deepEqual(links, { added: 1, removed: 0, changed: 0 })
})

test('two who changed different things both keep theirs; what both changed is named, and the first stands', () => {
  const mine = addTask(
    changeTask(plan, 'a', { workingDays: 12 }),
    newTask({ id: 'x', name: '环评', workingDays: 8 }),
    'b',
  )
  const theirs = changeTask(changeTask(plan, 'c', { workingDays: 30 }), 'b', { name: '初步设计' })
  const { plan: both, clashes } = mergePlans(plan, mine, theirs)
  assert.deepEqual(clashes, [])
  assert.deepEqual(
    both.tasks.map(({ name, workingDays }) => `${name} ${workingDays}`),
    ['前期 0', '勘察 12', '初步设计 5', '环评 8', '施工 30', '投产 0'],
  )
  const clash = mergePlans(plan, changeTask(plan, 'c', { workingDays: 25 }), theirs)
  assert.deepEqual(clash.clashes, ['施工'])
  assert.equal(clash.plan.tasks[3]?.workingDays, 30)
})

test('whatever is done to a plan, it stays a plan: every group before what stands in it, no tie to what is gone', () => {
  const act = fc.tuple(
    fc.constantFrom('in', 'out', 'up', 'down', 'remove', 'add', 'tie'),
    fc.nat(6),
    fc.nat(6),
  )
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
      let one = plan
      for (const [step, [what, at, other]] of acts.entries()) {
        const [id, to] = [
          one.tasks[at % Math.max(1, one.tasks.length)]?.id,
          one.tasks[other % Math.max(1, one.tasks.length)]?.id,
        ]
        if (id === undefined || to === undefined) continue
        if (what === 'in') one = indentTask(one, id)
        if (what === 'out') one = outdentTask(one, id)
        if (what === 'up' || what === 'down') one = shiftTask(one, id, what === 'up' ? -1 : 1)
        if (what === 'remove') one = removeTask(one, id)
        if (what === 'add') one = addTask(one, newTask({ id: `n${step}`, name: '步骤', workingDays: 1 }), id)
        if (what === 'tie' && id !== to) one = setLink(one, { from: id, to, kind: 'finish_to_start', lag: 0 })
      }
      assert.deepEqual(Plan.parse(one), one)
      assert.deepEqual(
        outlineOf(one).map(({ task }) => task.id),
        one.tasks.map(({ id }) => id),
      )
      const known = new Set(one.tasks.map(({ id }) => id))
      assert.ok(one.links.every(({ from, to }) => known.has(from) && known.has(to)))
    }),
    { numRuns: 2000 },
  )
})
