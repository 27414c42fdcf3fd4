import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { projectCategories, projectStages } from '../stages.ts'
import {
  countCoverage,
  coverageDimensions,
  type CoverageFigure,
  type CoverageRow,
  judge,
  loadsOf,
  rowsBehind,
  wholeState,
} from './coverage.ts'
import { needOf, ServiceRule, teamRoles } from './team-rule.ts'

const rule = ServiceRule.parse(
  JSON.parse(readFileSync(new URL('../../../../../data/service-rule.json', import.meta.url), 'utf8')),
)
const rules = { '211302': rule }
const today = '2026-11-23'
const nobody: CoverageRow['people'] = {
  firstSteward: [],
  secondSteward: [],
  firstSecretary: [],
  secondSecretary: [],
  sponsor: [],
  taskForceLeader: [],
  taskForce: [],
}

function row(part: Partial<CoverageRow> = {}): CoverageRow {
  return {
    id: 'p1',
    no: 'XM1',
    seq: 1,
    name: 'Example',
    demonstration: true,
    stage: 'construction',
    isOpen: true,
    category: 'industry',
    park: '',
    divisionCode: '211302205',
    organisationId: 7,
    investmentFen: 600_000_000,
    enclave: null,
    people: nobody,
    lastVisitOn: null,
    lastVisitId: null,
    nextVisitOn: null,
    ...part,
  }
}

test('a large project lacks everybody until they are appointed, a small one its steward alone', () => {
  const large = judge(row(), rules, today)
  assert.deepEqual(
    Object.values(large.roles),
    teamRoles.map(() => 'lacking'),
  )
  const small = judge(row({ investmentFen: 400_000_000 }), rules, today)
  assert.equal(small.roles.firstSteward, 'lacking')
  assert.equal(small.roles.secondSteward, 'not_needed')
  assert.equal(small.roles.taskForce, 'not_needed')
})

test('what the rule asks for and nobody knows is unknown, and never counted as lacking', () => {
  const unknown = judge(row({ investmentFen: null }), rules, today)
  assert.equal(unknown.roles.secondSteward, 'unknown')
  assert.equal(unknown.roles.firstSteward, 'lacking', 'every signed project has a steward')
  assert.equal(judge(row({ stage: 'planning' }), rules, today).roles.firstSteward, 'unknown')
  assert.equal(judge(row({ stage: 'planning', enclave: true }), rules, today).roles.firstSteward, 'lacking')
  assert.equal(
    judge(row({ stage: 'planning', enclave: false }), rules, today).roles.firstSteward,
    'not_needed',
  )
})

test('nobody is asked for where the project is over, but who is there still shows', () => {
  const over = row({ isOpen: false, stage: 'operation', people: { ...nobody, sponsor: [4] } })
  const judged = judge(over, rules, today)
  assert.equal(judged.roles.sponsor, 'held')
  assert.equal(judged.roles.firstSteward, 'not_needed')
  assert.equal(judged.visit, 'not_needed')
})

test('a visit counts for as many days as the rule says, its last day included', () => {
  const visited = (lastVisitOn: string) => judge(row({ lastVisitOn }), rules, today)
  assert.equal(visited('2026-10-24').visit, 'in_time')
  assert.equal(visited('2026-10-23').visit, 'overdue')
  assert.equal(visited('2026-10-23').unvisitedDays, 31)
  assert.equal(judge(row(), rules, today).visit, 'never')
})

const anyRow = fc.record({
  id: fc.uuid(),
  no: fc.constant('XM'),
  seq: fc.constant(1),
  name: fc.string(),
  demonstration: fc.boolean(),
  stage: fc.constantFrom(...projectStages),
  isOpen: fc.boolean(),
  category: fc.constantFrom(...projectCategories),
  park: fc.constantFrom('', 'east', 'west'),
  divisionCode: fc.constantFrom('211302205', '211302009', '211302'),
  organisationId: fc.constantFrom(7, 8),
  investmentFen: fc.constantFrom(null, 100, 500_000_000, 900_000_000),
  enclave: fc.constantFrom(null, true, false),
  people: fc.record(
    Object.fromEntries(
      teamRoles.map((role) => [role, fc.uniqueArray(fc.constantFrom(0, 1, 2, 3), { maxLength: 2 })]),
    ),
  ),
  lastVisitOn: fc.constantFrom(null, '2026-11-20', '2026-01-01'),
  lastVisitId: fc.constant(null),
  nextVisitOn: fc.constant(null),
}) as fc.Arbitrary<CoverageRow>

test('every number of the board counts exactly the rows that it opens, and groups add up to the whole', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 30 }), fc.constantFrom(...coverageDimensions), (some, by) => {
      const rows = some.map((one) => judge(one, rules, today))
      const { all, groups } = countCoverage(rows, by)
      const figures = [all, ...groups].flatMap(
        ({ projects, covered, lacking, unknown, unvisited, roles }) => [
          projects,
          covered,
          lacking,
          unknown,
          unvisited,
          ...Object.values(roles),
        ],
      )
      const loads = loadsOf(rows, [])
      for (const { count, filter } of [
        ...figures,
        ...loads.flatMap(({ projects, unvisited }): CoverageFigure[] => [projects, unvisited]),
      ])
        assert.equal(rowsBehind(filter, rows).length, count)
      const sum = (of: (group: (typeof groups)[number]) => CoverageFigure) =>
        groups.reduce((total, group) => total + of(group).count, 0)
      for (const part of ['projects', 'covered', 'lacking', 'unknown', 'unvisited'] as const)
        assert.equal(
          sum((group) => group[part]),
          all[part].count,
        )
      // By the words of the rule itself: lacking is who is needed and not there.
      const lacking = rows.filter((one) =>
        teamRoles.some((role) => one.people[role]?.length === 0 && needOf(rule, role, one) === 'needed'),
      )
      assert.deepEqual(
        rows.filter((one) => wholeState(one) === 'lacking').map(({ id }) => id),
        lacking.map(({ id }) => id),
      )
    }),
  )
})

test('a load counts each project once, however many parts somebody has in it', () => {
  const people = { ...nobody, firstSteward: [3], sponsor: [3], taskForce: [3, 0] }
  const rows = [row({ people }), row({ id: 'p2', people: { ...nobody, firstSteward: [3] } })].map((one) =>
    judge(one, rules, today),
  )
  const visits = [
    { id: 'v1', projectId: 'p1', visitorId: 3, visitedOn: '2026-11-02' },
    { id: 'v2', projectId: 'p2', visitorId: 3, visitedOn: '2026-11-01' },
  ]
  const [load] = loadsOf(rows, visits)
  assert.equal(load?.projects.count, 2)
  assert.deepEqual(load?.roles, { firstSteward: 2, sponsor: 1, taskForce: 1 })
  assert.equal(load?.lastVisitOn, '2026-11-02')
})
