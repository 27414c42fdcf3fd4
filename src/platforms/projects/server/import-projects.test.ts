import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { readStates } from '#kernel/ledgers/server'
import { dataFile, openProjectWorld, type ProjectWorld } from '../../../../test/world/projects.ts'
import { formatCsv } from '../../../../test/world/csv.ts'
import { parseCsv } from '../model/csv.ts'
import { importProjects } from './import-projects.ts'
import { readWall } from './wall-reader.ts'

describe('importing project lists', () => {
  let world: ProjectWorld
  const list = dataFile('chaoyang/projects.csv')
  const rows = () => parseCsv(list).records.map((record) => ({ ...record.cells }))
  const load = (text: string) =>
    importProjects(
      {
        engine: world.engine,
        gazetteer: world.gazetteer,
        actorFor: () => world.actors.office,
        enterprises: new Map(),
      },
      text,
    )
  const wall = (asOf?: string) =>
    readWall(
      {
        engine: world.engine,
        rules: world.rules,
        divisions: () => world.divisions,
        organisationNames: async () => new Map(),
      },
      world.actors.office,
      asOf,
    )
  const counts = (report: Awaited<ReturnType<typeof load>>) => [
    report.added.length,
    report.changed.length,
    report.unchanged.length,
    report.refused.length,
  ]

  before(async () => {
    world = await openProjectWorld()
  })
  after(() => world.close())

  test('the real list is taken over whole, and the second time nothing changes', async () => {
    assert.deepEqual(counts(await load(list)), [145, 0, 0, 0])
    const states = await readStates(world.engine, world.actors.office, 'project')
    assert.equal(states.length, 131)
    assert.deepEqual(counts(await load(list)), [0, 0, 145, 0])
    const again = await readStates(world.engine, world.actors.office, 'project')
    assert.deepEqual(
      again.map((state) => state.seq),
      states.map((state) => state.seq),
    )
  })

  test('on each date the wall knows what the pages by then had said, with its source', async () => {
    const known: Record<string, number> = {
      '2019-05': 0,
      '2019-06': 21,
      '2020-05': 30,
      '2021-09': 74,
      '2022-01': 109,
      '2022-04': 131,
    }
    for (const [month, count] of Object.entries(known)) {
      const { projects } = await wall(month)
      assert.equal(projects.length, count, month)
      const smelter = projects.find((project) => project.name.startsWith('新都黄金整体搬迁'))
      const expected: Record<string, unknown> = {
        '2019-06': ['groundbreaking', '002_6a5cdd836f5c9704.txt', '2019-06'],
        '2020-05': ['groundbreaking', '002_6a5cdd836f5c9704.txt', '2019-06'],
        '2021-09': ['groundbreaking', '002_6a5cdd836f5c9704.txt', '2019-06'],
        '2022-01': ['production', '000_cdf96069aca27539.txt', '2022-01'],
        '2022-04': ['production', '001_5cd41ad3e2725bf0.txt', '2022-04'],
      }
      assert.deepEqual(smelter && [smelter.stage, smelter.source, smelter.asOf], expected[month])
      if (smelter) assert.equal(smelter.investmentFen, 103_000_000_000)
    }
  })

  test('no project of the pages has a colour, since none has recorded procedures', async () => {
    const { projects } = await wall()
    assert.ok(projects.every((project) => project.colour.colour === 'not_provable'))
  })

  test('a date of a plan that a later report shows missed is late, and one nobody reported on is not', async () => {
    const stateOf = async (asOf: string) => {
      const { projects } = await wall(asOf)
      return projects
        .find((project) => project.name.startsWith('金华园'))
        ?.milestones.map((item) => item.state)
    }
    assert.deepEqual(await stateOf('2019-06'), ['open'])
    assert.deepEqual(await stateOf('2020-03'), ['unreported'])
    assert.deepEqual(await stateOf('2020-05'), ['late'])
    assert.deepEqual(await stateOf('2022-01'), ['kept'])
  })

  test('a corrected row is reported anew, a faulty one refused with its number, and both lose nothing else', async () => {
    const changed = rows()
    Object.assign(changed[0] ?? {}, { investment_wan: '103000.5', park: '' })
    Object.assign(changed[7] ?? {}, { investment_wan: '' })
    Object.assign(changed[4] ?? {}, { stage_reported: '停工' })
    const report = await load(formatCsv(changed))
    assert.deepEqual(counts(report), [0, 2, 142, 1])
    assert.deepEqual([report.changed[0]?.row, report.changed[0]?.asOf], [2, '2019-06'])
    assert.deepEqual(report.refused, [
      { row: 6, column: 'stage_reported', reason: 'unknown_stage', value: '停工' },
    ])
    const then = (await wall('2019-06')).projects.find((project) => project.name.startsWith('新都黄金整体'))
    assert.deepEqual([then?.investmentFen, then?.park], [103_000_500_000, '朝阳经济技术开发区'])
    const sponge = (await wall('2019-06')).projects.find((project) =>
      project.name.startsWith('年产万吨高品质海绵钛'),
    )
    assert.equal(sponge?.investmentFen, null)
    const now = (await wall()).projects.find((project) => project.name.startsWith('新都黄金整体'))
    assert.equal(now?.investmentFen, 103_000_000_000)
    assert.deepEqual(counts(await load(list)), [0, 2, 143, 0])
  })

  test('a list without its columns is refused as a whole', async () => {
    await assert.rejects(load('a,b\n1,2\n'), { code: 'projects.missing_columns' })
  })

  test('whoever sees another district sees nothing of these projects', async () => {
    const { projects } = await readWall(
      {
        engine: world.engine,
        rules: world.rules,
        divisions: () => world.divisions,
        organisationNames: async () => new Map(),
      },
      world.actors.otherOffice,
      undefined,
    )
    assert.ok(projects.length > 0)
    assert.ok(projects.every((project) => project.divisionCode.startsWith('211303')))
  })
})
