import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import { toyList } from '../../../../test/toy/toy-list.ts'
import { listEntries, listEntryIds, orderedRows } from './list-store.ts'

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
  describe('where a value is rare over all ledgers and common in this one', () => {
    const byRoad = [{ slot: 's1' as const, values: ['road'] }]
    const ofRoad = (actor: Actor, parameters: object = {}) =>
      orderedRows(
        { ...toyList(toy, actor, parameters), filters: byRoad, sensitivityMax: 0 },
        { withTotal: true },
      ).compile(toy.engine.handle.db)
    /** The plan that is kept for all values. */
    const planOf = (statement: ReturnType<typeof ofRoad>) =>
      toy.engine.handle.db.transaction().execute(async (tx) => {
        await sql`set local plan_cache_mode = force_generic_plan`.execute(tx)
        await sql.raw(`prepare page as ${statement.sql}`).execute(tx)
        const values = sql.join(statement.parameters.map((one) => sql.lit(one)))
        const { rows } = await sql`explain execute page(${values})`.execute(tx)
        await sql`deallocate page`.execute(tx)
        return JSON.stringify(rows)
      })
    before(async () => {
      const { db } = toy.engine.handle
      const [copied] = await listEntryIds(db, toyList(toy, toy.actors.office, { township: '211302002' }))
      await sql`
        insert into entry (id, ledger_id, def_version, no, stage, is_open, division_code, organisation_id, opened_at,
          effective_at, since_effective, since_recorded, seq, head_hash, title, s1, data, origins, marks)
        select gen_random_uuid(), ledger_id, def_version, 'copy ' || n, stage, is_open, division_code, organisation_id,
          opened_at, effective_at, since_effective, since_recorded, seq, head_hash, title,
          case when n <= 400 then 'road' else n::text end, data, origins, marks
        from entry, generate_series(1, 4000) n where id = ${copied}`.execute(db)
      await sql`vacuum analyze entry`.execute(db)
    })
    after(() => sql`delete from entry where no like 'copy %'`.execute(toy.engine.handle.db))

    test('a page of a township comes in the order of an index, nothing more is read and sorted', async () => {
      const plan = await planOf(ofRoad(toy.actors.office, { township: '211302002' }))
      assert.match(plan, /Index Scan using entry_s1/)
      assert.doesNotMatch(plan, /Sort/)
    })
    test('what a unit takes part in is read by its ids', async () => {
      const plan = await planOf(ofRoad(toy.actors.unit))
      assert.match(plan, /Index Cond: [^"]*\bid = ANY/)
      assert.doesNotMatch(plan, /Index Cond: \(\(ledger_id = /)
    })
    test('a page of more than a township is planned with its value, what one township bounds is not', () => {
      const { office, unit } = toy.actors
      const anew = /planned anew/
      const kept = (actor: Actor, parameters?: object) => !anew.test(ofRoad(actor, parameters).sql)
      const spread = { ...office, divisions: ['211302001', '211302002'] }
      const inTwoVillages = { ...office, divisions: ['211302001001', '211302001002'] }
      assert.deepEqual(
        [
          kept(office),
          kept(spread),
          kept(office, { township: '211302002' }),
          kept(inTwoVillages),
          kept(unit),
        ],
        [false, false, true, true, true],
      )
      const everything = orderedRows(toyList(toy, office)).compile(toy.engine.handle.db)
      assert.doesNotMatch(everything.sql, anew)
    })
  })
})
