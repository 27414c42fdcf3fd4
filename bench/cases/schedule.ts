import { statutoryCalendar } from '#kernel/time/model'
import {
  type LinkKind,
  momentAt,
  type Network,
  type NetworkLink,
  planCalendar,
  planDay,
  scheduleBackward,
  scheduleForward,
} from '#platforms/projects/model'
import { Random } from '../data/random.ts'

const taskCount = 5000
const linkCount = 10_000
/** A link reaches back this far at most, as in plans: neighbours wait for one another. */
const reach = 60

/** Times in ms of one way to schedule; `cpu` is what the process used, on a busy machine the truer figure. */
type Figure = { what: string; runs: number; least: number; p50: number; p95: number; cpu: number }

function makeNetwork(): Network {
  const random = new Random(5)
  const kinds: LinkKind[] = ['FS', 'FS', 'SS', 'FF', 'SF']
  const tasks = Array.from({ length: taskCount }, (_, index) => ({
    id: `task-${index}`,
    name: `工序${index}`,
    duration: random.below(10) * planDay,
  }))
  const links: NetworkLink[] = []
  const seen = new Set<string>()
  while (links.length < linkCount) {
    const to = 1 + random.below(taskCount - 1)
    const from = Math.max(0, to - 1 - random.below(reach))
    if (seen.has(`${from} ${to}`)) continue
    seen.add(`${from} ${to}`)
    const kind = kinds[random.below(kinds.length)] ?? 'FS'
    links.push({
      from: `task-${from}`,
      to: `task-${to}`,
      kind,
      lag: { amount: (random.below(5) - 1) * planDay, unit: 'working' },
    })
  }
  // In the order of their predecessors, as the floor needs them.
  links.sort((a, b) => Number(a.from.slice(5)) - Number(b.from.slice(5)))
  return { calendars: [planCalendar(statutoryCalendar)], tasks, links }
}

/** The floor: the longest paths both ways over the same links, in whole days and without a calendar. */
function bareLongestPaths({ tasks, links }: Network): number {
  const places = new Map(tasks.map(({ id }, index) => [id, index]))
  const early = new Float64Array(tasks.length)
  const late = new Float64Array(tasks.length).fill(Number.POSITIVE_INFINITY)
  const pairs = links.map(({ from, to }) => [places.get(from) ?? 0, places.get(to) ?? 0] as const)
  for (const [from, to] of pairs)
    early[to] = Math.max(early[to] ?? 0, (early[from] ?? 0) + (tasks[from]?.duration ?? 0))
  for (const [from, to] of pairs.reverse())
    late[from] = Math.min(late[from] ?? 0, (late[to] ?? 0) - (tasks[from]?.duration ?? 0))
  return early[tasks.length - 1] ?? 0
}

function time(what: string, seconds: number, run: () => unknown): Figure {
  for (let turn = 0; turn < 20; turn++) run()
  const times: number[] = []
  const cpu: number[] = []
  const end = performance.now() + seconds * 1000
  while (performance.now() < end) {
    const [usage, began] = [process.cpuUsage(), performance.now()]
    run()
    times.push(performance.now() - began)
    const used = process.cpuUsage(usage)
    cpu.push((used.user + used.system) / 1000)
  }
  times.sort((a, b) => a - b)
  cpu.sort((a, b) => a - b)
  const at = (list: readonly number[], share: number) => list[Math.floor((list.length - 1) * share)] ?? 0
  return {
    what,
    runs: times.length,
    least: at(times, 0),
    p50: at(times, 0.5),
    p95: at(times, 0.95),
    cpu: at(cpu, 0.5),
  }
}

/** Scheduling 5,000 tasks with 10,000 links on the statutory calendar, checks and results included. */
export function measureSchedule(seconds: number): Figure[] {
  const network = makeNetwork()
  const from = momentAt('2026-01-05T08:00:00')
  const { finish } = scheduleForward(network, from)
  return [
    time('forward, late dates and float', seconds, () => scheduleForward(network, from)),
    time('backward from a target within reach', seconds, () =>
      scheduleBackward(network, from, { at: finish }),
    ),
    time('bare longest paths, both ways', seconds, () => bareLongestPaths(network)),
  ]
}

export function scheduleTable(figures: readonly Figure[]): string {
  return [
    `| ${taskCount} tasks, ${linkCount} links | runs | least ms | p50 ms | p95 ms | CPU ms |`,
    '|---|--:|--:|--:|--:|--:|',
    ...figures.map(
      ({ what, runs, ...ms }) =>
        `| ${what} | ${runs} | ${[ms.least, ms.p50, ms.p95, ms.cpu].map((value) => value.toFixed(1)).join(' | ')} |`,
    ),
  ].join('\n')
}
