import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../../../test/world/app.ts'
import { trialTemplate } from '../../../../../test/world/trial-template.ts'

describe('templates of procedures', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  const url = '/api/projects/procedure-templates'
  const office = () => world.as('plans.office')
  const save = (body: unknown, revision = 0, by = office()) =>
    by.put(`${url}/trial/draft`, { revision, basedOn: null, body })
  const publish = (revision: number, by = office()) =>
    by.post(`${url}/trial/versions`, { revision, reason: '首次发布' })

  test('those of the program are there in every district, for everyone to read', async () => {
    for (const by of ['plans.steward', 'farside.office']) {
      const { body } = await world.as(by).get(url)
      assert.deepEqual(
        body.templates.map(({ code, current }: { code: string; current: object }) => [code, current]),
        ['enterprise_approval', 'enterprise_filing', 'government_invested'].map((code) => [
          code,
          { version: 1, shipped: true, reason: '', by: null, publishedAt: '2026-03-02T01:00:00.000Z' },
        ]),
      )
    }
  })

  test('a draft may be faulty, a version not: every fault is told with its place', async () => {
    const [land, ...rest] = trialTemplate.procedures
    const circle = { ...trialTemplate, procedures: [{ ...land, after: [{ code: 'permit' }] }, ...rest] }
    const saved = await save(circle)
    assert.equal(saved.status, 200, saved.bytes.toString())
    assert.deepEqual(saved.body, {
      revision: 1,
      faults: [
        { path: 'procedures.0.after.0.code', code: 'projects.template.cycle', names: ['land', 'permit'] },
      ],
    })
    const refused = await publish(1)
    assert.deepEqual([refused.status, refused.body.code], [400, 'projects.template_faulty'])
    assert.deepEqual(
      refused.body.errors.map(({ path, detail }: Record<string, string>) => [path, detail]),
      [['procedures.0.after.0.code', 'The order goes in a circle: land → permit.']],
    )
  })

  test('what another saved meanwhile is not overwritten, and a published version is not changed any more', async () => {
    assert.equal((await save(trialTemplate, 0)).body.code, 'projects.draft_changed_meanwhile')
    assert.equal((await save(trialTemplate, 1)).body.revision, 2)
    assert.equal((await publish(1)).body.code, 'projects.draft_changed_meanwhile')
    const published = await publish(2)
    assert.deepEqual([published.status, published.body.version], [201, 1])
    assert.equal((await publish(2)).status, 404)
    const { body } = await world.as('plans.steward').get(`${url}/trial`)
    assert.deepEqual(
      body.versions.map(({ version, reason, shipped }: Record<string, unknown>) => [
        version,
        reason,
        shipped,
      ]),
      [[1, '首次发布', false]],
    )
    assert.equal(body.current.procedures[0].lanes.green, 4)
  })

  test('only the office of the whole district works on them, and another district’s are not there', async () => {
    assert.equal((await save(trialTemplate, 0, world.as('plans.steward'))).status, 403)
    assert.equal((await save(trialTemplate, 0, world.as('hillside.office'))).status, 403)
    assert.equal((await world.as('farside.office').get(`${url}/trial`)).status, 404)
    assert.equal((await world.as('farside.office').get(`${url}/trial/versions/1`)).status, 404)
    assert.equal((await save(trialTemplate)).status, 200)
    const { body } = await world.as('plans.steward').get(`${url}/trial`)
    assert.deepEqual([body.draft, body.can.manage], [null, false])
    assert.equal((await office().delete(`${url}/trial/draft`)).status, 204)
  })
})
