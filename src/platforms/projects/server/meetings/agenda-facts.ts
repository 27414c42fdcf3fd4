import { covers } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'
import type { EntryState, Task } from '#kernel/ledgers/model'
import { readStates } from '#kernel/ledgers/server'
import { dayNumber } from '#kernel/time/model'
import type { AgendaProblem, AgendaProject } from '../../model/meetings/agenda.ts'
import type { AgendaRow } from '../../model/meetings/meeting-view.ts'
import type { PlanForecast } from '../../model/plan/answers.ts'
import { problemLedger } from '../../model/problem-ledger.ts'
import type { WallProblem, WallProject } from '../../model/wall-rows.ts'
import { readWall } from '../wall-reader.ts'
import type { MeetingDeps } from './meeting-deps.ts'

export type AgendaFacts = {
  projects: AgendaProject[]
  problems: AgendaProblem[]
  /** What the room is shown of an item. */
  factsOf: (key: string) => AgendaRow['facts']
}

const severity = ['none', 'remind', 'supervise', 'circulate'] as const
type Escalation = (typeof severity)[number]

/** The highest rung that any of its tasks has reached. */
function escalationOf(tasks: readonly Task[]): Escalation {
  const steps = tasks.map(({ kind, rung }): Escalation => {
    const declared = problemLedger.definition.tasks.find((task) => task.kind === kind)
    return declared?.ladder[rung - 1]?.step ?? 'none'
  })
  return severity[Math.max(0, ...steps.map((step) => severity.indexOf(step)))] ?? 'none'
}

function problemOf(row: WallProblem, tasks: readonly Task[], today: string): AgendaProblem {
  return {
    id: row.id,
    title: row.title,
    projectId: row.projectId,
    daysOver: row.isOverdue && row.dueOn !== null ? Math.max(0, dayNumber(today) - dayNumber(row.dueOn)) : 0,
    isOverdue: row.isOverdue,
    escalation: escalationOf(tasks),
    instructed: tasks.some(({ kind }) => kind === 'supervision'),
  }
}

const lateOf = ({ milestones }: WallProject) => milestones.filter(({ state }) => state === 'late')

function projectOf(row: WallProject, today: string, forecast: PlanForecast | undefined): AgendaProject {
  return {
    id: row.id,
    name: row.name,
    colour: row.colour.colour,
    investmentFen: row.investmentFen,
    lateDays: lateOf(row).map(({ due }) => dayNumber(today) - dayNumber(due)),
    forecastMissedBy: forecast?.missedBy ?? 0,
  }
}

/** What the agenda of a meeting over a place is built from: the wall's projects and problems there, as they stand. */
export async function readAgendaFacts(
  deps: MeetingDeps,
  actor: Actor,
  { divisionCode }: Pick<EntryState, 'divisionCode'>,
): Promise<AgendaFacts> {
  const wall = await readWall(deps, actor, undefined)
  const states = await readStates(deps.engine, actor, 'problem')
  const forecasts = new Map((await deps.forecastsOf(actor)).map((one) => [one.entryId, one]))
  const tasks = new Map(states.map((state) => [state.id, state.tasks]))
  const here = (row: { divisionCode: string }) => covers([divisionCode], row.divisionCode)
  const projectRows = wall.projects.filter(here)
  const problemRows = wall.problems.filter((row) => row.isOpen && here(row))
  const problems = problemRows.map((row) => problemOf(row, tasks.get(row.id) ?? [], wall.today))
  const shown = new Map(problems.map((problem) => [problem.id, problem]))
  const byProject = new Map(projectRows.map((row) => [row.id, row]))
  const shownRows = (rows: readonly WallProblem[]) =>
    rows.flatMap(({ id, no, title, organisation, dueOn }) => {
      const problem = shown.get(id)
      if (!problem) return []
      const { daysOver, isOverdue, escalation, instructed } = problem
      return [{ id, no, title, organisation, dueOn, daysOver, isOverdue, escalation, instructed }]
    })
  return {
    projects: projectRows.map((row) => projectOf(row, wall.today, forecasts.get(row.id))),
    problems,
    factsOf: (key) => {
      const [subject, id = ''] = key.split(':')
      if (subject === 'topic') return null
      const project = byProject.get(id)
      const planned = forecasts.get(id)
      const own = problemRows.filter((row) => (subject === 'project' ? row.projectId : row.id) === id)
      return {
        colour: project?.colour.colour ?? null,
        stage: project?.stage ?? null,
        investmentFen: project?.investmentFen ?? null,
        late: project ? lateOf(project).map(({ label, due }) => ({ label, due })) : [],
        forecast:
          planned && planned.missedBy > 0
            ? { target: planned.target.date, forecast: planned.forecast, missedBy: planned.missedBy }
            : null,
        problems: shownRows(own),
      }
    },
  }
}
