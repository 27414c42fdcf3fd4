import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { firstVersion, movingMap, secondVersion } from '../../../../test/toy/moving-ledger.ts'
import { openWorld, type World, worldPlaces } from '../../../../test/world/app.ts'

describe('the API of definitions', () => {
  let world: World
  const designer = () => world.as('plans.designer')
  const fields = [...firstVersion.fields, { ...firstVersion.fields[1], name: 'today', computed: 'cost +' }]
  before(async () => {
    world = await openWorld()
    assert.equal((await designer().post('/api/ledgers', { definition: firstVersion })).status, 201)
    const entry = { fields: { subject: 'one', road: 'x' }, divisionCode: worldPlaces['riverside.first'] }
    assert.equal((await world.as('plans.office').post('/api/ledgers/moving/entries', entry)).status, 201)
  })
  after(() => world.close())

  test('a definition that is wrong is refused with every fault, its place and its text', async () => {
    const wrong = await designer().post('/api/ledgers', { definition: { ...firstVersion, fields } })
    assert.deepEqual([wrong.status, wrong.body.code], [400, 'ledgers.bad_definition'])
    const places = wrong.body.errors.map(({ path, code }: Record<string, string>) => `${path} ${code}`)
    assert.deepEqual(places, ['fields.6.name ledgers.name_reserved', 'fields.6.computed ledgers.feel_syntax'])
    const shape = await designer().post('/api/ledgers', { definition: { ...firstVersion, prefix: 'no' } })
    assert.deepEqual(
      [shape.status, shape.body.errors.map(({ path }: { path: string }) => path)],
      [400, ['prefix']],
    )
  })

  test('checking says the same, and what a sound one would change, and keeps nothing', async () => {
    const wrong = await designer().post('/api/definitions/check', { definition: { ...firstVersion, fields } })
    assert.deepEqual(
      wrong.body.faults.map(({ path }: { path: string }) => path),
      ['fields.6.name', 'fields.6.computed'],
    )
    assert.match(wrong.body.faults[0].text, /today/)
    const sound = await designer().post('/api/definitions/check', { definition: secondVersion })
    assert.deepEqual([sound.body.faults, sound.body.current], [[], 1])
    assert.ok(
      sound.body.diff.effects.some(
        ({ code, count }: { code: string; count: number }) => code === 'task_removed' && count === 1,
      ),
    )
    const versions = await designer().get('/api/ledgers/moving/versions')
    assert.deepEqual(
      versions.body.map(({ version, entries, open }: Record<string, number>) => [version, entries, open]),
      [[1, 1, 1]],
    )
  })

  test('versions, what differs, and moving to them are for who may define ledgers', async () => {
    await designer().post('/api/ledgers', { definition: secondVersion })
    const paths = ['versions', 'versions/1', 'diff?from=1&to=2', 'migrations']
    for (const path of paths) {
      assert.equal((await designer().get(`/api/ledgers/moving/${path}`)).status, 200, path)
      assert.equal((await world.as('plans.office').get(`/api/ledgers/moving/${path}`)).status, 403, path)
    }
    assert.equal((await designer().get('/api/ledgers/moving/versions/9')).status, 404)
    const body = { to: 2, ...movingMap, dryRun: true }
    const migrations = '/api/ledgers/moving/migrations'
    assert.equal((await world.as('plans.office').post(migrations, body)).status, 403)
    assert.equal((await designer().post(migrations, { ...body, to: 9 })).status, 404)
    const astray = await designer().post(migrations, { ...body, stages: { waiting: 'nowhere' } })
    assert.deepEqual([astray.status, astray.body.errors[0].path], [400, 'stages.waiting'])
    const plan = await designer().post(migrations, body)
    assert.deepEqual([plan.body.plan.moves, plan.body.run], [1, null])
  })

  test('a migration is begun, worked off by the job, and told of', async () => {
    const migrations = '/api/ledgers/moving/migrations'
    const begun = await designer().post(migrations, { to: 2, ...movingMap, dryRun: false })
    const { id } = begun.body.run
    assert.equal((await designer().post(migrations, { to: 2, ...movingMap, dryRun: false })).status, 409)
    await world.app.jobs.runNow('migrations')
    const { body } = await designer().get(`${migrations}/${id}`)
    assert.deepEqual([body.run.moved, body.run.refused, body.refused], [1, 0, []])
    assert.notEqual(body.run.endedAt, null)
    const other = await designer().get(`/api/ledgers/toy/migrations/${id}`)
    assert.equal(other.status, 404, 'a run of another ledger is not there')
    const list = await world.as('plans.office').get('/api/ledgers/moving/entries')
    const log = await world.as('plans.office').get(`/api/entries/${list.body.rows[0].id}/actions`)
    assert.deepEqual(
      log.body.map(({ word, asks }: { word: string; asks: object }) => [word, asks]),
      [
        ['register', {}],
        ['migrate', { from: 1, to: 2 }],
      ],
    )
    assert.equal(log.body[1].by.accountId === log.body[0].by.accountId, false, 'it bears who moved it')
  })
})
