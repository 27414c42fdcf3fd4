import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parseCsv } from './csv.ts'
import { type Gazetteer, missingColumns, projectColumns, readStatements } from './statements.ts'
import { readPlaces } from './places.ts'

const data = (name: string) =>
  readFileSync(new URL(`../../../../data/chaoyang/${name}`, import.meta.url), 'utf8')
const gazetteer: Gazetteer = {
  districts: new Map([
    ['双塔区', '211302'],
    ['龙城区', '211303'],
  ]),
  places: readPlaces(parseCsv(data('places.csv')).records),
}
const table = parseCsv(data('projects.csv'))
const real = readStatements(table.records, gazetteer)
const statement = (key: string, asOf: string) =>
  real.statements.find((s) => s.statement.key === key && s.statement.asOf === asOf)?.statement

const good: Record<string, string> = {
  district: '双塔区',
  name: '示例项目·甲(虚构)',
  category: '工业',
  investment_wan: '500.5',
  stage_reported: '在建',
  source: 'test',
  as_of: '2024-02',
  project_key: 'a',
}
function read(...rows: Record<string, string>[]) {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
  const lines = rows.map((row) => projectColumns.map((column) => quote(row[column] ?? '')).join(','))
  return readStatements(parseCsv([projectColumns.join(','), ...lines].join('\r\n')).records, gazetteer)
}

test('every row of the five pages is read: 145 statements of 131 projects, none refused', () => {
  assert.deepEqual(missingColumns(table.header), [])
  assert.deepEqual(real.refused, [])
  assert.equal(real.statements.length, 145)
  assert.equal(new Set(real.statements.map((s) => s.statement.key)).size, 131)
  assert.equal(real.statements.filter((s) => s.statement.investmentFen !== null).length, 36)
})

test('the gold smelter has its three dated states with their sources and 1.03 billion yuan in 分', () => {
  const states = ['2019-06', '2022-01', '2022-04'].map((asOf) => {
    const s = statement('xindu-relocation', asOf)
    return [s?.stage, s?.source, s?.investmentFen]
  })
  assert.deepEqual(states, [
    ['groundbreaking', '002_6a5cdd836f5c9704.txt', 103_000_000_000],
    ['production', '000_cdf96069aca27539.txt', 103_000_000_000],
    ['production', '001_5cd41ad3e2725bf0.txt', 103_000_000_000],
  ])
  assert.equal(statement('xindu-relocation', '2019-06')?.park, '金属新材料产业园')
})

test('a place is as deep as the source is certain, and the district where it is not', () => {
  const code = (key: string, asOf: string) => statement(key, asOf)?.divisionCode
  assert.equal(code('wangzhangzi-miyu', '2022-01'), '211302101207')
  assert.equal(code('caojia-pigs', '2022-01'), '211302102210')
  assert.equal(code('taohuatu-pv', '2022-01'), '211302100')
  // The village's code is only probable, its township is printed.
  assert.equal(code('jinhuayuan', '2020-05'), '211302205')
  assert.equal(code('bianzhangzi-base', '2021-09'), '211303107')
  // One township and a road; four townships; a hamlet whose code is only probable.
  assert.equal(code('hailong-grape', '2021-09'), '211303005')
  assert.equal(code('rural-demo', '2021-09'), '211303')
  assert.equal(code('xigou-love', '2021-09'), '211303')
  assert.equal(code('xindu-digital', '2022-01'), '211302')
})

test('each faulty row is refused with its number and reason, and the good ones stay', () => {
  const faults: [Record<string, string>, string, string][] = [
    [{ name: ' ' }, 'name', 'missing_name'],
    [{ project_key: '' }, 'project_key', 'missing_key'],
    [{ source: '' }, 'source', 'missing_source'],
    [{ district: '北塔区' }, 'district', 'unknown_district'],
    [{ category: '房地产' }, 'category', 'unknown_category'],
    [{ stage_reported: '停工' }, 'stage_reported', 'unknown_stage'],
    [{ stage_reported: '' }, 'stage_reported', 'unknown_stage'],
    [{ as_of: '2024-13' }, 'as_of', 'bad_as_of'],
    [{ as_of: '2024-2' }, 'as_of', 'bad_as_of'],
    [{ as_of: '二月' }, 'as_of', 'bad_as_of'],
    [{ investment_wan: '-5' }, 'investment_wan', 'negative_amount'],
    [{ invested_wan: '1,000' }, 'invested_wan', 'malformed_amount'],
    [{ investment_wan: '1e5' }, 'investment_wan', 'malformed_amount'],
    [{ investment_wan: '999999999999' }, 'investment_wan', 'malformed_amount'],
    [{ expected_dates: '明年' }, 'expected_dates', 'bad_expected_dates'],
    [{ jobs: '若干' }, 'jobs', 'bad_jobs'],
  ]
  const { statements, refused } = read(
    good,
    ...faults.map(([fault], i) => ({ ...good, project_key: `f${i}`, ...fault })),
    { ...good, project_key: 'z' },
  )
  assert.deepEqual(
    refused.map((r) => [r.row, r.column, r.reason]),
    faults.map(([, column, reason], i) => [i + 3, column, reason]),
  )
  assert.deepEqual(
    statements.map((s) => [s.row, s.statement.key]),
    [
      [2, 'a'],
      [faults.length + 3, 'z'],
    ],
  )
})

test('the same project and month twice: the first row is taken, the second refused', () => {
  const { statements, refused } = read(good, { ...good, name: '另一个' }, { ...good, as_of: '2024-03' })
  assert.equal(statements.length, 2)
  assert.deepEqual(refused, [
    { row: 3, column: 'project_key', reason: 'repeated_statement', value: 'a 2024-02' },
  ])
})

test('an amount in 万元 becomes whole 分 without passing through a float', () => {
  const fen = (wan: string) => read({ ...good, investment_wan: wan }).statements[0]?.statement.investmentFen
  assert.equal(fen('500.5'), 500_500_000)
  assert.equal(fen('0.000001'), 1)
  assert.equal(fen('0.1'), 100_000)
  assert.equal(fen('0'), 0)
  assert.equal(fen(''), null)
})
