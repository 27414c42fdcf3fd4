import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { dataFile, openProjectWorld, type ProjectWorld } from '../../../../../test/world/projects.ts'
import { parseCsv } from '../../model/csv.ts'
import { importProjects } from '../import-projects.ts'
import { loadFigures, readDerivations } from './load-figures.ts'
import { type FigureDeps, readFigure, readFigures } from './read-figures.ts'

describe('reported figures', () => {
  let world: ProjectWorld
  let deps: FigureDeps
  const derivable = readDerivations(dataFile('chaoyang/figure-derivations.json'))
  const csv = dataFile('chaoyang/targets.csv')
  before(async () => {
    world = await openProjectWorld()
    deps = { engine: world.engine, rules: world.rules, divisions: () => world.divisions, derivable }
    await importProjects(
      {
        engine: world.engine,
        gazetteer: world.gazetteer,
        actorFor: () => world.actors.office,
        enterprises: new Map(),
      },
      dataFile('chaoyang/projects.csv'),
    )
  })
  after(() => world.close())
  const load = (text = csv) =>
    loadFigures({ handle: world.engine.handle, clock: world.clock }, derivable, text)
  const find = async (indicator: string, asOf: string, by = world.actors.office) => {
    const found = (await readFigures(deps, by)).find(
      (one) => one.indicator === indicator && one.asOf === asOf,
    )
    assert.ok(found, indicator)
    return found
  }

  test('the list is taken over whole, the same list again changes nothing, and a corrected row is a new version', async () => {
    const first = await load()
    assert.deepEqual([first.added.length, first.refused], [388, []])
    const again = await load()
    assert.deepEqual([again.added.length, again.changed.length, again.unchanged.length], [0, 0, 388])
    const corrected = await load(csv.replace('全年开复工项目数,69,', '全年开复工项目数,70,'))
    assert.deepEqual(
      [corrected.changed.map(({ name }) => name), corrected.unchanged.length],
      [['全年开复工项目数'], 387],
    )
    assert.deepEqual(
      [
        (await find('全年开复工项目数', '2022-01')).value,
        (await find('全年开复工项目数', '2022-01')).version,
      ],
      ['70', 2],
    )
    await load()
    assert.equal((await find('全年开复工项目数', '2022-01')).value, '69')
  })

  test('a broken row is refused with its reason and loses no other', async () => {
    const lines = csv.trim().split('\r\n')
    const broken = [
      lines[0],
      '坏值,1x,个,双塔区,2022年,a.txt,2022-04,项目,实绩,,',
      '无源,1,个,双塔区,2022年,,2022-04,项目,实绩,,',
      lines[1],
    ]
    const report = await load(broken.join('\r\n'))
    assert.deepEqual(
      report.refused.map(({ row, column, reason }) => [row, column, reason]),
      [
        [2, 'value', 'malformed_amount'],
        [3, 'source', 'missing_source'],
      ],
    )
    assert.equal(report.unchanged.length, 1)
    await assert.rejects(load('a,b\n1,2\n'), { code: 'projects.missing_figure_columns' })
  })

  test('every line of the mapping is of a figure that was loaded, and every other figure says that nothing derives it', async () => {
    const all = await readFigures(deps, world.actors.office)
    assert.equal(all.filter(({ comparison }) => comparison !== null).length, derivable.size)
    assert.equal(all.length - derivable.size, 388 - 62)
  })

  test('what a page says of 2022 stands beside the projects that are known by name, and neither is corrected', async () => {
    // Counted from the list itself: the last row of each project by April 2022, said in 2022.
    const words = new Set(['拟建', '开工', '在建', '试生产', '投产'])
    const last = new Map<string, Record<string, string>>()
    for (const { cells } of parseCsv(dataFile('chaoyang/projects.csv')).records.toSorted((a, b) =>
      (a.cells.as_of ?? '') < (b.cells.as_of ?? '') ? -1 : 1,
    ))
      if (cells.district === '双塔区' && (cells.as_of ?? '') <= '2022-04')
        last.set(cells.project_key ?? '', cells)
    const counted = [...last.values()].filter(
      (cells) => (cells.as_of ?? '') >= '2022-01' && words.has(cells.stage_reported ?? ''),
    )
    assert.equal(counted.length, 31)
    const { value, comparison } = await find('全年计划开复工重点项目数', '2022-04')
    assert.deepEqual(
      [value, comparison?.reported, comparison?.derived, comparison?.difference],
      ['102', 102, 31, -71],
    )
    assert.deepEqual(comparison?.reasons, ['pages_name_some', 'not_said_since', 'plan_not_fact'])
    const sum = await find('计划开复工重点项目总投资', '2022-04')
    assert.equal(sum.comparison?.reported, 2_250_800_000_000, '225.08 亿元 in 分, exact')
    assert.equal(sum.comparison?.derived, 398_892_000_000)
    const detail = await readFigure(deps, world.actors.office, sum.id)
    const known = detail?.derived?.rows.filter(({ fen }) => fen !== null) ?? []
    assert.deepEqual([detail?.derived?.of, detail?.derived?.known], [31, known.length])
    assert.equal(
      known.reduce((all, { fen }) => all + (fen ?? 0), 0),
      398_892_000_000,
    )
  })

  test('figures that agree say so: one project, three named ones, townships, the rule of the colours', async () => {
    for (const [indicator, asOf, expected] of [
      ['一品华城已投资', '2020-05', 3_200_000_000],
      ['新都黄金搬迁改造投资', '2019-06', 103_000_000_000],
      ['重点物流项目开工建设数(具名)', '2022-01', 3],
      ['乡镇街招商局数', '2022-04', 13],
      ['防返贫监测覆盖涉农街道数', '2022-01', 5],
      ['四色管理黄色下限(手续完成比例)', '2022-04', 6667],
    ] as const) {
      const { comparison } = await find(indicator, asOf)
      assert.deepEqual(
        [comparison?.derived, comparison?.difference, comparison?.reasons],
        [expected, 0, []],
        indicator,
      )
    }
  })

  test('whoever sees one district derives nothing of the other’s projects', async () => {
    const { comparison } = await find('一品华城已投资', '2020-05', world.actors.otherOffice)
    assert.deepEqual(
      [comparison?.derived, comparison?.difference, comparison?.reasons[0]],
      [null, null, 'nothing_known'],
    )
  })
})
