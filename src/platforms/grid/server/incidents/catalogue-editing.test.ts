import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World, worldPlaces } from '../../../../../test/world/app.ts'
import type { Catalogue, Category } from '../../model/incidents/catalogue.ts'

const path = '/api/rulebooks/grid_incident_catalogue'

describe('the catalogue of incidents as it is edited', () => {
  let world: World
  const dispatcher = () => world.as('plans.dispatcher')
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  const added: Category = {
    code: 'charging_pile',
    number: '0199',
    name: { 'zh-CN': '公共充电桩', en: 'Public charging point' },
    closing: { 'zh-CN': '充电桩可用、无漏电', en: 'It works and nothing leaks' },
    limits: { ordinary: { unit: 'working_days', count: 2 }, urgent: { unit: 'hours', count: 3 } },
    urgency: 'ordinary',
    choice: 'street',
    active: true,
  }
  const categoryOf = (catalogue: Catalogue, code: string) =>
    catalogue.areas.flatMap(({ categories }) => categories).find((one) => one.code === code) as Category
  const save = async (change: (catalogue: Catalogue) => void) => {
    const { body: now } = await dispatcher().get(path)
    const catalogue: Catalogue = structuredClone(now.draft?.body ?? now.rule.body)
    change(catalogue)
    const expectedRevision = now.draft?.revision ?? 0
    return dispatcher().put(`${path}/draft`, { body: catalogue, expectedRevision })
  }
  const publish = async (reason: string) => {
    const { body: now } = await dispatcher().get(path)
    return dispatcher().post(`${path}/versions`, {
      reason,
      expectedVersion: now.rule.version,
      expectedRevision: now.draft?.revision ?? 0,
    })
  }
  const register = async (category: string) => {
    const answer = await dispatcher().post('/api/grid/claims', {
      channel: 'resident',
      words: '示例路口的公共充电桩坏了',
      divisionCode: worldPlaces['riverside.first'],
      category,
    })
    if (answer.status !== 201) return answer.body
    return (await dispatcher().get(`/api/entries/${answer.body.incident.id}`)).body
  }
  const valueOf = (entry: { fields: Record<string, { value: unknown }> }, name: string) =>
    entry.fields[name]?.value

  test('only who keeps it may draft; others read what is in force', async () => {
    const steward = world.as('riverside.steward')
    const { body } = await steward.get(path)
    assert.deepEqual([body.rule.version, body.draft, body.can.edit], [0, null, false])
    const refused = await steward.put(`${path}/draft`, { body: body.rule.body, expectedRevision: 0 })
    assert.equal(refused.status, 403)
    assert.equal((await steward.get(`${path}/difference`)).status, 403)
    assert.equal((await world.stranger().get(path)).status, 401)
  })

  test('a fault is said with its path, in the language of who reads', async () => {
    const faulty = await save((catalogue) => {
      categoryOf(catalogue, 'manhole_water').number = '0999'
    })
    assert.equal(faulty.status, 400)
    assert.deepEqual(
      faulty.body.errors.map(({ path: at, code }: { path: string; code: string }) => [at, code]),
      [['areas.0.categories.0.number', 'incidents.number_misplaced']],
    )
    const deleted = await save((catalogue) => {
      catalogue.areas[0]?.categories.shift()
    })
    assert.deepEqual(
      deleted.body.errors.map(({ code }: { code: string }) => code),
      ['incidents.category_deleted'],
    )
    assert.match(deleted.body.errors[0].detail, /retired/)
  })

  test('a published version is read by forms, proposals, Open311 and the portal alike; what was filed keeps its own', async () => {
    const earlier = await register('manhole_water')
    assert.deepEqual([valueOf(earlier, 'catalogueVersion'), valueOf(earlier, 'limitCount')], [0, 2])
    const saved = await save((catalogue) => {
      catalogue.areas[0]?.categories.push(added)
      categoryOf(catalogue, 'manhole_water').limits.urgent.count = 5
      categoryOf(catalogue, 'manhole_sewer').active = false
    })
    assert.equal(saved.status, 204)
    const services = async () =>
      (await world.stranger().get('/open311/v2/services.json')).body as { service_code: string }[]
    const codesOf = (all: { service_code?: string; code?: string }[]) =>
      all.map((one) => one.service_code ?? one.code)
    assert.ok(!codesOf(await services()).includes(added.code), 'a draft is nobody’s')
    const { body: difference } = await dispatcher().get(`${path}/difference`)
    assert.deepEqual(
      difference.changes.map((one: { kind: string; label: { 'zh-CN': string }; before: unknown }) => [
        one.kind,
        one.label['zh-CN'],
      ]),
      [
        ['changed', '大类 › 公用设施 › 小类 › 上水井盖 › 处置时限 › 紧急'],
        ['changed', '大类 › 公用设施 › 小类 › 污水井盖 › 启用'],
        ['added', '大类 › 公用设施 › 小类 › 公共充电桩'],
      ],
    )
    assert.equal(difference.changes[0].after['zh-CN'], '5 小时')
    assert.equal((await publish('新增充电设施')).status, 200)

    const { body: form } = await dispatcher().get('/api/grid/incidents/catalogue')
    assert.deepEqual([form.version, categoryOf(form.catalogue, added.code).name], [1, added.name])
    const listed = codesOf(await services())
    assert.deepEqual([listed.includes(added.code), listed.includes('manhole_sewer')], [true, false])
    const { body: setup } = await world.stranger().get('/api/portal/setup')
    const offered = codesOf(setup.categories)
    assert.deepEqual([offered.includes(added.code), offered.includes('manhole_sewer')], [true, false])
    const words = { words: '公共充电桩坏了' }
    assert.equal((await world.stranger().post('/api/portal/proposals', words)).body.codes[0], added.code)
    const { body: ledger } = await dispatcher().get('/api/ledgers/incident')
    const { options } = ledger.fields.find(({ name }: { name: string }) => name === 'category')
    const option = (code: string) => options.find(({ value }: { value: string }) => value === code)
    assert.deepEqual([option(added.code).ended, option('manhole_sewer').ended], [undefined, true])

    const fresh = await register(added.code)
    assert.deepEqual(
      [valueOf(fresh, 'catalogueVersion'), valueOf(fresh, 'limitCount'), valueOf(fresh, 'limitUnit')],
      [1, 2, 'working_days'],
    )
    assert.equal(valueOf(await register('manhole_water'), 'limitCount'), 5)
    assert.equal((await register('manhole_sewer')).code, 'incidents.category_not_active')
    const { body: kept } = await dispatcher().get(`/api/entries/${earlier.id}`)
    assert.deepEqual([valueOf(kept, 'catalogueVersion'), valueOf(kept, 'limitCount')], [0, 2])
    const refiled = await dispatcher().post(`/api/entries/${earlier.id}/actions/classify`, {
      expectedSeq: kept.seq,
      input: { category: 'manhole_sewer' },
    })
    assert.equal(refiled.status, 200, 'it is filed anew by the version that it was registered under')
    assert.equal(valueOf(refiled.body, 'catalogueVersion'), 0)
  })

  test('versions say what they changed, and a retired category may come back', async () => {
    await save((catalogue) => {
      categoryOf(catalogue, 'manhole_sewer').active = true
    })
    assert.equal((await publish('恢复')).body.version, 2)
    const { body: versions } = await dispatcher().get(`${path}/versions`)
    assert.deepEqual(
      versions.map(({ version, reason }: { version: number; reason: string }) => [version, reason]),
      [
        [2, '恢复'],
        [1, '新增充电设施'],
      ],
    )
    const { body: changed } = await dispatcher().get(`${path}/versions/2/changes`)
    assert.deepEqual(
      changed.changes.map(({ before: old, after: next }: Record<string, { en: string }>) => [
        old?.en,
        next?.en,
      ]),
      [['no', 'yes']],
    )
  })
})
