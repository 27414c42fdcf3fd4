import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statutoryCalendar } from '#kernel/time/model'
import { compareProject } from '../mspdi/compare.ts'
import { readMspdi } from '../mspdi/read-project.ts'
import { Plan } from './plan.ts'
import { planOfMspdi } from './read-mspdi.ts'
import { PlanDays } from './plan-days.ts'
import { schedulePlan } from './schedule-plan.ts'
import { writePlanFile } from './plan-file.ts'

const today = '2026-03-02'
const around = {
  today,
  evidence: { procedures: {}, stages: {} },
  days: new PlanDays(statutoryCalendar, today),
}
const plan = Plan.parse({
  target: { kind: 'production', date: '2026-06-30' },
  tasks: [
    { id: 'g', name: '前期 & <手续>', workingDays: 0 },
    {
      id: 'a',
      name: '备案',
      workingDays: 5,
      parent: 'g',
      actualStart: '2026-02-24',
      actualFinish: '2026-02-28',
    },
    { id: 'b', name: '用地', workingDays: 15, parent: 'g', actualStart: '2026-02-27' },
    {
      id: 'c',
      name: '施工',
      workingDays: 40,
      constraint: { kind: 'start_no_earlier_than', date: '2026-03-16' },
    },
    { id: 'd', name: '设备', workingDays: 20 },
    { id: 'e', name: '投产', workingDays: 0, isMilestone: true, stage: 'production' },
  ],
  links: [
    { from: 'a', to: 'c' },
    { from: 'g', to: 'c', lag: 2 },
    { from: 'c', to: 'd', kind: 'start_to_start', lag: 10 },
    { from: 'd', to: 'e', kind: 'finish_to_finish' },
    { from: 'c', to: 'e', lag: -3 },
  ],
})
const write = (one: Plan) =>
  Buffer.from(writePlanFile({ title: '示例', plan: one, around, baseline: null, whoOf: () => '项目办' }))

test('what is written is scheduled by a reader of the file to the dates and floats that it carries', () => {
  const { tasks, unsupported } = compareProject(readMspdi(write(plan)))
  assert.deepEqual(unsupported, [])
  assert.deepEqual(
    tasks.filter(({ agrees }) => !agrees).map(({ name, values }) => [name, values]),
    [],
  )
})

test('a plan comes back from its file with the same steps, ties and dates', () => {
  const back = planOfMspdi(readMspdi(write(plan)), today)
  assert.deepEqual(
    back.plan.tasks.map(({ name, workingDays }) => [name, workingDays]),
    plan.tasks.map(({ name, workingDays }) => [name, workingDays]),
  )
  assert.deepEqual(
    back.plan.links
      .map(({ kind, lag }) => [kind, lag])
      .toSorted((a, b) => String(a).localeCompare(String(b))),
    plan.links.map(({ kind, lag }) => [kind, lag]).toSorted((a, b) => String(a).localeCompare(String(b))),
  )
  const dates = (one: Plan) =>
    [...(schedulePlan(one, around).schedule?.tasks.values() ?? [])].map(({ start, finish }) => [
      start,
      finish,
    ])
  assert.equal(dates(plan).length, 6)
  assert.deepEqual(dates(back.plan), dates(plan))
})

test('what a file says and a plan has no place for is told with its steps', () => {
  const xml = `<Project xmlns="http://schemas.microsoft.com/project"><MinutesPerDay>480</MinutesPerDay>
    <StartDate>2026-03-02T08:00:00</StartDate><Tasks>
    <Task><UID>1</UID><ID>1</ID><Name>Half</Name><OutlineLevel>1</OutlineLevel><Duration>PT12H0M0S</Duration></Task>
    <Task><UID>2</UID><ID>2</ID><Name>Late</Name><OutlineLevel>1</OutlineLevel><Duration>PT8H0M0S</Duration>
      <ConstraintType>1</ConstraintType><Deadline>2026-05-01T17:00:00</Deadline>
      <PredecessorLink><PredecessorUID>9</PredecessorUID><Type>1</Type></PredecessorLink></Task>
    <Task><UID>3</UID><ID>3</ID><Name>Off</Name><OutlineLevel>1</OutlineLevel><Duration>PT8H0M0S</Duration><Active>0</Active></Task>
    </Tasks></Project>`
  const { plan: read, left } = planOfMspdi(readMspdi(Buffer.from(xml)), today)
  assert.deepEqual(
    read.tasks.map(({ name, workingDays }) => [name, workingDays]),
    [
      ['Half', 2],
      ['Late', 1],
    ],
  )
  const told = new Map(left.map(({ kind, names }) => [kind, names]))
  assert.deepEqual(told.get('duration_rounded'), ['Half'])
  assert.deepEqual(told.get('as_late_as_possible'), ['Late'])
  assert.deepEqual(told.get('deadline'), ['Late'])
  assert.deepEqual(told.get('link_missing'), ['Late'])
  assert.deepEqual(told.get('inactive'), ['Off'])
})
