import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { openWorld, type World, worldPlaces } from '../../../../test/world/app.ts'
import type { Caller } from '../../../../test/world/caller.ts'
import { fakeClamd } from '../../../../test/world/fake-clamd.ts'
import { photo } from '../../../../test/world/images.ts'
import { clamd } from './clamd.ts'

describe('the keeping of files', () => {
  let world: World
  let admin: Caller
  let folder: string
  before(async () => {
    world = await openWorld()
    folder = await mkdtemp(join(tmpdir(), 'yiwang-clamd-'))
    const opened = await world.newCaller({
      code: 'files.admin',
      loginName: 'files.admin',
      organisationId: world.organisations.get('990001') as number,
      role: 'system_admin',
      divisions: [worldPlaces.district],
      ledgers: null,
      sensitivity: 0,
    })
    admin = opened.caller
  })
  after(async () => {
    await world.close()
    await rm(folder, { recursive: true })
  })

  const steward = () => world.as('riverside.steward')
  const send = (name: string, content: string | Buffer, by = steward()) =>
    by.send('POST', `/api/files?name=${encodeURIComponent(name)}`, {
      body: Buffer.from(content),
      headers: { 'content-type': 'application/octet-stream' },
    })
  const keeping = async () => (await admin.get('/api/files-keeping')).body
  const socket = () => join(folder, 'clamd.sock')
  const scanner = (on: boolean, whenDown = 'wait') =>
    admin.put('/api/files-keeping/scanner', { on, address: `unix:${socket()}`, whenDown })

  test('only who keeps the system sees and sets it', async () => {
    await steward().get('/api/session')
    assert.equal((await steward().get('/api/files-keeping')).status, 403)
    assert.equal((await steward().get('/api/files-keeping/removals')).status, 403)
    const quota = { organisationId: null, bytes: 5_000_000 }
    assert.equal((await steward().put('/api/files-keeping/quotas', quota)).status, 403)
    assert.equal((await admin.get('/api/files-keeping')).status, 200)
  })

  test('without a scanner files are not scanned, and open', async () => {
    const { status, body } = await send('a.txt', 'before any scanner')
    assert.deepEqual([status, body.scan], [201, 'not_scanned'])
    assert.equal((await steward().get(`/api/files/${body.id}`)).status, 200)
  })

  test('contents are shown to a daemon of this machine and to nobody else', async () => {
    for (const address of [
      'clamav.example.org:3310',
      '10.0.0.9:3310',
      'unix:relative',
      'http://127.0.0.1:3310',
      '0.0.0.0:1',
    ])
      assert.equal(
        (await admin.put('/api/files-keeping/scanner', { on: true, address, whenDown: 'wait' })).status,
        400,
        address,
      )
  })

  test('what is clean opens; what is infected is refused, nothing of it stays, and that is logged', async () => {
    const daemon = await fakeClamd(socket())
    await scanner(true)
    assert.equal((await admin.post('/api/files-keeping/scanner/trial')).body.works, true)
    const clean = await send('b.txt', 'a clean report')
    assert.deepEqual([clean.status, clean.body.scan], [201, 'clean'])
    const before = (await keeping()).total.files
    const refused = await send('c.txt', 'EICAR in a report')
    assert.deepEqual([refused.status, refused.body.code], [422, 'files.infected'])
    const after = await keeping()
    assert.equal(after.total.files, before)
    assert.deepEqual(
      [after.events[0].kind, after.events[0].detail.threat, after.events[0].detail.kept],
      ['infected', 'Trial.Eicar', false],
    )
    assert.doesNotMatch(JSON.stringify(after), /c\.txt/)
    // A photo is looked at as it came, before anything reads its pixels.
    const sent = await photo()
    await send('p.jpg', sent)
    assert.deepEqual(daemon.received.at(-1), sent)
    await daemon.close()
  })

  test('while the daemon is down files wait and open for nobody, then open once it has looked', async () => {
    await scanner(true, 'wait')
    assert.equal((await admin.post('/api/files-keeping/scanner/trial')).body.works, false)
    const [good, bad] = [await send('d.txt', 'waits, clean'), await send('e.txt', 'waits, EICAR')]
    assert.deepEqual([good.status, good.body.scan], [201, 'waiting'])
    const open = (id: string, part = '') => steward().get(`/api/files/${id}${part}`)
    assert.deepEqual(
      [(await open(good.body.id)).status, (await open(good.body.id)).body.code],
      [409, 'files.waiting_for_scan'],
    )
    await world.app.jobs.runNow('scans')
    assert.equal((await open(good.body.id, '/facts')).body.scan, 'waiting')
    const daemon = await fakeClamd(socket())
    await world.app.jobs.runNow('scans')
    await daemon.close()
    assert.equal((await open(good.body.id)).status, 200)
    const infected = await open(bad.body.id)
    assert.deepEqual([infected.status, infected.body.code], [403, 'files.infected_kept'])
    assert.equal((await open(bad.body.id, '/thumbnail')).status, 403)
    const { scans } = await keeping()
    // What came before the scanner was switched on was looked at too.
    assert.deepEqual([scans.waiting, scans.infected, scans.not_scanned], [0, 1, 0])
  })

  test('or they are refused, where the administrator said so; a daemon that cannot tell counts as down', async () => {
    await scanner(true, 'refuse')
    const refused = await send('f.txt', 'no scanner')
    assert.deepEqual([refused.status, refused.body.code], [503, 'files.scanner_down'])
    const daemon = await fakeClamd(socket(), 'out_of_order')
    assert.equal((await send('g.txt', 'too large for it')).status, 503)
    await assert.rejects(clamd(`unix:${socket()}`).scan(import.meta.filename), { code: 'files.scanner_down' })
    await daemon.close()
    await scanner(false)
  })

  test('an organisation keeps as much as it may, and another is not concerned', async () => {
    const organisationId = world.organisations.get('990001001') as number
    const used = (await keeping()).organisations.find(
      (one: { organisationId: number }) => one.organisationId === organisationId,
    )
    assert.ok(used.files >= 4)
    const bytes = 1_000_000
    const answer = await admin.put('/api/files-keeping/quotas', { organisationId, bytes })
    assert.equal(answer.status, 200)
    const large = Buffer.alloc(1_000_001, 'x')
    const refused = await send('large.txt', large)
    assert.deepEqual([refused.status, refused.body.code], [413, 'files.quota_organisation'])
    assert.match(refused.body.detail, /of 0 MB|of 1 MB/)
    const begun = await steward().send('POST', '/api/uploads', {
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': '1000001',
        'upload-metadata': `filename ${btoa('large.txt')}`,
      },
    })
    assert.equal(begun.status, 413)
    await world.as('hillside.steward').get('/api/session')
    assert.equal((await send('large.txt', large, world.as('hillside.steward'))).status, 201)
    await admin.put('/api/files-keeping/quotas', { organisationId: null, bytes: 1_500_000 })
    const total = await send('other.txt', Buffer.alloc(800_000, 'y'), world.as('hillside.steward'))
    assert.equal(total.body.code, 'files.quota_total')
    for (const whose of [organisationId, null])
      await admin.put('/api/files-keeping/quotas', { organisationId: whose, bytes: null })
    assert.equal((await send('large.txt', large)).status, 201)
    assert.equal((await keeping()).events.filter(({ kind }: { kind: string }) => kind === 'quota').length, 4)
  })

  test('what is logged can be neither changed nor deleted', async () => {
    const { db } = world.house.handle
    await assert.rejects(sql`update file_event set detail = '{}'`.execute(db), /append-only/)
    await assert.rejects(sql`delete from file_event`.execute(db), /append-only/)
  })
})
