import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World, type WorldPlace, worldPlaces } from '../../../../../test/world/app.ts'
import { readGateTemplate } from './gate-template.ts'

const wan = (amount: number) => amount * 1_000_000

describe('the entry gate', () => {
  let world: World
  const office = () => world.as('plans.office')
  const leader = () => world.as('district.leader')

  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  const template = readGateTemplate()

  async function publish(content: unknown, reason: string) {
    const { body: at } = await office().get('/api/projects/gate/draft')
    const revision = at.draft?.revision ?? 0
    const saved = await office().put('/api/projects/gate/draft', { content, revision })
    assert.equal(saved.status, 200, saved.bytes.toString())
    return office().post('/api/projects/gate/versions', { revision: saved.body.revision, reason })
  }

  const passing = {
    industryCode: '3463',
    investmentFen: wan(6000),
    assetInvestmentFen: wan(4000),
    enclave: true,
    highRisk: false,
  }

  function idea(fields: Record<string, unknown> = {}, place: WorldPlace = 'riverside') {
    return world.entry({ in: place, ledger: 'project', fields: { stage: 'planning', ...fields } })
  }

  async function act(who: 'office' | 'leader', id: string, action: string, input: unknown) {
    const caller = who === 'office' ? office() : leader()
    const { body: entry } = await caller.get(`/api/entries/${id}`)
    return caller.post(`/api/entries/${id}/actions/${action}`, { expectedSeq: entry.seq, input })
  }

  const sign = async (id: string) =>
    act('office', id, 'sign', {
      signedOn: '2026-03-02',
      signingPapers: [await office().upload('agreement.txt', 'signed')],
    })

  test('while no rules are published projects are signed, and nothing claims that they were checked', async () => {
    const { id } = await idea()
    assert.equal((await sign(id)).status, 200)
    const { body } = await office().get(`/api/projects/gate/of/${id}`)
    assert.deepEqual(body, { state: null, decided: null, override: null, now: null })
    assert.equal((await office().post('/api/projects/gate/trial', {})).status, 404)
  })

  test('the office drafts, publishes with a reason, and is stopped where somebody else saved meanwhile', async () => {
    assert.equal((await world.as('plans.steward').get('/api/projects/gate/draft')).status, 403)
    assert.equal((await world.as('plans.steward').get('/api/projects/gate')).status, 200)
    const published = await publish(template, 'the rules that the pages name')
    assert.deepEqual([published.status, published.body], [200, { version: 1 }], published.bytes.toString())
    const same = await publish(template, 'again')
    assert.deepEqual([same.status, same.body.code], [409, 'projects.gate_same'])
    const late = await office().put('/api/projects/gate/draft', { content: template, revision: 7 })
    assert.equal(late.body.code, 'projects.gate_draft_changed')
    assert.equal((await office().delete('/api/projects/gate/draft')).status, 204)
    const { body } = await office().get('/api/projects/gate')
    assert.equal(body.current.version, 1)
    assert.equal(body.versions[0].reason, 'the rules that the pages name')
    assert.deepEqual(body.current.content, template)
  })

  test('a project that a rule hits is refused with number, text, source and what of it the rule met', async () => {
    const { id } = await idea({ ...passing, investmentFen: wan(3000) })
    const refused = await sign(id)
    assert.deepEqual([refused.status, refused.body.code], [409, 'projects.gate_refused'])
    assert.match(refused.body.detail, /Rule 6, Investment floor of enclave projects/)
    assert.match(refused.body.detail, /5000万元以上/)
    assert.match(refused.body.detail, /2020-05/)
    assert.match(refused.body.detail, /Total investment ¥30 m/i)
    assert.equal(refused.body.errors.length, 1)
    const corrected = await act('office', id, 'report', { stage: 'planning', investmentFen: wan(5000) })
    assert.equal(corrected.status, 200, corrected.bytes.toString())
    const signed = await sign(id)
    assert.equal(signed.status, 200, signed.bytes.toString())
    assert.equal(signed.body.fields.gate.value, 'passed')
    assert.equal(signed.body.fields.gateVersion.value, 1)
  })

  test('a fact that nobody stated stops a project and is named, also on the other ways past signing', async () => {
    const { highRisk: _, ...known } = passing
    const { id } = await idea(known)
    for (const [action, input] of [
      ['begin_procedures', {}],
      ['report', { stage: 'construction' }],
    ] as const) {
      const stopped = await act('office', id, action, input)
      assert.equal(stopped.body.code, 'projects.gate_undecided_all', action)
      assert.match(stopped.body.detail, /High-risk industry/)
    }
    const born = await office().post('/api/ledgers/project/entries', {
      fields: { name: 'x', category: 'industry', stage: 'signing' },
      divisionCode: worldPlaces.riverside,
    })
    assert.equal(born.body.code, 'projects.gate_undecided_all')
  })

  test('a source’s statement is taken from the office alone, and shows as unchecked', async () => {
    const fields = { name: 'told', category: 'industry', stage: 'construction', source: 'page 3' }
    const register = (by: string) =>
      world.as(by).post('/api/ledgers/project/entries', { fields, divisionCode: worldPlaces.riverside })
    assert.equal((await register('plans.steward')).status, 409)
    const told = await register('plans.office')
    assert.equal(told.body.fields.gate.value, 'not_checked')
    const { body } = await office().get('/api/ledgers/project/entries?f.gate=not_checked')
    assert.equal(body.total, 1)
  })

  test('a leader overrides by name and with a reason; it holds for what was seen, and shows in the list', async () => {
    const { id } = await idea({ ...passing, investmentFen: wan(2000) })
    assert.equal((await act('office', id, 'override_gate', { reason: 'x' })).status, 403)
    assert.equal((await act('leader', id, 'override_gate', {})).status, 400)
    const let_in = await act('leader', id, 'override_gate', { reason: 'the only maker of the part' })
    assert.equal(let_in.status, 200, let_in.bytes.toString())
    const overridden = await office().get(`/api/projects/gate/of/${id}`)
    assert.equal(overridden.body.override.reason, 'the only maker of the part')
    assert.notEqual(overridden.body.override.by, '')
    assert.equal(overridden.body.now.verdict, 'overridden')
    // A fact that turns another rule on is not what the leader saw.
    await act('office', id, 'report', { stage: 'planning', highRisk: true, safetyMet: false })
    assert.match((await sign(id)).body.detail, /Safety terms/)
    await act('office', id, 'report', { stage: 'planning', safetyMet: true })
    const signed = await sign(id)
    assert.equal(signed.status, 200, signed.bytes.toString())
    assert.equal(signed.body.fields.gate.value, 'overridden')
    const { body } = await office().get('/api/ledgers/project/entries?f.gate=overridden')
    assert.deepEqual(
      body.rows.map((row: { id: string }) => row.id),
      [id],
    )
    const { id: clean } = await idea(passing)
    const nothing = await act('leader', clean, 'override_gate', { reason: 'x' })
    assert.equal(nothing.body.code, 'projects.nothing_to_override')
  })

  test('a later version binds what comes after it, and the old one explains what was decided by it', async () => {
    const { id: before } = await idea(passing)
    assert.equal((await sign(before)).status, 200)
    const { id: overridden } = await idea({ ...passing, investmentFen: wan(1000) })
    await act('leader', overridden, 'override_gate', { reason: 'for now' })
    const stricter = structuredClone(template)
    const floor = stricter.rules.find(({ id }) => id === 'enclave_floor')
    const below = floor?.conditions.find(({ op }) => op === 'below')
    assert.ok(below)
    below.value = wan(8000)
    world.clock.advance(60_000)
    assert.deepEqual((await publish(stricter, 'raised')).body, { version: 2 })
    const { body } = await office().get(`/api/projects/gate/of/${before}`)
    assert.deepEqual([body.decided.version, body.decided.verdict], [1, 'passed'])
    assert.deepEqual(
      [body.now.version, body.now.verdict, body.now.standing],
      [2, 'refused', ['enclave_floor']],
    )
    const floorThen = body.decided.findings.find(
      ({ rule }: { rule: { id: string } }) => rule.id === 'enclave_floor',
    )
    assert.equal(floorThen.rule.conditions[1].value, wan(5000))
    assert.equal((await sign(overridden)).body.code, 'projects.gate_refused', 'the rule was worded anew')
    const old = await office().get('/api/projects/gate/versions/1')
    assert.deepEqual(old.body.content, template)
    assert.equal((await office().get('/api/projects/gate/versions/9')).status, 404)
    const backdated = await office().post('/api/ledgers/project/entries', {
      fields: { name: 'old one', category: 'industry', stage: 'signing', ...passing },
      divisionCode: worldPlaces.riverside,
      effectiveAt: new Date(world.clock.now().getTime() - 30_000).toISOString(),
    })
    assert.equal(backdated.body.fields.gateVersion.value, 1)
  })

  test('a trial answers without registering, and a catalogue is read with its faults by row', async () => {
    const { body } = await office().post('/api/projects/gate/trial', {
      industryCode: 'C3011',
      investmentFen: wan(9000),
      enclave: false,
      highRisk: false,
    })
    assert.equal(body.verdict, 'refused')
    assert.deepEqual(body.standing, ['two_high'])
    const of = (id: string) => body.findings.find((one: { rule: { id: string } }) => one.rule.id === id)
    assert.equal(of('two_high').rows[0].code, '30')
    assert.equal(of('prohibited').result, 'not_compared')
    assert.equal(of('task_force_threshold').result, 'undecided')
    const csv =
      '类别,行业代码,行业名称,限制条件,依据\n禁止,C2631,农药,,本区目录\n禁,2631,x,,y\n限制,26x,x,,y\n禁止,2631,农药,,本区目录\n'
    const read = await office().send('POST', '/api/projects/gate/catalogue?name=list.csv', {
      body: Buffer.from(csv),
      headers: { 'content-type': 'text/csv' },
    })
    assert.equal(read.body.rows.length, 1, read.bytes.toString())
    assert.deepEqual(
      read.body.faults.map(({ row, reason }: { row: number; reason: string }) => [row, reason]),
      [
        [3, 'unknown_class'],
        [4, 'bad_code'],
        [5, 'repeated'],
      ],
    )
  })
})
