import { AppError } from '#kernel/errors/model'
import { cycleOf } from './cycle.ts'
import { buildGraph, type Graph } from './graph.ts'
import type { Network, NetworkTask } from './network.ts'

export const faultKinds = [
  'duplicate_task',
  'missing_task',
  'missing_parent',
  'missing_calendar',
  'negative_duration',
  'missing_constraint_date',
  'finished_before_start',
  'self_link',
  'duplicate_link',
  'own_part',
  'cycle',
] as const
export type FaultKind = (typeof faultKinds)[number]

type NamedTask = { readonly id: string; readonly name: string }

/** What is wrong with a network, and with which of its tasks; of a cycle they stand in its order. */
export type NetworkFault = {
  readonly kind: FaultKind
  readonly tasks: readonly NamedTask[]
  /** What isn't there: the id of a task or calendar that is named. */
  readonly missing?: string
}

type Tasks = ReadonlyMap<string, NetworkTask>

function named(...tasks: (NetworkTask | undefined)[]): NamedTask[] {
  return tasks.flatMap((task) => (task ? [{ id: task.id, name: task.name }] : []))
}

function faultsOfTask(
  task: NetworkTask,
  tasks: Tasks,
  calendars: ReadonlySet<string>,
  faults: NetworkFault[],
): void {
  const say = (kind: FaultKind, missing?: string) =>
    faults.push({ kind, tasks: named(task), ...(missing !== undefined && { missing }) })
  if (!(task.duration >= 0) || (task.remaining ?? 0) < 0) say('negative_duration')
  else if (task.pieces?.some(({ duration, delay }) => !(duration >= 0) || !(delay >= 0)))
    say('negative_duration')
  if (task.parent !== undefined && !tasks.has(task.parent)) say('missing_parent', task.parent)
  if (task.calendar !== undefined && !calendars.has(task.calendar)) say('missing_calendar', task.calendar)
  for (const { calendar } of task.pieces ?? [])
    if (!calendars.has(calendar)) say('missing_calendar', calendar)
  const kind = task.constraint?.kind ?? 'ASAP'
  if (kind !== 'ASAP' && kind !== 'ALAP' && task.constraint?.at === undefined) say('missing_constraint_date')
  if (task.actualFinish !== undefined && task.actualFinish < (task.actualStart ?? task.actualFinish))
    say('finished_before_start')
}

function isPartOf(task: NetworkTask, whole: NetworkTask, tasks: Tasks): boolean {
  const seen = new Set<string>()
  for (let at: NetworkTask | undefined = task; at?.parent !== undefined; at = tasks.get(at.parent)) {
    if (at.parent === whole.id) return true
    if (seen.has(at.id)) return false
    seen.add(at.id)
  }
  return false
}

/** Links that are drawn twice are found by the places of their tasks. */
function faultsOfLinks({ links, tasks: list }: Network, tasks: Tasks): NetworkFault[] {
  const places = new Map(list.map(({ id }, index) => [id, index]))
  const hasParts = list.some(({ parent }) => parent !== undefined)
  const seen = new Set<number>()
  const faults: NetworkFault[] = []
  for (const { from, to } of links) {
    const [first, second] = [places.get(from), places.get(to)]
    const before = first === undefined ? undefined : list[first]
    const after = second === undefined ? undefined : list[second]
    if (first === undefined || second === undefined || !before || !after) {
      faults.push({ kind: 'missing_task', tasks: named(before, after), missing: before ? to : from })
      continue
    }
    const pair = first * list.length + second
    if (first === second) faults.push({ kind: 'self_link', tasks: named(before) })
    else if (seen.has(pair)) faults.push({ kind: 'duplicate_link', tasks: named(before, after) })
    else if (hasParts && (isPartOf(before, after, tasks) || isPartOf(after, before, tasks)))
      faults.push({ kind: 'own_part', tasks: named(before, after) })
    seen.add(pair)
  }
  return faults
}

/**
 * Everything that keeps a network from being scheduled; empty where it is sound. A cycle is looked for only where the
 * links themselves are in order.
 */
export function checkNetwork(network: Network): NetworkFault[] {
  return inspect(network).faults
}

/** The faults of a network and, where its links are in order, the graph that was built to look for cycles. */
function inspect(network: Network): { faults: NetworkFault[]; graph?: Graph } {
  const tasks = new Map(network.tasks.map((task) => [task.id, task]))
  const calendars = new Set(network.calendars.map(({ id }) => id))
  const faults: NetworkFault[] = []
  if (network.calendars.length === 0) faults.push({ kind: 'missing_calendar', tasks: [], missing: '' })
  const ids = new Set<string>()
  for (const task of network.tasks) {
    if (ids.has(task.id)) faults.push({ kind: 'duplicate_task', tasks: named(tasks.get(task.id), task) })
    ids.add(task.id)
    faultsOfTask(task, tasks, calendars, faults)
  }
  faults.push(...faultsOfLinks(network, tasks))
  if (faults.length > 0) return { faults }
  const graph = buildGraph(network)
  const cycle = cycleOf(network, graph)
  if (cycle) faults.push({ kind: 'cycle', tasks: named(...cycle.map((id) => tasks.get(id))) })
  return { faults, graph }
}

const namesMax = 20

/** The tasks of a fault as a refusal names them. */
export function namesOf({ kind, tasks }: NetworkFault): string {
  const names = tasks.slice(0, namesMax).map(({ id, name }) => `“${name || id}”`)
  if (tasks.length > namesMax) names.push('…')
  if (kind === 'cycle' && names[0] !== undefined) names.push(names[0])
  return names.join(kind === 'cycle' ? ' → ' : ', ')
}

/**
 * Refuses a network with faults, naming their tasks; answers the graph of a sound one.
 * @throws AppError `schedule.<kind of the first fault>`, all of them as items
 */
export function refuseFaults(network: Network): Graph {
  const { faults, graph } = inspect(network)
  const items = faults.map((fault) => ({
    path: fault.kind.includes('link') || fault.kind === 'cycle' ? 'links' : 'tasks',
    code: `schedule.${fault.kind}`,
    params: { tasks: namesOf(fault), missing: fault.missing ?? '' },
  }))
  const [first] = items
  if (first || !graph)
    throw new AppError(`schedule.${faults[0]?.kind ?? 'cycle'}`, { params: first?.params ?? {}, items })
  return graph
}
