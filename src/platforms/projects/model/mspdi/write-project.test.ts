import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statutoryCalendar } from '#kernel/time/model'
import { momentAt } from '../schedule/moment.ts'
import type { Network, NetworkTask } from '../schedule/network.ts'
import { planCalendar, planDay } from '../schedule/plan-calendar.ts'
import { scheduleForward, scheduleFromFinish } from '../schedule/schedule.ts'
import { compareProject } from './compare.ts'
import { sameWorkingTime } from './meet.ts'
import { uidsOf } from './outline.ts'
import { readMspdi } from './read-project.ts'
import { toNetwork } from './to-network.ts'
import { writeMspdi } from './write-project.ts'

const at = (text: string) => momentAt(text)
const start = at('2026-03-02T08:00:00')
const calendar = planCalendar(statutoryCalendar, { id: '1', name: '法定工作日' })
const shifts = {
  id: '2',
  name: '三班 <24h>',
  week: Array.from({ length: 7 }, () => [[0, 86_400] as const]),
  exceptions: [{ first: 20_520, last: 20_521, periods: [], name: '检修' }],
  workWeeks: [
    {
      first: 20_530,
      last: 20_536,
      name: '夏令',
      week: [[], null, [[0, 3600] as const], null, null, null, null],
    },
  ],
}

const tasks: NetworkTask[] = [
  { id: '10', name: '一期 & 二期 “<施工>”', duration: 0 },
  { id: '11', name: '场地平整', parent: '10', duration: 3 * planDay },
  { id: '12', name: '养护', parent: '10', duration: 2 * 86_400, elapsed: true },
  {
    id: '13',
    name: '安装',
    parent: '10',
    duration: 4 * planDay,
    calendar: '2',
    constraint: { kind: 'SNET', at: at('2026-03-09T08:00:00') },
    deadline: at('2026-03-20T17:00:00'),
  },
  {
    id: '14',
    name: '已开工',
    duration: 4 * planDay,
    actualStart: at('2026-03-02T08:00:00'),
    remaining: planDay,
    resume: at('2026-03-06T08:00:00'),
  },
  {
    id: '15',
    name: '已完成',
    duration: planDay,
    actualStart: at('2026-03-02T08:00:00'),
    actualFinish: at('2026-03-02T17:00:00'),
  },
  {
    id: '16',
    name: '人工排定',
    duration: planDay,
    manual: { start: at('2026-03-17T08:00:00'), finish: at('2026-03-17T17:00:00') },
  },
  { id: '17', name: '竣工', duration: 0, levelingDelay: 86_400 },
]
const network: Network = {
  calendars: [calendar, shifts],
  tasks,
  links: [
    { from: '11', to: '12', kind: 'FS', lag: { amount: planDay, unit: 'working' } },
    { from: '12', to: '13', kind: 'SS', lag: { amount: -7200, unit: 'elapsed' } },
    { from: '11', to: '14', kind: 'FF', lag: { amount: 50, unit: 'percent' } },
    { from: '10', to: '17', kind: 'FS', lag: { amount: 0, unit: 'working' } },
  ],
}

/** A task without what isn't said of it. */
function said(task: NetworkTask): Record<string, unknown> {
  const { constraint, levelingDelay = 0, active = true, elapsed = false, ...rest } = task
  const entries = Object.entries({
    ...rest,
    constraint: constraint ?? { kind: 'ASAP' },
    levelingDelay,
    active,
    elapsed,
  })
  return JSON.parse(JSON.stringify(Object.fromEntries(entries))) as Record<string, unknown>
}

test('a plan that is written and read again is the same plan, with the same dates', () => {
  const schedule = scheduleForward(network, start)
  const baseline = new Map([['11', { start, finish: at('2026-03-04T17:00:00') }]])
  const text = writeMspdi({ name: '示例项目', network, schedule, start, baseline, statusDate: start })
  const project = readMspdi(new TextEncoder().encode(text))
  const again = toNetwork(project)
  const withoutSummaryDuration = (task: NetworkTask) => {
    const { placeholder: _, ...plain } = said(task)
    return task.id === '10' ? { ...plain, duration: 0 } : plain
  }
  assert.deepEqual(again.network.tasks.map(withoutSummaryDuration), tasks.map(withoutSummaryDuration))
  assert.deepEqual(again.network.links, network.links)
  assert.deepEqual(again.unsupported, [])
  for (const [index, one] of again.network.calendars.entries())
    assert.ok(sameWorkingTime(one, network.calendars[index] ?? calendar), one.name)
  assert.equal(project.name, '示例项目')
  assert.equal(project.statusDate, start)
  assert.deepEqual(project.tasks.find(({ uid }) => uid === '11')?.baseline, baseline.get('11'))
  const comparison = compareProject(project)
  assert.deepEqual(
    comparison.tasks.filter(({ agrees }) => !agrees).map(({ name, values }) => ({ name, values })),
    [],
  )
  assert.equal(comparison.fields.totalFloat.compared, tasks.length)
})

test('a plan that hangs on its finish is written as one', () => {
  const finish = at('2026-03-31T17:00:00')
  const late: Network = {
    ...network,
    tasks: tasks
      .filter(({ id }) => ['11', '12'].includes(id))
      .map((task) => ({ ...task, parent: undefined, constraint: { kind: 'ALAP' as const } })),
    links: network.links.slice(0, 1),
  }
  const schedule = scheduleFromFinish(late, finish)
  const text = writeMspdi({ name: '倒排', network: late, schedule, start, fromFinish: finish })
  const comparison = compareProject(readMspdi(new TextEncoder().encode(text)))
  assert.deepEqual(
    comparison.tasks.filter(({ agrees }) => !agrees),
    [],
  )
})

test('tasks are numbered by their rows where their ids are no numbers', () => {
  const named: Network = {
    ...network,
    tasks: [
      { id: 'b', name: 'B', parent: 's', duration: planDay },
      { id: 's', name: 'S', duration: 0 },
      { id: 'a', name: 'A', duration: planDay },
    ],
    links: [{ from: 'a', to: 'b', kind: 'FS' }],
  }
  assert.deepEqual(
    [...uidsOf(named)],
    [
      ['s', 1],
      ['b', 2],
      ['a', 3],
    ],
  )
  const text = writeMspdi({ name: 'x', network: named, schedule: scheduleForward(named, start), start })
  const project = readMspdi(new TextEncoder().encode(text))
  assert.deepEqual(
    project.tasks.map(({ uid, parent, links }) => [uid, parent, links[0]?.from]),
    [
      ['1', undefined, undefined],
      ['2', '1', '3'],
      ['3', undefined, undefined],
    ],
  )
  assert.ok(compareProject(project).agrees)
})
