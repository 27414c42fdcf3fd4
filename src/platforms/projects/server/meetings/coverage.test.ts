import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { countCoverage, type CoverageAnswer, judge, loadsOf } from '../../model/meetings/coverage.ts'
import { openWorld, type World } from '../../../../../test/world/app.ts'

describe('who serves a project, and who visits it', () => {
  let world: World
  let project: { id: string; seq: number }
  before(async () => {
    world = await openWorld()
    project = await world.entry({
      in: 'riverside',
      ledger: 'project',
      fields: { investmentFen: 600_000_000 },
    })
    await world.entry({ in: 'hillside', ledger: 'project' })
  })
  after(() => world.close())

  const read = async (who: string): Promise<CoverageAnswer> =>
    (await world.as(who).get('/api/projects/coverage')).body
  const judged = ({ rows, rules, today }: CoverageAnswer) => rows.map((row) => judge(row, rules, today))
  const accountOf = async (who: string) => (await world.as(who).get('/api/session')).body.account.id as number

  test('one sees the projects of one’s scope and no others', async () => {
    assert.equal((await read('plans.office')).rows.length, 2)
    assert.deepEqual(
      (await read('hillside.steward')).rows.map(({ divisionCode }) => divisionCode),
      ['990001002'],
    )
    assert.equal((await read('farside.office')).rows.length, 0)
    assert.equal((await world.stranger().get('/api/projects/coverage')).status, 401)
  })

  test('a steward is appointed over several projects with a result for each, and the board counts one less', async () => {
    const before = countCoverage(judged(await read('plans.office')), 'township').all.roles.firstSteward.count
    const steward = await accountOf('plans.steward')
    const other = (await read('plans.office')).rows.find(({ id }) => id !== project.id)
    const answer = await world.as('plans.office').post('/api/actions', {
      actions: [
        {
          entryId: project.id,
          expectedSeq: project.seq,
          action: 'appoint',
          input: { firstSteward: steward, reason: 'full coverage' },
        },
        { entryId: other?.id, expectedSeq: 99, action: 'appoint', input: { firstSteward: steward } },
      ],
    })
    assert.equal(answer.body.results[0].seq, project.seq + 1)
    assert.equal(answer.body.results[1].problem.code, 'ledgers.changed_meanwhile')
    const after = await read('plans.office')
    assert.equal(countCoverage(judged(after), 'township').all.roles.firstSteward.count, before - 1)
    const [load] = loadsOf(judged(after), after.visits)
    assert.deepEqual([load?.accountId, load?.projects.count, load?.lastVisitOn], [steward, 1, null])
  })

  test('a visit and the problems found on it are registered together, once', async () => {
    const url = `/api/projects/${project.id}/visits`
    const key = '3f2c9a1e-5f66-4c4e-9a35-0d7f6a1b2c3d'
    const body = {
      seen: 'The foundation is cast',
      visitedOn: '2026-03-01',
      longitude: 120.4512,
      latitude: 41.5731,
      accuracyMetres: 12,
      placeFrom: 'phone',
      nextOn: '2026-03-20',
      problems: [
        { title: 'No power yet', kind: 'power' },
        { title: 'The road is blocked', kind: 'access' },
      ],
    }
    const first = await world.as('plans.steward').post(url, body, key)
    assert.equal(first.status, 201)
    assert.deepEqual((await world.as('plans.steward').post(url, body, key)).body, first.body)
    const found = await world.as('plans.office').get(`/api/ledgers/problem/entries?f.visit=${first.body.id}`)
    assert.deepEqual(found.body.rows.map(({ title }: { title: string }) => title).sort(), [
      'No power yet',
      'The road is blocked',
    ])
    const row = (await read('plans.office')).rows.find(({ id }) => id === project.id)
    assert.deepEqual([row?.lastVisitOn, row?.nextVisitOn], ['2026-03-01', '2026-03-20'])
    assert.equal((await read('plans.office')).visits[0]?.visitorId, await accountOf('plans.steward'))
  })

  test('a problem that can’t be registered takes its visit along', async () => {
    const before = (await read('plans.office')).visits.length
    const body = { seen: 'x', visitedOn: '2026-03-01', problems: [{ title: 'x', kind: 'no_such_kind' }] }
    const url = `/api/projects/${project.id}/visits`
    assert.equal((await world.as('plans.steward').post(url, body)).status, 400)
    // The leader may visit, but registers no problems by the problem ledger’s rule.
    const refused = await world
      .as('district.leader')
      .post(url, { ...body, problems: [{ title: 'x', kind: 'land' }] })
    assert.equal(refused.status, 403)
    assert.equal((await read('plans.office')).visits.length, before)
  })

  test('nobody visits tomorrow, what they don’t see, or what is no project', async () => {
    const say = { seen: 'x', visitedOn: '2026-03-03' }
    const url = `/api/projects/${project.id}/visits`
    const tomorrow = await world.as('plans.steward').post(url, say)
    assert.deepEqual([tomorrow.status, tomorrow.body.code], [409, 'ledgers.evidence_condition'])
    const today = { ...say, visitedOn: '2026-03-02' }
    assert.equal((await world.as('hillside.steward').post(url, today)).status, 404)
    const toy = await world.entry({ in: 'riverside', ledger: 'toy' })
    assert.equal((await world.as('plans.office').post(`/api/projects/${toy.id}/visits`, today)).status, 404)
  })

  test('the rule is the program’s until the district sets its own, with the reason and by whom', async () => {
    const url = '/api/projects/service-rules/990001'
    const office = world.as('plans.office')
    const first = (await office.get(url)).body
    assert.deepEqual([first.versions.length, first.versions[0].at, first.can.set], [1, null, true])
    const rule = { ...first.versions[0].rule, visitEveryDays: 7, roles: [] }
    assert.equal((await office.post(url, { rule, reason: ' ' })).status, 400)
    const set = await office.post(url, { rule, reason: 'Winter works' })
    assert.deepEqual([set.body.versions.length, set.body.versions[0].reason], [2, 'Winter works'])
    const rows = judged(await read('plans.office'))
    assert.equal(countCoverage(rows, 'stage').all.lacking.count, 0)
    for (const [who, status] of [
      ['hillside.office', 404],
      ['plans.steward', 403],
      ['farside.office', 404],
    ] as const)
      assert.equal((await world.as(who).post(url, { rule, reason: 'x' })).status, status, who)
    assert.equal((await world.as('hillside.office').get(url)).status, 200)
    assert.equal((await world.as('farside.office').get(url)).status, 404)
  })
})
