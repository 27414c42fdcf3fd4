import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import { toyList } from '../../../../test/toy/toy-list.ts'
import { listEntries, listEntryIds } from './list-store.ts'

const places = ['211302001001', '211302002001', '211302002', '211302', '211303001001']

describe('pages of a list', () => {
  let toy: Toy
  before(async () => {
    toy = await openToy('2026-03-02T01:00:00Z')
    const everywhere: Actor = { ...toy.actors.backdater, divisions: ['211302', '211303'] }
    for (let turn = 0; turn < 10; turn += 1) {
      toy.clock.set(new Date(toy.clock.now().getTime() + 3_600_000))
      const perform = (request: object) => toy.engine.perform(everywhere, [request as never], newId())
      const input = { subject: `matter ${turn}`, category: 'road' }
      const divisionCode = places[turn % places.length]
      const { results } = await perform({ ledger: 'toy', action: 'register', divisionCode, input })
      const entryId = results[0]?.entryId
      await perform({ entryId, expectedSeq: 1, action: 'accept', input: {} })
      if (turn % 2 === 0)
        await perform({ entryId, expectedSeq: 2, action: 'dispatch', input: { organisationId: 903 } })
    }
  })
  after(() => toy.close())

  test('each tells how many there are in all, the one beyond the last too, and together they are the list', async () => {
    const { steward, office, unit } = toy.actors
    // Who takes part outside of its scope reads two sets, merged.
    const readers = { steward, office, unit, partly: { ...unit, divisions: ['211302002'] } }
    const moment = toy.clock.now().toISOString()
    const filters = [{}, { asOf: moment }, { township: '211302002' }, { township: '211399001' }]
    const totals = new Map<string, number>()
    for (const [who, actor] of Object.entries(readers))
      for (const parameters of filters) {
        const { db } = toy.engine.handle
        const asked = (page: number, size: number) => ({
          ...toyList(toy, actor, { ...parameters, page, size }),
          sensitivityMax: 0,
        })
        const whole = await listEntryIds(db, asked(1, 100))
        const found: string[] = []
        for (let page = 1; page <= Math.ceil(whole.length / 3) + 2; page += 1) {
          const { rows, total } = await listEntries(db, asked(page, 3))
          assert.equal(total, whole.length, `${who}, ${JSON.stringify(parameters)}, page ${page}`)
          found.push(...rows.map(({ id }) => id))
        }
        assert.deepEqual(found, whole)
        totals.set(`${who} ${parameters.township ?? (parameters.asOf ? 'as of' : 'all')}`, whole.length)
      }
    assert.equal(totals.get('partly 211399001'), 0)
    const [all, within] = [totals.get('partly all'), totals.get('partly 211302002')]
    assert.ok(all !== undefined && within !== undefined && all > within && within > 3, `${all} ${within}`)
    assert.equal(totals.get('partly as of'), all)
  })
})
