import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { openWorld, type World, worldPlaces } from '../world/app.ts'
import { formatCsv } from '../world/csv.ts'
import type { Caller } from '../world/caller.ts'
import { addRoles, type CallerSpec, openCaller } from './callers.ts'
import { maySeeEntry } from './oracle.ts'
import { absorb } from './parties.ts'
import { type PlantedWorld, plant } from './planting.ts'
import type { Reader } from './secrets.ts'
import { textOf } from './texts.ts'
import { keyOf } from './visit.ts'

describe('access by other ways', () => {
  let at: PlantedWorld
  let world: World
  before(async () => {
    world = await openWorld()
    await addRoles(world)
    at = await plant(world)
  })
  after(() => world.close())

  const all = { ledgers: null, sensitivity: 3, invited: false }
  const listeners: CallerSpec[] = [
    { ...all, role: 'unit_handler', organisation: '990001100', roots: [worldPlaces.hillside] },
    { ...all, role: 'grid_worker', organisation: '990001002001', roots: [worldPlaces['riverside.first']] },
    { ...all, role: 'unit_handler', organisation: '990001-works', roots: [worldPlaces.stonebridge] },
    {
      ...all,
      role: 'district_leader',
      organisation: '990001',
      roots: [worldPlaces.district],
      sensitivity: 0,
    },
    { ...all, role: 'steward', organisation: '990002', roots: [worldPlaces.district], ledgers: ['toy'] },
    {
      ...all,
      role: 'bureau_handler',
      organisation: '990001-works',
      roots: [worldPlaces.stonebridge],
      invited: true,
    },
    { ...all, role: 'everything_reader', organisation: '990001', roots: [worldPlaces.stonebridge] },
    { ...all, role: 'system_admin', organisation: '990001', roots: [worldPlaces.district], ledgers: [] },
  ]

  /** What a browser hears until the sentinel comes. */
  async function hear(caller: Caller, address: string, sentinel: string, ready: () => void): Promise<string> {
    const stop = new AbortController()
    const headers = { cookie: caller.cookieHeader() }
    const answer = await fetch(`${address}/api/live`, { headers, signal: stop.signal })
    assert.equal(answer.status, 200)
    let heard = ''
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
      heard += Buffer.from(chunk).toString()
      if (heard.includes('retry:')) ready()
      if (heard.includes(sentinel)) break
    }
    stop.abort()
    return heard
  }

  test('live events tell of what their hearer may read, and of nothing else', async () => {
    const address = await world.address()
    const sentinel = randomUUID()
    const hearing: { reader: Reader; heard: Promise<string> }[] = []
    for (const spec of listeners) {
      const { caller, reader } = await openCaller(at, spec)
      const { promise, resolve } = Promise.withResolvers<void>()
      hearing.push({ reader, heard: hear(caller, address, sentinel, resolve) })
      await promise
    }
    await world.app.relay.drain()
    for (const entry of at.entries) {
      const office = world.as(entry.division.startsWith('990002') ? 'farside.office' : 'plans.office')
      const url = `/api/entries/${entry.id}/actions/comment`
      const answer = await office.post(url, { expectedSeq: entry.seq, input: { text: 'x' } })
      assert.equal(answer.status, 200, answer.bytes.toString())
      absorb(entry, answer.body)
    }
    await world.app.relay.drain()
    const last = hearing.map(({ reader: { organisationId, accountId } }) => ({
      type: 'entry',
      entryId: sentinel,
      ledger: 'toy',
      seq: 0,
      division: '',
      sensitivity: 0,
      parties: [{ organisationId, accountId }],
    }))
    await sql`select pg_notify('yiwang_live', ${JSON.stringify(last)})`.execute(world.house.handle.db)
    for (const { reader, heard } of hearing) {
      const text = await heard
      assert.deepEqual(at.secrets.found(text, reader), [])
      const expected = at.entries.filter((entry) => maySeeEntry(entry, reader))
      const missed = expected.filter(({ id, tasks }) => tasks.length > 0 && !text.includes(id))
      assert.deepEqual(
        missed.map(({ id }) => id),
        [],
        `${reader.role} did not hear of all`,
      )
    }
  })

  test('an account that uses another’s client key does its own work and learns nothing of the other’s', async () => {
    const office = world.as('plans.office')
    const steward = world.as('plans.steward')
    const stranger = world.as('farside.office')
    const person = { name: 'Someone', divisionCode: worldPlaces.riverside }
    const fields = { subject: 'the same', category: 'road' }
    const cases: Record<string, { url: string; body: object }> = {
      'POST /api/ledgers/:ledger/entries': {
        url: '/api/ledgers/toy/entries',
        body: { fields, divisionCode: worldPlaces.riverside },
      },
      'POST /api/persons': { url: '/api/persons', body: person },
      'POST /api/households': {
        url: '/api/households',
        body: { divisionCode: worldPlaces.riverside, from: '2026-01-01' },
      },
      'POST /api/enterprises': { url: '/api/enterprises', body: person },
      'POST /api/places': { url: '/api/places', body: { ...person, kind: 'site' } },
      'POST /api/grid/bulletins': {
        url: '/api/grid/bulletins',
        body: { kind: 'month', day: '2026-02-28', divisionCode: '990001' },
      },
      'POST /api/projects/circulars': {
        url: '/api/projects/circulars',
        body: { kind: 'month', day: '2026-02-28', divisionCode: '990001' },
      },
    }
    const idOf = ({ body }: { body: { id?: string; entryId?: string } }) => body.id ?? body.entryId ?? ''
    for (const [name, { url, body }] of Object.entries(cases)) {
      const key = randomUUID()
      const first = await office.post(url, body, key)
      assert.equal(first.status, 201, `${name}: ${first.bytes.toString()}`)
      const again = await office.post(url, body, key)
      assert.equal(idOf(again), idOf(first), name)
      for (const other of [steward, stranger]) {
        const answer = await other.post(url, body, key)
        assert.ok(
          !answer.bytes.includes(idOf(first)),
          `${name} tells another account what the key stands for`,
        )
        if (answer.status === 201) assert.notEqual(idOf(answer), idOf(first))
      }
    }
    // Several at once: the same key and body by who may not see the entry does and tells nothing.
    const key = randomUUID()
    const { body: entry } = await office.post(cases['POST /api/ledgers/:ledger/entries']!.url, {
      fields,
      divisionCode: worldPlaces.riverside,
    })
    const batch = {
      actions: [{ entryId: entry.id, expectedSeq: 1, action: 'comment', input: { text: 'mine' } }],
    }
    const done = await office.post('/api/actions', batch, key)
    assert.equal(done.body.results[0].seq, 2, done.bytes.toString())
    const refused = await stranger.post('/api/actions', batch, key)
    assert.equal(refused.body.results[0].problem.code, 'http.not_found')
    // Those that only administrators and importers call, or that act on what must be seen first.
    const elsewhere = [
      // Of residents, who have no account: the portal's own test.
      'POST /api/portal/reports',
      ...['rating', 'reopening', 'addition'].map((what) => `POST /api/portal/claims/${what}`),
      'POST /api/actions',
      'POST /api/accounts',
      'POST /api/positions',
      'POST /api/organisations',
      'POST /api/merges',
      'POST /api/offline/devices',
      'POST /api/rulebooks/:book/versions',
      'POST /api/imports/:id/run',
      'POST /api/grid/roster-imports/:rosterImportId/run',
      'PUT /api/divisions/geometry',
      'POST /api/map/layers/:mapLayer/edits',
      'POST /api/map/layers/:mapLayer/edits/:no/undo',
      'POST /api/map/layers/:mapLayer/import',
      'POST /api/entries/:entryId/actions/:action',
      'POST /api/households/:id/events',
      'POST /api/grid/desk/handovers',
      'POST /api/grid/hotline/returns',
      'POST /api/projects/supervision/nodes',
      'POST /api/projects/investment/amounts',
      'PUT /api/projects/:entryId/procedures/template',
      'POST /api/projects/:entryId/approvals',
      'PUT /api/projects/:entryId/plan',
      'POST /api/projects/:entryId/plan/baselines',
      'POST /api/projects/:entryId/visits',
      'POST /api/grid/claims',
      'POST /api/grid/claims/:entryId/reopening',
      ...['opening', 'ending', 'decisions'].map((what) => `POST /api/projects/meetings/:entryId/${what}`),
      'PUT /api/projects/decisions/:entryId',
      ...['persons', 'households', 'enterprises', 'places'].flatMap((kind) => [
        `POST /api/${kind}/:id/holds`,
        `POST /api/${kind}/:id/change-requests`,
      ]),
    ]
    const covered = new Set([...Object.keys(cases), ...elsewhere])
    const keyed = world.app.routes.filter((route) => route.clientKey).map(keyOf)
    assert.deepEqual(
      keyed.filter((name) => !covered.has(name)),
      [],
      'try these with the key of another account',
    )
  })

  test('an upload under another account’s key is another upload', async () => {
    const key = randomUUID()
    const send = (caller: Caller, content: string) =>
      caller.send('POST', '/api/files?name=a.txt', {
        body: Buffer.from(content),
        key,
        headers: { 'content-type': 'text/plain' },
      })
    const mine = await send(world.as('plans.office'), 'the same content')
    const theirs = await send(world.as('farside.office'), 'the same content')
    assert.deepEqual([mine.status, theirs.status], [201, 201])
    assert.notEqual(mine.body.id, theirs.body.id)
    const opened = await world.as('farside.office').get(`/api/files/${mine.body.id}`)
    assert.equal(opened.status, 404)
  })

  test('a field above the caller’s class can’t be filtered by, sorted by or grouped by', async () => {
    const handler = world.as('riverside.handler')
    const list = '/api/ledgers/guarded'
    for (const url of [
      `${list}/entries?f.finding=zq`,
      `${list}/entries?sort=finding`,
      `${list}/entries.xlsx?sort=-finding`,
      `${list}/board?groupBy=finding`,
      `${list}/board?f.finding=zq`,
    ]) {
      assert.equal((await handler.get(url)).status, 400, url)
      assert.equal((await world.as('plans.office').get(url)).status, 200, url)
    }
  })

  test('a list of another district’s projects is refused row by row, whether they are known or not', async () => {
    const list = new URL('../../data/chaoyang/projects.csv', import.meta.url)
    const [header = ''] = readFileSync(list, 'utf8').split('\n')
    const blank = Object.fromEntries(
      header
        .trim()
        .split(',')
        .map((name) => [name, '']),
    )
    const row = {
      ...blank,
      project_key: 'riverside-works',
      as_of: '2024-02',
      source: 'invented',
      district: '试验区',
      name: at.secrets.word('name in an import', () => false),
      category: '工业',
      stage_reported: '开工',
    }
    const csv = formatCsv([row])
    const office = world.as('plans.office')
    const first = await office.post('/api/projects/import', { csv })
    assert.equal(first.status, 200, first.bytes.toString())
    assert.equal(first.body.added.length, 1, first.bytes.toString())
    const { entryId } = first.body.added[0]
    for (const text of [csv, formatCsv([{ ...row, project_key: 'unknown' }])]) {
      const { status, body, bytes } = await world
        .as('farside.office')
        .post('/api/projects/import', { csv: text })
      assert.equal(status, 200, bytes.toString())
      assert.deepEqual([body.added, body.changed, body.unchanged], [[], [], []])
      assert.deepEqual(
        body.refused.map(({ reason }: { reason: string }) => reason),
        ['outside_scope'],
      )
      assert.ok(!bytes.includes(entryId))
    }
    assert.equal(
      textOf(await world.as('farside.office').get(`/api/entries/${entryId}`)).includes(row.name),
      false,
    )
  })
})
