import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boardOf, type Counted, spansOf } from './board.ts'
import { reportedIn } from './compare.ts'
import { spanOf } from './periods.ts'

test('the words of a period are days, where they name any', () => {
  for (const [period, from, to] of [
    ['2022年', '2022-01-01', '2022-12-31'],
    ['2022年上半年', '2022-01-01', '2022-06-30'],
    ['2020年一季度', '2020-01-01', '2020-03-31'],
    ['2020年四季度', '2020-10-01', '2020-12-31'],
    ['2022年8月前', '2022-01-01', '2022-07-31'],
    ['2021年9月', '2021-09-01', '2021-09-30'],
    ['2021年初至9月', '2021-01-01', '2021-09-30'],
    ['截至2020年5月', '2020-01-01', '2020-05-31'],
    ['截至2021-12-03', '2021-01-01', '2021-12-03'],
    ['2022-01-14', '2022-01-01', '2022-01-14'],
  ] as const)
    assert.deepEqual(spanOf(period), { from, to }, period)
  for (const period of ['投产后', '2018年以来', '培育3-5年', '2021-2022学年上学期末'])
    assert.equal(spanOf(period), null, period)
})

test('a printed decimal becomes whole 分 exactly, and one of another unit is not compared', () => {
  assert.equal(reportedIn('fen', { value: '225.08', unit: '亿元' }), 2_250_800_000_000)
  assert.equal(reportedIn('fen', { value: '0.1', unit: '万元' }), 100_000)
  assert.equal(reportedIn('share', { value: '92.23', unit: '%' }), 9223)
  assert.equal(reportedIn('count', { value: '102', unit: '个' }), 102)
  assert.equal(reportedIn('fen', { value: '3', unit: '个' }), null)
  assert.equal(reportedIn('count', { value: '3', unit: '亿元' }), null)
})

const project = (id: string, rest: Partial<Counted>): Counted => ({
  id,
  stage: 'construction',
  investmentFen: null,
  startedOn: null,
  startDue: null,
  saidOn: '2026-02-10',
  reported: new Map(),
  inStatistics: false,
  ...rest,
})

test('spans of a year are those that have begun, and the last one ends on the day', () => {
  assert.deepEqual(
    spansOf('2026', 'quarter', '2026-05-20').map(({ id, from, to }) => [id, from, to]),
    [
      ['2026Q1', '2026-01-01', '2026-03-31'],
      ['2026Q2', '2026-04-01', '2026-05-20'],
    ],
  )
  assert.equal(spansOf('2026', 'month', '2026-12-31').length, 12)
  assert.deepEqual(spansOf('2026', 'year', '2025-12-31'), [])
})

test('the board counts by hand what it should, and says what is not known', () => {
  const span = { from: '2026-01-01', to: '2026-03-31' }
  const cells = boardOf(
    [
      project('building', { investmentFen: 9_999_999_999 }),
      project('large', {
        investmentFen: 10_000_000_000,
        inStatistics: true,
        reported: new Map([
          ['2026-01', 5],
          ['2026-04', 7],
        ]),
      }),
      project('silent', { saidOn: '2025-12-31', investmentFen: 1 }),
      project('broke ground', { stage: 'groundbreaking', startDue: '2026-02-01' }),
      project('broke ground on a day', {
        stage: 'production',
        startedOn: '2026-03-31',
        startDue: '2026-03-01',
      }),
      project('late', { stage: 'to_start', startDue: '2026-03-31' }),
    ],
    span,
  )
  const of = (measure: string) => {
    const cell = cells.find((one) => one.measure === measure)
    return [cell?.value, cell?.known, cell?.of]
  }
  assert.deepEqual(of('started_count'), [4, 4, 4])
  assert.deepEqual(of('started_investment'), [19_999_999_999, 2, 4])
  assert.deepEqual(of('new_count'), [2, 2, 4])
  assert.deepEqual(of('over_100m_count'), [1, 2, 4])
  assert.deepEqual(of('in_statistics_count'), [1, 1, 1])
  assert.deepEqual(of('year_investment'), [5, 1, 4])
  // Two of three whose ground was to be broken: 66.66 %, cut off.
  assert.deepEqual(of('start_rate'), [6666, 2, 3])
})
