import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import { systemActor } from '#kernel/ledgers/server'
import { openWorld, type World, worldPlaces } from '../../../../../test/world/app.ts'
import { listPublicIncidents } from './incident-store.ts'

const categories = ['manhole_sewer', 'manhole_rain'] as const
const places = ['riverside.first', 'riverside', 'hillside.community'] as const
const count = 240
const rounded = (value: number) => Number(value.toFixed(6))

/** The same, by looking at every entry and its values: what the indexes must not change. */
async function scanned(world: World, at: { lng: number; lat: number } | null, metresMax: number | null) {
  const squeeze = Math.cos(((at?.lat ?? 0) * Math.PI) / 180)
  const { rows } = await sql<{ id: string; metres: number | null; category: string; code: string }>`
    select id, metres, category, code from (
      select id, opened_at, data->>'category' as category, division_code as code,
        ${
          at === null
            ? sql`null::float8`
            : sql`111195 * sqrt(power(((data->'spot'->>'lng')::float8 - ${at.lng}::float8) * ${squeeze}::float8, 2)
                + power((data->'spot'->>'lat')::float8 - ${at.lat}::float8, 2))`
        } as metres
      from entry where data->>'isPublic' = 'true') as found
    where ${metresMax === null ? sql`true` : sql`metres <= ${metresMax}`}
    order by metres nulls last, opened_at desc, id`.execute(world.house.handle.db)
  return rows
}

describe('incidents near a spot', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    const organisationId = world.organisations.get('990001-plans') as number
    const actor = { ...systemActor, role: 'dispatcher', organisationId, divisions: [worldPlaces.district] }
    // Ever farther out, in all directions, some at the same spot and some at none.
    const requests = Array.from({ length: count }, (_, index) => {
      const [far, turn] = [(index % 60) ** 2 / 12_000, index * 2.4]
      const spot = { lng: rounded(120.45 + Math.cos(turn) * far), lat: rounded(41.58 + Math.sin(turn) * far) }
      const place = places[index % places.length] ?? 'district'
      return {
        ledger: 'incident',
        action: 'register',
        divisionCode: worldPlaces[place],
        input: {
          title: `示例事件${index}`,
          category: categories[index % 2] ?? categories[0],
          channel: 'resident' as const,
          isPublic: index % 5 !== 4,
          ...(index % 11 === 10 ? {} : { spot }),
        },
      }
    })
    await world.house.engine.perform(actor, requests, newId())
  })
  after(() => world.close())

  test('pages are those of looking at every one, however far, in which place and of which category', async () => {
    const near = {
      ledgerId: world.house.engine.book.get('incident').id,
      closedSince: new Date(0),
      divisionCode: null,
      category: null,
    }
    for (const at of [null, { lng: 120.45, lat: 41.58 }, { lng: 120.52, lat: 41.6 }, { lng: 118, lat: 40 }])
      for (const metresMax of at === null ? [null] : [null, 100, 700, 6000, 20_000])
        for (const [divisionCode, category] of [
          [null, null],
          [worldPlaces.riverside, null],
          [null, categories[1]],
        ] as const) {
          const all = (await scanned(world, at, metresMax)).filter(
            (row) =>
              (divisionCode === null || row.code.startsWith(divisionCode)) &&
              (category === null || row.category === category),
          )
          for (const [page, size] of [
            [1, 5],
            [2, 20],
            [9, 20],
          ] as const) {
            const asked = { ...near, at, metresMax, divisionCode, category }
            const { rows, total } = await listPublicIncidents(world.house.handle.db, asked, { page, size })
            const wanted = all.slice((page - 1) * size, page * size)
            assert.equal(total, all.length)
            assert.deepEqual(
              rows.map(({ id, metres }) => [id, metres]),
              wanted.map(({ id, metres }) => [id, metres === null ? null : Math.round(metres)]),
            )
          }
        }
    assert.equal((await scanned(world, null, null)).length, (count * 4) / 5)
  })
})
