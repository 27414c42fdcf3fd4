import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { colourOf } from './colour.ts'
import { projectCategories, projectStages } from './stages.ts'
import { countWall, headlineOf, problemsBehind, projectsBehind } from './wall.ts'
import type { WallProblem, WallProject } from './wall-rows.ts'

const day = '2026-11-21'

const aProject: fc.Arbitrary<WallProject> = fc
  .record({
    id: fc.uuid(),
    stage: fc.constantFrom(...projectStages),
    category: fc.constantFrom(...projectCategories),
    divisionCode: fc.constantFrom('211302', '211302009', '211302009004', '211303', '211303105'),
    park: fc.constantFrom('', '甲园', '乙园'),
    chain: fc.constantFrom('', '甲链'),
    investmentFen: fc.option(fc.nat(1_000_000_000_000), { nil: null }),
    done: fc.nat(9),
    total: fc.nat(9),
    late: fc.boolean(),
  })
  .map(({ done, total, late, ...rest }) => ({
    ...rest,
    no: 'X',
    name: 'x',
    demonstration: true,
    source: null,
    asOf: null,
    colour: colourOf({
      stage: rest.stage,
      procedures: Array.from({ length: total }, (_, i) => ({ done: i < done })),
    }),
    milestones: late
      ? [
          {
            kind: 'in_use' as const,
            label: '投用',
            from: null,
            due: '2026-01-31',
            note: '',
            state: 'late' as const,
          },
        ]
      : [],
    openProblems: 0,
    overdueProblems: 0,
  }))

const aProblem: fc.Arbitrary<WallProblem> = fc
  .record({ isOpen: fc.boolean(), isOverdue: fc.boolean(), thisMonth: fc.boolean(), id: fc.uuid() })
  .map(({ thisMonth, isOpen, ...rest }) => ({
    ...rest,
    isOpen,
    no: 'W',
    title: 'w',
    projectId: 'p',
    projectName: 'p',
    stage: 'handling',
    organisation: 'o',
    divisionCode: '211302',
    demonstration: true,
    dueOn: null,
    closedOn: isOpen ? null : thisMonth ? '2026-11-02' : '2026-10-31',
  }))

test('every figure on the wall equals the number of rows that it opens', () => {
  fc.assert(
    fc.property(
      fc.array(aProject, { maxLength: 30 }),
      fc.array(aProblem, { maxLength: 20 }),
      (projects, problems) => {
        const wall = countWall(projects, problems, day)
        for (const figure of [wall.projects, wall.late, ...Object.values(wall.groups).flat()]) {
          assert.equal(projectsBehind(figure.filter, projects).length, figure.count)
        }
        for (const figure of [...Object.values(wall.problems), ...wall.problemStages]) {
          assert.equal(problemsBehind(figure.filter, problems, day).length, figure.count)
        }
      },
    ),
  )
})

test('each grouping counts every project once and adds up to the same sum of known money', () => {
  fc.assert(
    fc.property(fc.array(aProject, { maxLength: 30 }), (projects) => {
      const wall = countWall(projects, [], day)
      for (const groups of Object.values(wall.groups)) {
        assert.equal(
          groups.reduce((n, group) => n + group.count, 0),
          projects.length,
        )
        assert.equal(
          groups.reduce((n, group) => n + group.investment.fen, 0),
          wall.investment.fen,
        )
        assert.equal(
          groups.reduce((n, group) => n + group.investment.known, 0),
          wall.investment.known,
        )
      }
      const unknown = projectsBehind({ of: 'projects', by: 'investment_unknown' }, projects)
      assert.equal(wall.investment.known + unknown.length, wall.investment.of)
    }),
  )
})

test('the headline names what is worst: overdue problems before late dates before red projects', () => {
  const one = fc.sample(aProject, 1)[0] as WallProject
  const late = one.milestones.length ? one.milestones : [{ ...lateMilestone, state: 'late' as const }]
  const red = {
    ...one,
    milestones: [],
    colour: colourOf({ stage: 'procedures', procedures: [{ done: false }] }),
  }
  const grey = { ...one, milestones: [], colour: colourOf({ stage: 'operation', procedures: [] }) }
  const problem = { ...(fc.sample(aProblem, 1)[0] as WallProblem), isOpen: true, closedOn: null }
  const code = (projects: WallProject[], problems: WallProblem[]) =>
    headlineOf(countWall(projects, problems, day)).code
  assert.equal(code([], []), 'no_projects')
  assert.equal(code([{ ...red, milestones: late }], [{ ...problem, isOverdue: true }]), 'overdue')
  assert.equal(code([{ ...red, milestones: late }], [{ ...problem, isOverdue: false }]), 'late')
  assert.equal(code([red], [{ ...problem, isOverdue: false }]), 'red')
  assert.equal(code([grey], [{ ...problem, isOverdue: false }]), 'open')
  assert.equal(code([grey], []), 'not_provable')
})

const lateMilestone = { kind: 'in_use' as const, label: '投用', from: null, due: '2026-01-31', note: '' }
