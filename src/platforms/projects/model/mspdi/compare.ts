import type { ScheduledTask } from '../schedule/network.ts'
import { scheduleForward, scheduleFromFinish } from '../schedule/schedule.ts'
import type { MspdiDates, MspdiProject, MspdiTask } from './read-project.ts'
import { toNetwork } from './to-network.ts'
import type { UnsupportedKind } from './unsupported.ts'

export const comparedFields = [
  'start',
  'finish',
  'earlyStart',
  'earlyFinish',
  'lateStart',
  'lateFinish',
  'totalFloat',
  'freeFloat',
  'critical',
] as const
export type ComparedField = (typeof comparedFields)[number]

/** Moments and floats in seconds, `critical` as it is; `null` where the file says nothing. */
export type ComparedValue = {
  readonly ours: number | boolean
  readonly theirs: number | boolean | null
  /** Ours less theirs, in seconds; by the clock for moments, in working time for floats. */
  readonly difference: number | null
  readonly agrees: boolean
}

export type ComparedTask = {
  readonly uid: string
  readonly no: string
  readonly name: string
  readonly agrees: boolean
  readonly values: Readonly<Record<ComparedField, ComparedValue>>
}

export type Comparison = {
  readonly project: string
  readonly tasks: readonly ComparedTask[]
  readonly agrees: boolean
  /** Of each field: for how many tasks the file has it, and for how many of these ours is the same. */
  readonly fields: Readonly<Record<ComparedField, { readonly compared: number; readonly agreeing: number }>>
  readonly unsupported: readonly { readonly kind: UnsupportedKind; readonly tasks: readonly string[] }[]
}

/** Programs keep times to a tenth of a minute or to the minute: less than this is no difference. */
const tolerance = 60

function compareValue(ours: number | boolean, theirs: number | boolean | undefined): ComparedValue {
  if (theirs === undefined) return { ours, theirs: null, difference: null, agrees: true }
  if (typeof ours === 'boolean' || typeof theirs === 'boolean')
    return { ours, theirs, difference: null, agrees: ours === theirs }
  const difference = ours - theirs
  return { ours, theirs, difference, agrees: Math.abs(difference) < tolerance }
}

function compareTask(task: MspdiTask, ours: ScheduledTask): ComparedTask {
  const theirs: MspdiDates = task.dates
  const values = Object.fromEntries(
    comparedFields.map((field) => [field, compareValue(ours[field], theirs[field])]),
  ) as Record<ComparedField, ComparedValue>
  return {
    uid: task.uid,
    no: task.no,
    name: task.name,
    agrees: comparedFields.every((field) => values[field].agrees),
    values,
  }
}

/**
 * Tasks that nothing follows and nothing limits, whose late finish still isn't the project's: some programs reckon late
 * dates anew only when they are looked at.
 */
function oldLateDates(project: MspdiProject, compared: readonly ComparedTask[]): string[] {
  if (project.everyChain) return []
  const followed = new Set(project.tasks.flatMap(({ links }) => links.map(({ from }) => from)))
  const parents = new Map(project.tasks.map(({ uid, parent }) => [uid, parent]))
  const isFollowed = (uid: string | undefined): boolean =>
    uid !== undefined && (followed.has(uid) || isFollowed(parents.get(uid)))
  const isWhole = new Set(parents.values())
  const limited = new Set([2, 3, 5, 7])
  return project.tasks.flatMap(({ uid, deadline, constraintType, actualFinish }, index) => {
    const open = deadline === undefined && !limited.has(constraintType) && actualFinish === undefined
    const differs = compared[index]?.values.lateFinish.agrees === false
    return open && differs && !isWhole.has(uid) && !isFollowed(uid) ? [uid] : []
  })
}

/**
 * Schedules a file's project with this engine and sets the result beside what the file's program computed.
 * @throws AppError of the engine where the file's network can't be scheduled
 */
export function compareProject(project: MspdiProject): Comparison {
  const { network, from, unsupported } = toNetwork(project)
  const schedule =
    project.fromStart || project.finish === undefined
      ? scheduleForward(network, from)
      : scheduleFromFinish(network, project.finish)
  const tasks = project.tasks.flatMap((task, index) => {
    const ours = schedule.tasks[index]
    return ours ? [compareTask(task, ours)] : []
  })
  const fields = Object.fromEntries(
    comparedFields.map((field) => {
      const compared = tasks.filter(({ values }) => values[field].theirs !== null)
      return [
        field,
        {
          compared: compared.length,
          agreeing: compared.filter(({ values }) => values[field].agrees).length,
        },
      ]
    }),
  ) as Comparison['fields']
  const old = oldLateDates(project, tasks)
  return {
    project: project.name,
    tasks,
    agrees: tasks.every(({ agrees }) => agrees),
    fields,
    unsupported: old.length === 0 ? unsupported : [...unsupported, { kind: 'old_late_dates', tasks: old }],
  }
}
