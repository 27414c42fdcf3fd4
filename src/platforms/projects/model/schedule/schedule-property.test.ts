import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { statutoryCalendar } from '#kernel/time/model'
import { checkNetwork } from './check-network.ts'
import { dayLength, momentAt } from './moment.ts'
import type { LinkKind, Network, NetworkLink, NetworkTask } from './network.ts'
import { planCalendar, planDay } from './plan-calendar.ts'
import { scheduleBackward, scheduleForward } from './schedule.ts'

// An oracle that knows no seconds and no indices: whole working days, counted one by one on a list of dates.
const calendar = planCalendar(statutoryCalendar)
const from = momentAt('2026-01-05T08:00:00')

function worksOn(day: number): boolean {
  const exception = calendar.exceptions.find(({ first, last }) => first <= day && day <= last)
  const weekday = new Date(day * dayLength * 1000).getUTCDay()
  return (exception?.periods ?? calendar.week[weekday] ?? []).length > 0
}

/** The working days of three years before the start and of six after; the start is day 0. */
const firstDay = Math.floor(from / dayLength)
const workdays: number[] = []
for (let day = firstDay - 1100; day < firstDay + 2200; day++) if (worksOn(day)) workdays.push(day)
const zero = workdays.indexOf(firstDay)

const startOfWorkday = (count: number) => (workdays[zero + count] ?? Number.NaN) * dayLength + 8 * 3600
const endOfWorkday = (count: number) => (workdays[zero + count - 1] ?? Number.NaN) * dayLength + 17 * 3600

/** A moment in working days since the start: whole at both ends of a working day. */
function dayOfMoment(moment: number): number {
  const day = workdays.indexOf(Math.floor(moment / dayLength)) - zero
  return moment % dayLength === 17 * 3600 ? day + 1 : day
}

type Oracle = { es: number; ef: number; ls: number; lf: number }

/** Early and late dates in days since the start, by trying all links again until nothing moves. */
function reckon(
  tasks: readonly NetworkTask[],
  links: readonly NetworkLink[],
  target?: number,
): Map<string, Oracle> {
  const length = new Map(tasks.map(({ id, duration }) => [id, duration / planDay]))
  const lengthOf = (id: string) => length.get(id) ?? 0
  const lagOf = (link: NetworkLink) => (link.lag?.amount ?? 0) / planDay
  const es = new Map(
    tasks.map(({ id }) => [id, links.some(({ to }) => to === id) ? Number.NEGATIVE_INFINITY : 0]),
  )
  for (let moved = true; moved; ) {
    moved = false
    for (const link of links) {
      const before = es.get(link.from) ?? 0
      const base = before + (link.kind === 'FS' || link.kind === 'FF' ? lengthOf(link.from) : 0) + lagOf(link)
      const least = link.kind === 'FS' || link.kind === 'SS' ? base : Math.max(0, base - lengthOf(link.to))
      if (least > (es.get(link.to) ?? 0)) {
        es.set(link.to, least)
        moved = true
      }
    }
  }
  const end = target ?? Math.max(...tasks.map(({ id }) => (es.get(id) ?? 0) + lengthOf(id)))
  const lf = new Map(tasks.map(({ id }) => [id, end]))
  for (let moved = true; moved; ) {
    moved = false
    for (const link of links) {
      const after = lf.get(link.to) ?? 0
      const base = after - (link.kind === 'FS' || link.kind === 'SS' ? lengthOf(link.to) : 0) - lagOf(link)
      const most = link.kind === 'FS' || link.kind === 'FF' ? base : base + lengthOf(link.from)
      if (most < (lf.get(link.from) ?? 0)) {
        lf.set(link.from, most)
        moved = true
      }
    }
  }
  return new Map(
    tasks.map(({ id }) => {
      const early = es.get(id) ?? 0
      const late = lf.get(id) ?? 0
      return [id, { es: early, ef: early + lengthOf(id), ls: late - lengthOf(id), lf: late }]
    }),
  )
}

/** By how many days a task may slip until the first of its successors would. */
function freeOf(id: string, links: readonly NetworkLink[], oracle: ReadonlyMap<string, Oracle>): number {
  const mine = oracle.get(id) as Oracle
  const room = links.flatMap(({ from: before, to, kind, lag }) => {
    const other = oracle.get(to)
    if (before !== id || !other) return []
    const reached = (kind === 'FS' || kind === 'FF' ? mine.ef : mine.es) + (lag?.amount ?? 0) / planDay
    return [(kind === 'FS' || kind === 'SS' ? other.es : other.ef) - reached]
  })
  return Math.max(0, room.length === 0 ? mine.ls - mine.es : Math.min(...room))
}

const kinds: LinkKind[] = ['FS', 'SS', 'FF', 'SF']

/** Networks without a cycle: links lead from earlier tasks to later ones. Names are as in offices. */
const networks = fc
  .array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 14 })
  .chain((lengths) =>
    fc.record({
      lengths: fc.constant(lengths),
      links: fc.uniqueArray(
        fc.record({
          a: fc.nat(lengths.length - 1),
          b: fc.nat(lengths.length - 1),
          kind: fc.constantFrom(...kinds),
          lag: fc.integer({ min: -2, max: 5 }),
        }),
        { maxLength: 24, selector: ({ a, b }) => `${Math.min(a, b)}-${Math.max(a, b)}` },
      ),
    }),
  )
  .map(({ lengths, links }): Network => {
    const tasks = lengths.map(
      (days, index): NetworkTask => ({ id: `t${index}`, name: `工序${index}`, duration: days * planDay }),
    )
    return {
      calendars: [calendar],
      tasks,
      links: links
        .filter(({ a, b }) => a !== b)
        .map(({ a, b, kind, lag }) => ({
          from: `t${Math.min(a, b)}`,
          to: `t${Math.max(a, b)}`,
          kind,
          lag: { amount: lag * planDay, unit: 'working' },
        })),
    }
  })

describe('schedules of any network', () => {
  test('dates and float are those of an oracle that counts days one by one', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const { tasks } = scheduleForward(network, from)
        const oracle = reckon(network.tasks, network.links)
        for (const task of tasks) {
          const { es, ef, ls, lf } = oracle.get(task.id) as Oracle
          assert.equal(task.earlyStart, startOfWorkday(es), `${task.id} early start`)
          // A finish that a start sets (SF) may stand at the beginning of the day after: the same to who works.
          assert.equal(dayOfMoment(task.earlyFinish), ef, `${task.id} early finish`)
          assert.equal(task.lateStart, startOfWorkday(ls), `${task.id} late start`)
          assert.equal(task.lateFinish, endOfWorkday(lf), `${task.id} late finish`)
          assert.equal(task.totalFloat, (ls - es) * planDay, `${task.id} float`)
          assert.equal(
            task.freeFloat,
            freeOf(task.id, network.links, oracle) * planDay,
            `${task.id} free float`,
          )
        }
      }),
      { numRuns: 300 },
    )
  })

  test('no task starts or ends before its predecessors allow', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const { tasks } = scheduleForward(network, from)
        const placeOf = new Map(tasks.map((task) => [task.id, task]))
        for (const { from: before, to, kind, lag } of network.links) {
          const [a, b] = [placeOf.get(before), placeOf.get(to)]
          if (!a || !b) continue
          const least =
            dayOfMoment(kind === 'FS' || kind === 'FF' ? a.finish : a.start) + (lag?.amount ?? 0) / planDay
          const reached = dayOfMoment(kind === 'FS' || kind === 'SS' ? b.start : b.finish)
          assert.ok(reached >= least, `${before} ${kind} ${to}: ${reached} < ${least}`)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('the critical path has the least float, which is negative where the target is out of reach', () => {
    fc.assert(
      fc.property(networks, fc.integer({ min: -10, max: 10 }), (network, shift) => {
        const reached = Math.max(...[...reckon(network.tasks, network.links).values()].map(({ ef }) => ef))
        const target = endOfWorkday(reached + shift)
        const answer = scheduleBackward(network, from, { at: target })
        assert.equal(answer.reachable, shift >= 0)
        assert.equal(answer.missedBy, Math.max(0, -shift))
        assert.equal(answer.spare, Math.max(0, shift))
        assert.equal(answer.leastFloat, shift * planDay)
        const least = Math.min(...answer.tasks.map(({ totalFloat }) => totalFloat))
        assert.equal(answer.leastFloat, least)
        assert.ok(answer.chain.length > 0)
        for (const { id, totalFloat, critical } of answer.tasks) {
          if (answer.chain.includes(id)) assert.equal(totalFloat, least, id)
          if (totalFloat === least) assert.ok(critical, id)
        }
        for (const { task, gain } of answer.shortenings) {
          assert.ok(answer.chain.includes(task))
          assert.ok(gain > 0 && gain <= -shift)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('work that begins as late as a target within reach allows never ends after it', () => {
    fc.assert(
      fc.property(networks, fc.nat(15), (network, spare) => {
        const reached = Math.max(...[...reckon(network.tasks, network.links).values()].map(({ ef }) => ef))
        const target = endOfWorkday(reached + spare)
        const latest = scheduleBackward(network, from, { at: target }).tasks
        const tasks = network.tasks.map((task, index) => ({
          ...task,
          constraint: { kind: 'SNET' as const, at: latest[index]?.lateStart ?? 0 },
        }))
        const { finish, tasks: again } = scheduleForward({ ...network, tasks }, from)
        assert.ok(finish <= target)
        for (const [index, task] of again.entries()) assert.equal(task.start, latest[index]?.lateStart)
      }),
      { numRuns: 200 },
    )
  })

  test('a link back makes a cycle, and the tasks that are named are linked in a circle', () => {
    fc.assert(
      fc.property(networks, fc.nat(), (network, pick) => {
        fc.pre(network.links.length > 0)
        const link = network.links[pick % network.links.length] as NetworkLink
        const links = [...network.links, { from: link.to, to: link.from, kind: 'FS' as const }]
        const [fault] = checkNetwork({ ...network, links })
        assert.equal(fault?.kind, 'cycle')
        const ids = fault?.tasks.map(({ id }) => id) ?? []
        for (const [index, id] of ids.entries()) {
          const next = ids[(index + 1) % ids.length]
          assert.ok(
            links.some((one) => one.from === id && one.to === next),
            `${id} → ${next}`,
          )
        }
        assert.throws(() => scheduleForward({ ...network, links }, from), /schedule\.cycle/)
      }),
      { numRuns: 100 },
    )
  })
})
