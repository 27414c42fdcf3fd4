import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statutoryCalendar } from '#kernel/time/model'
import { actualsOf, type PlanEvidence, stageDays } from './evidence.ts'
import { newTask, Plan } from './plan.ts'
import { PlanDays } from './plan-days.ts'
import { schedulePlan } from './schedule-plan.ts'
import { planSheets } from './sheet/plan-sheets.ts'
import { svgOf } from './sheet/shapes.ts'
import { slipOf } from './slip.ts'

const today = '2026-03-16'
const days = new PlanDays(statutoryCalendar, today)
const none: PlanEvidence = { procedures: {}, stages: {} }
const step = (more: object = {}) =>
  newTask({ id: 'a', name: '用地', workingDays: 10, procedure: 'land', ...more })
const schedule = (plan: Plan, evidence: PlanEvidence = none) => {
  const { schedule: made, faults } = schedulePlan(plan, { evidence, today, days })
  assert.deepEqual(faults, [])
  assert.ok(made)
  return made
}

test('what is proven goes before what is reported, and the source is said', () => {
  const task = step({ actualStart: '2026-03-02', actualFinish: '2026-03-10' })
  assert.deepEqual(actualsOf(task, none), {
    start: { date: '2026-03-02', source: 'report' },
    finish: { date: '2026-03-10', source: 'report' },
  })
  const proven = {
    procedures: { land: { start: null, finish: '2026-03-12', source: 'approval' as const } },
    stages: {},
  }
  assert.deepEqual(actualsOf(task, proven).finish, { date: '2026-03-12', source: 'approval' })
})

test('a project that stands in a stage has passed those before it, on the day it was first said', () => {
  const reached = stageDays([
    { stage: 'signing', day: '2026-01-05' },
    { stage: 'construction', day: '2026-02-20' },
    { stage: 'groundbreaking', day: '2026-03-01' },
  ])
  assert.equal(reached.signing, '2026-01-05')
  assert.equal(reached.groundbreaking, '2026-02-20')
  assert.equal(reached.production, undefined)
})

test('work that is under way goes on as planned from today, and takes at least a day more', () => {
  const tasks = [step({ actualStart: '2026-03-02' })]
  assert.equal(schedule(Plan.parse({ tasks })).tasks.get('a')?.finish, '2026-03-16')
  const begun = [step({ actualStart: '2026-03-09' })]
  assert.equal(schedule(Plan.parse({ tasks: begun })).tasks.get('a')?.finish, '2026-03-20')
})

test('what is not begun cannot begin before today, whatever the plan’s first day is', () => {
  const plan = Plan.parse({ start: '2026-01-05', tasks: [step()] })
  assert.equal(schedule(plan).tasks.get('a')?.start, today)
})

test('the target is its milestone’s: what comes after it is late for nothing', () => {
  const plan = Plan.parse({
    target: { kind: 'groundbreaking', date: '2026-04-01' },
    tasks: [
      step(),
      { id: 'm', name: '开工', workingDays: 0, isMilestone: true, stage: 'groundbreaking' },
      { id: 'b', name: '主体', workingDays: 60 },
    ],
    links: [
      { from: 'a', to: 'm' },
      { from: 'm', to: 'b' },
    ],
  })
  const { target, tasks } = schedule(plan)
  assert.equal(target?.reachable, true)
  assert.equal(target?.taskId, 'm')
  assert.ok((tasks.get('b')?.totalFloat ?? -1) >= 0)
})

test('a slip is counted in working days against the baseline', () => {
  assert.equal(slipOf({ finish: '2026-05-06' }, { start: '2026-04-01', finish: '2026-04-30' }, days), 1)
  assert.equal(slipOf({ finish: '2026-04-30' }, { start: '2026-04-01', finish: '2026-05-06' }, days), -1)
  assert.equal(slipOf({ finish: '2026-04-30' }, undefined, days), null)
})

test('sheets hold every step once, in order, and what is named in them is no markup', () => {
  const tasks = Array.from({ length: 100 }, (_, at) => step({ id: `t${at}`, name: `第<${at}>步 & "其他"` }))
  const plan = Plan.parse({ tasks, links: [{ from: 't0', to: 't99' }] })
  const sheets = planSheets({
    plan,
    schedule: schedule(plan),
    baseline: null,
    days,
    today,
    locale: 'zh-CN',
    whoOf: () => '',
  })
  assert.equal(sheets.length, 3)
  const text = sheets.map(svgOf).join('')
  const named = [...text.matchAll(/第&lt;(\d+)&gt;步/g)].map(([, at]) => Number(at))
  assert.deepEqual(
    named,
    tasks.map((_, at) => at),
  )
  assert.ok(!text.includes('<0>'))
})
