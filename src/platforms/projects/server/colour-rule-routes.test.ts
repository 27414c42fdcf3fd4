import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world/app.ts'

describe('the rule of the colours', () => {
  let world: World
  let own: string
  let elsewhere: string
  const half = { yellowFrom: { numerator: 1, denominator: 2 } }
  const procedures = Array.from({ length: 6 }, (_, n) => ({ name: `手续${n}`, done: n < 3 }))

  before(async () => {
    world = await openWorld()
    const make = async (by: string, place: 'riverside' | 'farside') => {
      const { id, seq } = await world.entry({ in: place, ledger: 'project', by })
      const recorded = await world
        .as(by)
        .post(`/api/entries/${id}/actions/record_procedures`, { expectedSeq: seq, input: { procedures } })
      assert.equal(recorded.status, 200, recorded.bytes.toString())
      return id as string
    }
    own = await make('plans.office', 'riverside')
    elsewhere = await make('farside.office', 'farside')
  })
  after(() => world.close())

  const effect = (by: string, share: string) =>
    world.as(by).get(`/api/projects/colour-rule/effect?yellowFrom=${encodeURIComponent(share)}`)

  test('the effect of another rule names the projects it would colour otherwise, and changes none', async () => {
    const { status, body } = await effect('plans.office', '1/2')
    assert.equal(status, 200)
    assert.deepEqual(
      body.changes.map(({ id, before: was, after: then }: Record<string, string>) => [id, was, then]),
      [[own, 'red', 'yellow']],
    )
    const of = (colour: string) => body.counts.find((count: { colour: string }) => count.colour === colour)
    assert.deepEqual([of('red').before, of('red').after], [1, 0])
    assert.deepEqual([of('yellow').before, of('yellow').after], [0, 1])
    const { body: now } = await world.as('plans.office').get(`/api/entries/${own}`)
    assert.equal(now.fields.colour.value, 'red')
  })

  test('a share that the method leaves no room for is refused, when asked for and when set', async () => {
    assert.equal((await effect('plans.office', '9/10')).body.code, 'projects.rule_out_of_range')
    assert.equal((await effect('plans.office', 'half')).status, 400)
    const set = await world.as('plans.office').put('/api/projects/colour-rule', {
      yellowFrom: { numerator: 1, denominator: 4 },
    })
    assert.deepEqual([set.status, set.body.code], [400, 'projects.rule_out_of_range'])
  })

  test('set by who may, it colours every project, and the history says who and when', async () => {
    assert.equal((await world.as('plans.steward').put('/api/projects/colour-rule', half)).status, 403)
    assert.equal((await world.as('plans.office').put('/api/projects/colour-rule', half)).status, 200)
    for (const [by, id] of [
      ['plans.office', own],
      ['farside.office', elsewhere],
    ] as const) {
      const { body } = await world.as(by).get(`/api/entries/${id}`)
      assert.equal(body.fields.colour.value, 'yellow', by)
    }
    const { body: changes } = await world.as('plans.steward').get('/api/projects/colour-rule/changes')
    assert.equal(changes.length, 1)
    assert.deepEqual(changes[0].yellowFrom, half.yellowFrom)
    assert.equal(changes[0].at, world.clock.now().toISOString())
    assert.match(changes[0].name, /^测试/)
    assert.deepEqual((await effect('plans.office', '1/2')).body.changes, [])
  })
})
