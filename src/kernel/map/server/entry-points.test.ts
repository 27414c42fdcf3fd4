import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { verifyLog } from '#kernel/ledgers/server'
import { openWorld, type World, worldPlaces } from '../../../../test/world/app.ts'
import { onSheet, seedWorldShapes } from '../../../../test/world/shapes.ts'
import { readTile, tileAt } from '../../../../test/world/tiles.ts'

const label = (en: string) => ({ 'zh-CN': en, en })
const office = { who: 'role', role: 'project_office' }

/** A ledger with a spot for everybody and, before it, one for who may read more than the ledger's own class. */
const spotted = {
  id: 'spotted',
  title: label('Spotted'),
  prefix: 'SP',
  titleField: 'subject',
  fields: [
    { name: 'subject', label: label('Subject'), kind: 'text', required: true },
    { name: 'home', label: label('Home'), kind: 'point', sensitivity: 2 },
    { name: 'spot', label: label('Spot'), kind: 'point', column: true },
    { name: 'east', label: label('East'), kind: 'number', computed: 'spot.lng' },
  ],
  stages: [
    { id: 'open', label: label('Open'), open: true },
    { id: 'closed', label: label('Closed'), open: false },
  ],
  tasks: [{ kind: 'look', label: label('Look') }],
  actions: [
    {
      id: 'register',
      word: 'register',
      label: label('Register'),
      to: 'open',
      by: [office],
      input: 'all',
      opens: [{ task: 'look', assign: { to: 'actor' } }],
    },
    { id: 'move', word: 'supplement', label: label('Move'), from: ['open'], by: [office], input: ['spot'] },
    {
      id: 'close',
      word: 'close',
      label: label('Close'),
      from: ['open'],
      to: 'closed',
      by: [office],
      closes: 'all',
    },
  ],
}

describe('fields of kind point', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    await seedWorldShapes(world.house.handle.db, (code) => `cell ${code}`)
    const made = await world.as('plans.designer').post('/api/ledgers', { definition: spotted })
    assert.equal(made.status, 201, JSON.stringify(made.body))
  })
  after(() => world.close())

  const by = () => world.as('plans.office')
  const register = (fields: object) =>
    by().post('/api/ledgers/spotted/entries', {
      fields: { subject: 'a hole', ...fields },
      divisionCode: worldPlaces['riverside.first'],
    })
  const spotAt = ([lng, lat]: readonly [number, number]) => ({
    lng: Number(lng.toFixed(7)),
    lat: Number(lat.toFixed(7)),
  })
  const stored = async (id: string) => {
    const { rows } = await sql<{ lng: number; lat: number }>`
      select st_x(point) as lng, st_y(point) as lat from entry where id = ${id}`.execute(
      world.house.handle.db,
    )
    return rows[0]
  }
  const seenAt = async (place: readonly [number, number]) => {
    const answer = await by().get(`/api/map/tiles/entry:spotted/${tileAt(16, place)}.pbf`)
    return (readTile(answer.bytes)[0]?.features ?? []).map(({ properties }) => properties)
  }

  test('an entry stands on the map where it says, and moves with what is said later', async () => {
    const [here, there] = [onSheet(0.3, 0.4), onSheet(1.2, 0.7)]
    const { body } = await register({ spot: { ...spotAt(here), accuracyM: 8 } })
    assert.deepEqual(body.fields.spot.value, { ...spotAt(here), accuracyM: 8 })
    assert.equal(body.fields.east.value, spotAt(here).lng)
    assert.deepEqual(await stored(body.id), spotAt(here))
    const [seen] = await seenAt(here)
    assert.deepEqual([seen?.['id'], seen?.['placed']], [body.id, 'point'])
    const path = `/api/entries/${body.id}/actions/move`
    world.clock.advance(60_000)
    const moved = await by().post(path, { expectedSeq: 1, input: { spot: spotAt(there) } })
    assert.equal(moved.status, 200, JSON.stringify(moved.body))
    assert.deepEqual(await stored(body.id), spotAt(there))
    assert.deepEqual(
      (await seenAt(there)).map(({ id }) => id),
      [body.id],
    )
    assert.deepEqual(await seenAt(here), [])
  })

  test('one that doesn’t say, or only to who may read more, stands at its village', async () => {
    const place = onSheet(0.9, 0.2)
    const { body } = await register({ home: spotAt(place) })
    assert.deepEqual(await stored(body.id), { lng: null, lat: null })
    assert.deepEqual(await seenAt(place), [])
    const { layers } = (await by().get('/api/map/layers')).body
    const layer = layers.find(({ id }: { id: string }) => id === 'entry:spotted')
    assert.deepEqual([layer.count, layer.unplaced], [2, 0])
  })

  const counted = async (caller = by()) => {
    const { layers } = (await caller.get('/api/map/layers')).body
    return layers.find(({ id }: { id: string }) => id === 'entry:spotted')?.count ?? 0
  }

  test('what nobody told of is found when the sums are compared, and a thread that ended is filled anew', async () => {
    const before = await counted()
    await register({})
    await sql`delete from outbox`.execute(world.house.handle.db)
    assert.equal(await counted(), before)
    world.clock.advance(61_000)
    assert.equal(await counted(), before + 1)
    await world.house.tiles.close()
    assert.equal(await counted(), before + 1)
  })

  test('one who takes part in an entry elsewhere sees it, and nobody else of that street does', async () => {
    const place = onSheet(0.7, 0.8)
    const other = world.as('hillside.office')
    assert.equal(await counted(other), 0)
    const { body } = await register({ spot: spotAt(place) })
    const organisation = world.organisations.get('990001002') as number
    await sql`insert into participation (organisation_id, entry_id, account_id, ledger_id, division_code)
      select ${organisation}, id, 0, ledger_id, division_code from entry where id = ${body.id}`.execute(
      world.house.handle.db,
    )
    await register({})
    assert.equal(await counted(other), 1)
    const tile = await other.get(`/api/map/tiles/entry:spotted/${tileAt(16, place)}.pbf`)
    assert.deepEqual(
      readTile(tile.bytes)[0]?.features.map(({ properties }) => properties['id']),
      [body.id],
    )
    assert.equal(await counted(world.as('farside.office')), 0)
  })

  test('what is no spot on the ground is refused at its place', async () => {
    for (const [spot, path] of [
      [{ lng: 190, lat: 41 }, 'spot.lng'],
      [{ lng: 120.12345678, lat: 41 }, 'spot.lng'],
      [{ lng: 120 }, 'spot.lat'],
      ['120,41', 'spot'],
    ] as const) {
      const { status, body } = await register({ spot })
      assert.deepEqual([status, body.errors?.[0]?.path], [400, path], JSON.stringify(body))
    }
  })

  test('verification compares where an entry stands with its log', async () => {
    const { body } = await register({ spot: spotAt(onSheet(0.5, 0.5)) })
    const { handle, keys } = world.house
    const options = {
      handle,
      publicKey: keys.signing.publicKey,
      checkpoints: '/nonexistent',
      replay: 'all',
    } as const
    const differing = async () =>
      (await verifyLog(options)).findings.filter(({ code }) => code === 'projection_differs')
    assert.deepEqual(await differing(), [])
    for (const point of [sql`st_setsrid(st_makepoint(120.00001, 41), 4490)`, sql`null`]) {
      await sql`update entry set point = ${point} where id = ${body.id}`.execute(handle.db)
      assert.deepEqual(
        (await differing()).map(({ entryId, what }) => [entryId, what]),
        [[body.id, 'point']],
      )
    }
  })
})
