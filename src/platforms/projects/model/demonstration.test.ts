import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { z } from 'zod'
import { statutoryCalendar } from '#kernel/time/model'
import { colourOf, projectColours } from './colour.ts'
import { parseCsv } from './csv.ts'
import {
  DemonstrationProblem,
  DemonstrationProject,
  problemEnds,
  stepsTo,
  timesOf,
  workdayAfter,
} from './demonstration.ts'

const data = (name: string) => readFileSync(new URL(`../../../../data/${name}`, import.meta.url), 'utf8')
const projects = z.array(DemonstrationProject).parse(JSON.parse(data('demonstration/projects.json')))
const problems = z.array(DemonstrationProblem).parse(JSON.parse(data('demonstration/problems.json')))
const procedures = parseCsv(data('procedures.csv')).records

test('every invented project, park and enterprise says in its name that it is invented', () => {
  for (const { name, enterprise, park } of projects) {
    for (const text of [name, enterprise, park].filter((part) => part !== '')) {
      assert.match(text, /^示例.*（虚构）$/)
    }
  }
})

test('the invented projects show every colour, and the problems every state', () => {
  const shown = new Set(
    projects.map(({ stage, proceduresDone, notApplicable }) => {
      const needed = stage === 'negotiation' ? 0 : procedures.length - notApplicable.length
      assert.ok(proceduresDone <= procedures.length - notApplicable.length)
      const list = Array.from({ length: needed }, (_, i) => ({ done: i < proceduresDone }))
      return colourOf({ stage, procedures: list }).colour
    }),
  )
  assert.deepEqual([...shown].toSorted(), [...projectColours].toSorted())
  assert.deepEqual([...new Set(problems.map(({ state }) => state))].toSorted(), [...problemEnds].toSorted())
  assert.ok(projects.length >= 24 && problems.length >= 40)
})

test('every problem belongs to a project, and no project has the same problem twice', () => {
  const keys = new Set(projects.map(({ key }) => key))
  assert.ok(problems.every(({ project }) => keys.has(project)))
  assert.equal(new Set(problems.map(({ project, title }) => `${project} ${title}`)).size, problems.length)
})

test('the steps of a problem follow one another and end before now', () => {
  const now = new Date('2026-11-21T02:00:00Z')
  for (const problem of problems) {
    const times = timesOf(problem, now)
    assert.equal(times.length, stepsTo[problem.state].length)
    times.forEach((time, i) => {
      assert.ok(time < now, problem.title)
      const before = times[i - 1]
      if (before) assert.ok(before <= time)
    })
  }
})

test('working days skip weekends and holidays', () => {
  // Friday 20 November 2026; then Monday to Friday.
  assert.equal(workdayAfter(statutoryCalendar, '2026-11-20', 1), '2026-11-23')
  assert.equal(workdayAfter(statutoryCalendar, '2026-11-20', 5), '2026-11-27')
})
