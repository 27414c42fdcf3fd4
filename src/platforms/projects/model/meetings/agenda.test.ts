import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type AgendaChange, type AgendaProblem, type AgendaProject, buildAgenda } from './agenda.ts'

const project = (id: string, part: Partial<AgendaProject> = {}): AgendaProject => ({
  id,
  name: `Project ${id}`,
  colour: 'yellow',
  investmentFen: null,
  lateDays: [],
  forecastMissedBy: 0,
  ...part,
})
const problem = (id: string, projectId: string, part: Partial<AgendaProblem> = {}): AgendaProblem => ({
  id,
  title: `Problem ${id}`,
  projectId,
  daysOver: 0,
  isOverdue: false,
  escalation: 'none',
  instructed: false,
  ...part,
})
const keys = (items: readonly { key: string }[]) => items.map(({ key }) => key)

/** Projects in the order in which they must come, each with the reasons that it must say. */
const golden: readonly [AgendaProject, AgendaProblem[], string[]][] = [
  [
    project('circulated'),
    [problem('1', 'circulated', { isOverdue: true, daysOver: 6, escalation: 'circulate' })],
    ['circulated', 'problem_overdue'],
  ],
  [
    project('supervised'),
    [problem('2', 'supervised', { isOverdue: true, daysOver: 3, escalation: 'supervise' })],
    ['supervised', 'problem_overdue'],
  ],
  [project('instructed'), [problem('3', 'instructed', { instructed: true })], ['instructed', 'problem_open']],
  [
    project('overdue-and-red', { colour: 'red' }),
    [problem('4', 'overdue-and-red', { isOverdue: true, daysOver: 2 }), problem('5', 'overdue-and-red')],
    ['problem_overdue', 'red'],
  ],
  [
    project('overdue'),
    [problem('6', 'overdue', { isOverdue: true, daysOver: 1, escalation: 'remind' })],
    ['problem_overdue'],
  ],
  [project('late', { lateDays: [40, 9] }), [], ['milestone_late']],
  [project('forecast', { forecastMissedBy: 5 }), [], ['forecast_late']],
  [project('red-and-large', { colour: 'red', investmentFen: 900 }), [], ['red']],
  [project('red', { colour: 'red', investmentFen: 100 }), [], ['red']],
  [project('open'), [problem('7', 'open')], ['problem_open']],
]

test('the agenda orders what is wrong by weight, and says why each is on it', () => {
  const projects = golden.map(([one]) => one).toReversed()
  const quiet = [project('blue', { colour: 'blue' }), project('grey', { colour: 'not_provable' })]
  const problems = golden.flatMap(([, some]) => some)
  const agenda = buildAgenda([...quiet, ...projects], problems)
  assert.deepEqual(
    agenda.map(({ key, reasons }) => [key, reasons]),
    golden.map(([{ id }, , reasons]) => [`project:${id}`, reasons]),
  )
  const [first, , , both, , late] = agenda
  assert.deepEqual([first?.days, both?.problems, both?.overdue, late?.days], [6, 2, 1, 40])
})

test('a problem whose project is out of sight is an item of its own', () => {
  const agenda = buildAgenda([], [problem('1', 'elsewhere', { isOverdue: true, daysOver: 2 })])
  assert.deepEqual(
    agenda.map(({ key, subject, title }) => [key, subject, title]),
    [['problem:1', 'problem', 'Problem 1']],
  )
})

const change = (key: string, part: Partial<AgendaChange>): AgendaChange => ({
  key,
  change: 'added',
  title: null,
  reason: null,
  place: null,
  ...part,
})
const facts: [AgendaProject[], AgendaProblem[]] = [
  [project('a', { colour: 'red' }), project('b'), project('c')],
  [problem('1', 'b')],
]

test('what is dropped stays at the end with its reason, and comes back when it is added again', () => {
  const drop = change('project:a', { change: 'dropped', reason: 'settled yesterday' })
  const dropped = buildAgenda(...facts, [drop])
  assert.deepEqual(keys(dropped), ['project:b', 'project:a'])
  assert.deepEqual([dropped[1]?.dropped, dropped[1]?.reason], [true, 'settled yesterday'])
  assert.deepEqual(keys(buildAgenda(...facts, [drop, change('project:a', {})])), ['project:a', 'project:b'])
})

test('the secretary adds a project that nothing is wrong with, and a matter in words', () => {
  const agenda = buildAgenda(...facts, [
    change('project:c', { reason: 'the investor comes' }),
    change('topic:1', { title: 'Winter works', reason: 'as every year' }),
    change('project:unknown', { title: 'Not in sight' }),
  ])
  assert.deepEqual(keys(agenda), ['project:a', 'project:b', 'project:c', 'topic:1'])
  assert.deepEqual(
    agenda.slice(2).map(({ reasons, added, title }) => [reasons, added, title]),
    [
      [['added'], true, 'Project c'],
      [['added'], true, 'Winter works'],
    ],
  )
})

test('an item that was placed stands where it was put, whatever comes after it', () => {
  const moved = buildAgenda(...facts, [change('project:b', { change: 'placed', place: 0 })])
  assert.deepEqual(keys(moved), ['project:b', 'project:a'])
})

const anyProject = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  name: fc.string(),
  colour: fc.constantFrom('red', 'yellow', 'blue', 'green', 'not_provable'),
  investmentFen: fc.option(fc.nat()),
  lateDays: fc.array(fc.nat(60), { maxLength: 2 }),
  forecastMissedBy: fc.nat(3),
}) as fc.Arbitrary<AgendaProject>
const anyProblem = fc.record({
  id: fc.uuid(),
  title: fc.string(),
  projectId: fc.constantFrom('a', 'b', 'x', ''),
  daysOver: fc.nat(30),
  isOverdue: fc.boolean(),
  escalation: fc.constantFrom('none', 'remind', 'supervise', 'circulate'),
  instructed: fc.boolean(),
}) as fc.Arbitrary<AgendaProblem>
const anyChange = fc.record({
  key: fc.constantFrom('project:a', 'project:b', 'project:c', 'topic:1'),
  change: fc.constantFrom('added', 'dropped', 'placed'),
  title: fc.constant('A matter'),
  reason: fc.constant('so'),
  place: fc.nat(6),
}) as fc.Arbitrary<AgendaChange>

test('whatever the facts’ order, the agenda is the same, holds each thing once, and loses no open problem', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyProject, { selector: ({ id }) => id }),
      fc.uniqueArray(anyProblem, { selector: ({ id }) => id, maxLength: 12 }),
      fc.array(anyChange, { maxLength: 6 }),
      (projects, problems, changes) => {
        const agenda = buildAgenda(projects, problems, changes)
        assert.equal(new Set(keys(agenda)).size, agenda.length)
        assert.deepEqual(buildAgenda(projects.toReversed(), problems.toReversed(), changes), agenda)
        const heard = agenda.reduce((sum, item) => sum + item.problems, 0)
        assert.equal(heard, problems.length)
        assert.ok(agenda.every(({ reasons }) => reasons.length > 0))
        const firstDropped = agenda.findIndex(({ dropped }) => dropped)
        if (firstDropped >= 0) assert.ok(agenda.slice(firstDropped).every(({ dropped }) => dropped))
      },
    ),
  )
})
