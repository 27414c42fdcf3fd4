import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { openWorld, type World, worldPlaces } from '../../../../test/world/app.ts'
import type { Caller } from '../../../../test/world/caller.ts'
import { defineLedger } from '../model/define-ledger.ts'
import type { ServerPlatform } from './platform.ts'

const label = (en: string) => ({ 'zh-CN': en, en })
const anybody = [{ who: 'role' as const, role: 'steward' }]

/** Papers are kept a year after closing, receipts for six months, and the rest for ever. */
const kept = defineLedger({
  id: 'kept',
  title: label('Kept'),
  prefix: 'K',
  titleField: 'name',
  fields: [
    { name: 'name', label: label('Name'), kind: 'text', required: true },
    { name: 'papers', label: label('Papers'), kind: 'files', keptMonths: 12 },
    { name: 'receipts', label: label('Receipts'), kind: 'files', keptMonths: 6 },
    { name: 'deeds', label: label('Deeds'), kind: 'files' },
  ],
  stages: [
    { id: 'open', label: label('Open'), open: true, idle: true },
    { id: 'closed', label: label('Closed'), open: false },
  ],
  actions: [
    { id: 'register', word: 'register', label: label('Register'), to: 'open', by: anybody, input: 'all' },
    {
      id: 'close',
      word: 'close',
      label: label('Close'),
      from: ['open'],
      to: 'closed',
      by: anybody,
      closes: 'all',
    },
  ],
})
const platform: ServerPlatform = {
  id: 'kept',
  open: async () => ({
    ledgers: [kept],
    routes: () => [],
    imports: {},
    seed: async () => [],
    close: async () => undefined,
  }),
}

describe('files that have been kept long enough', () => {
  let world: World
  let admin: Caller
  let steward: Caller
  const ids: Record<string, string> = {}

  before(async () => {
    world = await openWorld({ platforms: [platform] })
    steward = world.as('riverside.steward')
    const file = async (name: string) =>
      (ids[name] = await steward.upload(`${name}.txt`, `content of ${name}`))
    const entry = async (name: string, fields: Record<string, string[]>, close = true) => {
      const one = await world.entry({
        in: 'riverside.first',
        ledger: 'kept',
        by: 'riverside.steward',
        fields: { name, ...fields },
      })
      if (close) await steward.post(`/api/entries/${one.id}/actions/close`, { expectedSeq: 1, input: {} })
      return one
    }
    for (const name of ['paper', 'receipt', 'deed', 'both', 'shared', 'of_open', 'loose']) await file(name)
    await entry('one', {
      papers: [ids['paper'] ?? ''],
      receipts: [ids['receipt'] ?? ''],
      deeds: [ids['deed'] ?? ''],
    })
    await entry('two', { papers: [ids['both'] ?? ''], receipts: [ids['both'] ?? '', ids['shared'] ?? ''] })
    await entry('three', { receipts: [ids['of_open'] ?? '', ids['shared'] ?? ''] }, false)
  })
  after(() => world.close())

  const later = async (date: string) => {
    world.clock.set(new Date(date))
    const { caller } = await world.newCaller({
      code: `admin.${date.slice(0, 10)}`,
      loginName: `admin.${date.slice(0, 10)}`,
      organisationId: world.organisations.get('990001') as number,
      role: 'system_admin',
      divisions: [worldPlaces.district],
      ledgers: null,
      sensitivity: 0,
    })
    admin = caller
    return (await admin.get('/api/files-keeping/removals')).body
  }
  const stateOf = async (name: string) => {
    const answer = await world.as('riverside.steward').get(`/api/files/${ids[name]}/facts`)
    return answer.body.code ?? 'there'
  }
  const again = async () => {
    steward = world.as('riverside.steward')
    await steward.call('POST', '/api/session', {
      body: { account: 'riverside.steward', password: 'Kx7-river-stone' },
    })
  }

  test('nothing is listed before its time', async () => {
    assert.deepEqual((await later('2026-03-20T02:00:00Z')).rows, [])
  })

  test('what other areas refer to is never listed', async () => {
    const { db } = world.house.handle
    const loose = [ids['loose'] ?? '']
    await sql`
      insert into report_file (id, at, account_id, position_id, organisation_id, what, path, format, filter,
        as_of_recorded, rules, file_id)
      select ${randomUUID()}, ${world.clock.now()}, account.id, 1, 1, 'x', '/x', 'docx', '{}', ${world.clock.now()}, '{}',
        ${loose[0]} from account limit 1`.execute(db)
    const kinds = (await later('2026-09-09T02:00:00Z')).rows.map(({ kind }: { kind: string }) => kind)
    assert.deepEqual(kinds, ['expired'])
    await sql`delete from report_file`.execute(db)
  })

  test('then it is, by the longest of the fields it stands in, and not what an open entry has too', async () => {
    const { rows } = await later('2026-09-10T02:00:00Z')
    assert.deepEqual(
      rows.map(({ kind, ledger, months, files }: Record<string, unknown>) => [kind, ledger, months, files]),
      [
        ['expired', 'kept', 6, 1],
        ['unattached', null, null, 1],
      ],
    )
    assert.doesNotMatch(JSON.stringify(rows), /receipt|loose/)
    await again()
    for (const name of Object.keys(ids)) assert.equal(await stateOf(name), 'there', name)
  })

  test('only what was looked at is removed, by a person, once', async () => {
    const listed = await later('2026-09-11T02:00:00Z')
    assert.equal((await admin.post('/api/files-keeping/removals', { mark: 'other' })).status, 409)
    const done = await admin.post('/api/files-keeping/removals', { mark: listed.mark })
    assert.deepEqual([done.status, done.body.rows], [200, []])
    await again()
    const states = ['receipt', 'loose', 'paper', 'shared'].map(stateOf)
    assert.deepEqual(await Promise.all(states), ['files.removed', 'files.removed', 'there', 'there'])
    const [event] = (await admin.get('/api/files-keeping')).body.events
    assert.deepEqual(
      [event.kind, event.detail.files, event.detail.expired, event.detail.unattached],
      ['removal', 2, 1, 1],
    )
    assert.ok(event.by)
  })

  test('a job takes the bytes away, and a content that another file has stays', async () => {
    const { files } = world.house
    const { createHash } = await import('node:crypto')
    const sha = (name: string) => createHash('sha256').update(`content of ${name}`).digest()
    assert.equal(await files.folder.holds(sha('receipt')), true)
    await world.app.jobs.runNow('contents')
    assert.equal(await files.folder.holds(sha('receipt')), false)
    assert.equal(await files.folder.holds(sha('loose')), false)
    assert.equal(await files.folder.holds(sha('paper')), true)
    assert.equal(existsSync(join(files.folder.pathOf(sha('receipt')))), false)
  })

  test('a year after, the papers follow, and the deeds stay for ever', async () => {
    const { rows } = await later('2029-06-01T02:00:00Z')
    assert.deepEqual(
      rows.map(({ months, files }: Record<string, unknown>) => [months, files]),
      [[12, 2]],
    )
  })
})
