import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statutoryCalendar as calendar } from './calendar.ts'
import type { DeadlineTerms } from './deadline.ts'
import { describeRow, explainDeadline } from './explanation.ts'
import type { LimitUnit } from './limit.ts'

/** '2026-02-14 08:30', a wall clock in Shanghai. */
function at(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}:00+08:00`)
}

test('the reckoning can be read line by line', () => {
  const terms: DeadlineTerms = {
    limit: { unit: 'working_days', count: 3 },
    startedAt: at('2026-02-12 10:00'),
    pauses: [{ from: at('2026-02-24 09:00'), to: at('2026-02-25 09:00'), reason: '等待鉴定' }],
    extensions: [{ unit: 'working_days', count: 2, reason: '情况复杂', decidedAt: at('2026-02-25 15:00') }],
  }
  const lines = explainDeadline(terms, calendar).map((row) => describeRow(row, 'zh-CN'))
  assert.deepEqual(
    lines.filter((line) => !line.includes('放假')),
    [
      '2026-02-12 10:00 起算，期限 3 个工作日，起算当日不计入；至末日停止办公时截止，办公时间 08:30–12:00、13:30–17:30',
      '2026-02-13 第 1 个工作日',
      '2026-02-14 第 2 个工作日（调休上班·春节）',
      '2026-02-24 08:30–17:30 挂账，不计（等待鉴定）',
      '2026-02-25 第 3 个工作日',
      '延期 2 个工作日（2026-02-25 15:00 批准，情况复杂）',
      '2026-02-26 第 4 个工作日',
      '2026-02-27 第 5 个工作日',
      '2026-02-27 17:30 到期',
    ],
  )
  assert.equal(lines.filter((line) => line.endsWith('不计（放假·春节）')).length, 9)
})

test('the reckoning tells of moved ends, stopped counts and running time', () => {
  const open = { pauses: [{ from: at('2026-03-06 11:00'), to: null, reason: 'survey' }] }
  const say = (count: number, unit: LimitUnit, start: string, rest: Partial<DeadlineTerms> = {}) =>
    explainDeadline({ limit: { unit, count }, startedAt: at(start), ...rest }, calendar).map((row) =>
      describeRow(row, 'en'),
    )
  assert.deepEqual(say(1, 'calendar_days', '2026-03-06 10:00').slice(-3), [
    '2026-03-07 is a day of rest (weekend), so the end moves to the day after',
    '2026-03-08 is a day of rest (weekend), so the end moves to the day after',
    'due 2026-03-09 24:00',
  ])
  assert.deepEqual(say(2, 'hours', '2026-03-06 10:00', open).slice(-2), [
    '2026-03-06 10:00–11:00 counts 60 minutes, 60 minutes in all',
    'suspended since 2026-03-06 11:00, the count stands still (survey)',
  ])
  assert.deepEqual(say(2, 'working_hours', '2026-03-06 16:30').slice(1), [
    '2026-03-06 16:30–17:30 counts 60 minutes, 60 minutes in all',
    '2026-03-07 is not counted (weekend)',
    '2026-03-08 is not counted (weekend)',
    '2026-03-09 08:30–09:30 counts 60 minutes, 120 minutes in all',
    'due 2026-03-09 09:30',
  ])
  assert.match(say(1, 'working_days', '2026-12-31 10:00').at(-1) ?? '', /provisional/)
})
