import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isAppError } from '#kernel/errors/model'
import { translate } from '#kernel/i18n/model'
import { statutoryCalendar } from '#kernel/time/model'
import { checkNetwork } from './check-network.ts'
import './messages.ts'
import { formatMoment, momentAt } from './moment.ts'
import type { Network, NetworkLink, NetworkTask, ScheduledTask } from './network.ts'
import { planCalendar, planDay } from './plan-calendar.ts'
import { scheduleBackward, scheduleForward, scheduleFromFinish } from './schedule.ts'

const calendar = planCalendar(statutoryCalendar)

type Extra = Partial<Omit<NetworkTask, 'id'>>

function task(id: string, days: number, extra: Extra = {}): NetworkTask {
  return { id, name: `工序${id}`, duration: days * planDay, ...extra }
}

function link(from: string, to: string, kind: NetworkLink['kind'] = 'FS', days = 0): NetworkLink {
  return { from, to, kind, lag: { amount: days * planDay, unit: 'working' } }
}

function network(tasks: NetworkTask[], links: NetworkLink[] = [], extra: Partial<Network> = {}): Network {
  return { calendars: [calendar], tasks, links, ...extra }
}

function shown({ start, finish }: Pick<ScheduledTask, 'start' | 'finish'>): string {
  return `${formatMoment(start).slice(0, 16)} ${formatMoment(finish).slice(0, 16)}`
}

const days = (seconds: number) => seconds / planDay

describe('scheduling forward', () => {
  test('tasks follow one another over weekends, holidays and make-up workdays', () => {
    // 2026-02-14 is a make-up Saturday, 15–23 February is the Spring Festival.
    const { tasks } = scheduleForward(
      network([task('a', 2), task('b', 2)], [link('a', 'b')]),
      momentAt('2026-02-13'),
    )
    assert.deepEqual(tasks.map(shown), [
      '2026-02-13T08:00 2026-02-14T17:00',
      '2026-02-24T08:00 2026-02-25T17:00',
    ])
  })

  test('the four kinds of link with lag and lead', () => {
    const from = momentAt('2026-03-02T08:00:00')
    const at = (kind: NetworkLink['kind'], lag: number) =>
      shown(
        scheduleForward(network([task('a', 5), task('b', 3)], [link('a', 'b', kind, lag)]), from).tasks[1]!,
      )
    assert.equal(at('FS', 0), '2026-03-09T08:00 2026-03-11T17:00')
    assert.equal(at('FS', 2), '2026-03-11T08:00 2026-03-13T17:00')
    assert.equal(at('FS', -2), '2026-03-05T08:00 2026-03-09T17:00')
    assert.equal(at('SS', 1), '2026-03-03T08:00 2026-03-05T17:00')
    assert.equal(at('FF', 0), '2026-03-04T08:00 2026-03-06T17:00')
    assert.equal(at('FF', 1), '2026-03-05T08:00 2026-03-09T17:00')
    assert.equal(at('SF', 4), '2026-03-03T08:00 2026-03-05T17:00')
  })

  test('float, free float and the critical path', () => {
    const { tasks, finish, leastFloat } = scheduleForward(
      network(
        [task('a', 5), task('b', 2), task('c', 1), task('d', 0)],
        [link('a', 'd'), link('b', 'c'), link('c', 'd')],
      ),
      momentAt('2026-03-02T08:00:00'),
    )
    assert.equal(formatMoment(finish), '2026-03-06T17:00:00')
    assert.equal(leastFloat, 0)
    assert.deepEqual(
      tasks.map(({ totalFloat }) => days(totalFloat)),
      [0, 2, 2, 0],
    )
    assert.deepEqual(
      tasks.map(({ freeFloat }) => days(freeFloat)),
      [0, 0, 2, 0],
    )
    assert.deepEqual(
      tasks.map(({ critical }) => critical),
      [true, false, false, true],
    )
    assert.deepEqual(tasks[3]?.driver, { by: 'link', from: 'a' })
  })

  test('a summary holds its parts, and links to and from it concern them', () => {
    const { tasks } = scheduleForward(
      network(
        [
          task('a', 1),
          task('s', 0),
          task('s1', 2, { parent: 's' }),
          task('s2', 3, { parent: 's' }),
          task('z', 1),
        ],
        [link('a', 's'), link('s', 'z')],
      ),
      momentAt('2026-03-02T08:00:00'),
    )
    assert.deepEqual(tasks.map(shown), [
      '2026-03-02T08:00 2026-03-02T17:00',
      '2026-03-03T08:00 2026-03-05T17:00',
      '2026-03-03T08:00 2026-03-04T17:00',
      '2026-03-03T08:00 2026-03-05T17:00',
      '2026-03-06T08:00 2026-03-06T17:00',
    ])
    assert.deepEqual(
      tasks.map(({ totalFloat }) => days(totalFloat)),
      [0, 0, 1, 0, 0],
    )
  })

  test('actual dates stand, what is left goes on from the day of the status', () => {
    const { tasks } = scheduleForward(
      network(
        [
          task('a', 5, { actualStart: momentAt('2026-03-02T08:00:00'), remaining: 3 * planDay }),
          task('b', 1),
          task('c', 1, {
            actualStart: momentAt('2026-03-02T08:00:00'),
            actualFinish: momentAt('2026-03-03T17:00:00'),
          }),
        ],
        [link('a', 'b')],
        { notBefore: momentAt('2026-03-09') },
      ),
      momentAt('2026-03-02T08:00:00'),
    )
    assert.deepEqual(tasks.map(shown), [
      '2026-03-02T08:00 2026-03-11T17:00',
      '2026-03-12T08:00 2026-03-12T17:00',
      '2026-03-02T08:00 2026-03-03T17:00',
    ])
    assert.equal(tasks[2]?.critical, false)
  })

  test('a plan that hangs on its finish begins when it must', () => {
    const { tasks, start } = scheduleFromFinish(
      network(
        [task('a', 2, { constraint: { kind: 'ALAP' } }), task('b', 3, { constraint: { kind: 'ALAP' } })],
        [link('a', 'b')],
      ),
      momentAt('2026-03-13T17:00:00'),
    )
    assert.equal(formatMoment(start), '2026-03-09T08:00:00')
    assert.deepEqual(tasks.map(shown), [
      '2026-03-09T08:00 2026-03-10T17:00',
      '2026-03-11T08:00 2026-03-13T17:00',
    ])
  })
})

describe('scheduling backward', () => {
  const plan = network([task('a', 5), task('b', 3), task('c', 10)], [link('a', 'b'), link('c', 'b')])

  test('a target within reach leaves days to spare', () => {
    const answer = scheduleBackward(plan, momentAt('2026-03-02'), { at: momentAt('2026-03-20T17:00:00') })
    assert.deepEqual([answer.reachable, answer.missedBy, answer.spare], [true, 0, 2])
    assert.deepEqual(answer.tasks.map(shown), [
      '2026-03-11T08:00 2026-03-17T17:00',
      '2026-03-18T08:00 2026-03-20T17:00',
      '2026-03-04T08:00 2026-03-17T17:00',
    ])
    assert.deepEqual(
      answer.tasks.map(({ totalFloat }) => days(totalFloat)),
      [7, 2, 2],
    )
    assert.deepEqual(
      answer.tasks.map(({ critical }) => critical),
      [false, true, true],
    )
  })

  test('a target out of reach says by how much, and what to shorten', () => {
    const answer = scheduleBackward(plan, momentAt('2026-03-02'), { at: momentAt('2026-03-11T17:00:00') })
    assert.deepEqual([answer.reachable, answer.missedBy, answer.spare], [false, 5, 0])
    assert.equal(days(answer.leastFloat), -5)
    assert.deepEqual(answer.chain, ['c', 'b'])
    assert.deepEqual(answer.shortenings, [
      { task: 'c', gain: 5, duration: 10 },
      { task: 'b', gain: 3, duration: 3 },
    ])
  })

  test('the target may be that of one task, and the rest goes on after it', () => {
    const answer = scheduleBackward(
      network([task('a', 5), task('open', 0), task('z', 20)], [link('a', 'open'), link('open', 'z')]),
      momentAt('2026-03-02'),
      { at: momentAt('2026-03-04T17:00:00'), task: 'open' },
    )
    assert.equal(answer.missedBy, 2)
    assert.deepEqual(
      answer.tasks.map(({ totalFloat }) => days(totalFloat)),
      [-2, -2, 0],
    )
    assert.deepEqual(answer.chain, ['a', 'open'])
  })
})

describe('a wrong network is refused with its tasks named', () => {
  const kinds = (input: Network) =>
    checkNetwork(input).map(({ kind, tasks }) => `${kind} ${tasks.map(({ id }) => id)}`)

  test('cycles, in order, also through a summary', () => {
    const round = network(
      [task('a', 1), task('b', 1), task('c', 1), task('d', 1)],
      [link('d', 'a'), link('a', 'b'), link('b', 'c'), link('c', 'a')],
    )
    const [fault] = checkNetwork(round)
    const ids = fault?.tasks.map(({ id }) => id).join('')
    assert.equal(fault?.kind, 'cycle')
    assert.ok(['abc', 'bca', 'cab'].includes(ids ?? ''), ids)
    const throughSummary = network(
      [task('s', 0), task('s1', 1, { parent: 's' }), task('x', 1)],
      [link('s1', 'x'), link('x', 's')],
    )
    assert.equal(checkNetwork(throughSummary)[0]?.kind, 'cycle')
    assert.deepEqual(
      new Set(checkNetwork(throughSummary)[0]?.tasks.map(({ id }) => id)),
      new Set(['s1', 'x', 's']),
    )
  })

  test('what is missing, negative or twice', () => {
    assert.deepEqual(kinds(network([task('a', 1)], [link('a', 'x')])), ['missing_task a'])
    assert.deepEqual(kinds(network([task('a', -1)])), ['negative_duration a'])
    assert.deepEqual(kinds(network([task('a', 1)], [link('a', 'a')])), ['self_link a'])
    assert.deepEqual(kinds(network([task('a', 1), task('b', 1)], [link('a', 'b'), link('a', 'b', 'SS')])), [
      'duplicate_link a,b',
    ])
    assert.deepEqual(kinds(network([task('s', 0), task('a', 1, { parent: 's' })], [link('a', 's')])), [
      'own_part a,s',
    ])
    assert.deepEqual(kinds(network([task('a', 1, { parent: 'x' })])), ['missing_parent a'])
  })

  test('the refusal is a sentence in both languages', () => {
    const round = network([task('a', 1), task('b', 1)], [link('a', 'b'), link('b', 'a')])
    assert.throws(
      () => scheduleForward(round, 0),
      (error) => {
        assert.ok(isAppError(error))
        assert.equal(error.code, 'schedule.cycle')
        assert.match(
          translate('en', 'error.schedule.cycle', error.params),
          /circle: “工序[ab]” → “工序[ab]” → /,
        )
        assert.match(translate('zh-CN', 'error.schedule.cycle', error.params), /排不出先后/)
        return true
      },
    )
  })
})
