import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#kernel/http/model'
import { openWorld, password, type World } from '../../../../test/world/app.ts'
import type { Caller } from '../../../../test/world/caller.ts'
import type { NoticeKind } from '../model/notice.ts'
import { importanceOf } from '../model/notice.ts'
import { inboxPage, notify, unreadOf } from './notice-store.ts'

describe('the inbox', () => {
  let world: World
  let office: Caller
  let officeId: number
  let senderId: number
  let organisationId: number
  const entries: string[] = []
  before(async () => {
    world = await openWorld({ start: '2026-03-02T00:00:00Z' })
    office = world.as('plans.office')
    const session = (await office.get('/api/session')).body
    officeId = session.account.id
    organisationId = session.position.organisation.id
    senderId = (await world.as('hillside.office').get('/api/session')).body.account.id
    for (const subject of ['one', 'two'])
      entries.push(
        (await world.entry({ in: 'hillside', ledger: 'toy', by: 'hillside.steward', fields: { subject } }))
          .id,
      )
  })
  after(() => world.close())

  let sources = 0
  const tell = (kind: NoticeKind, entryId: string | undefined, more: object = {}) =>
    notify(
      world.house.handle.db,
      [
        {
          organisationId,
          accountId: officeId,
          kind,
          ledger: 'toy',
          entryId: entryId ?? null,
          params: { no: 'TOY1', title: 'A title', due: '', hasDue: 'no', count: 2 },
          importance: importanceOf[kind],
          sensitivity: 0,
          source: `trial/${(sources += 1)}`,
          exceptAccountId: senderId,
          ...more,
        },
      ],
      world.clock.now(),
    )
  type Row = { id: number; kind: string; earlier: number; readAt: string | null; archived: boolean }
  const inbox = async (query = '', who = office) => (await who.get(`/api/notices${query}`)).body
  const kinds = async (query = '') => (await inbox(query)).rows.map(({ kind }: Row) => kind)

  test('a full inbox is read page by page in its order, and counted by its indexes', async () => {
    const { db } = world.house.handle
    const actor = { accountId: officeId, organisationId, sensitivity: 3, ledgers: 'all' } as unknown as Actor
    await sql`
      insert into notice (account_id, organisation_id, kind, params, importance, source, at, read_at)
      select account.id, ${organisationId}, 'entry_closed', '{"no": "TOY1", "title": "A title"}', n % 3, 'full/' || n, now(), case when n % 2 = 0 then now() end
      from account, generate_series(1, 1200) n`.execute(db)
    try {
      await sql`vacuum analyze notice`.execute(db)
      const filter = { archived: false, unread: false, together: false, page: 1, size: 20 }
      const { rows, counted } = inboxPage(actor, filter)
      const planOf = async (query: RawBuilder<unknown>) =>
        JSON.stringify((await sql`explain ${query}`.execute(db)).rows)
      const page = await planOf(rows)
      assert.match(page, /notice_inbox/)
      assert.doesNotMatch(page, /Sort|Seq Scan/)
      assert.match(await planOf(counted), /Index Only Scan using notice_inbox/)
      assert.match(await planOf(unreadOf(actor)), /Index Only Scan using notice_unread/)
      const countedAt = async (page: number) => {
        const { rows: shown, total, more, unread } = await inbox(`?page=${page}&size=100`)
        return [shown.length, total, more, unread]
      }
      const others = (await inbox()).unread - 600
      assert.deepEqual(await countedAt(1), [100, 1000, true, 600 + others])
      assert.deepEqual(await countedAt(12), [100, 1200 + others, false, 600 + others])
      await sql`update notice set read_at = null where source like 'full/%'`.execute(db)
      assert.deepEqual((await office.get('/api/notices/unread-count')).body, { unread: 1000, more: true })
      assert.deepEqual(
        [(await inbox('?together=true')).total, (await inbox('?unread=true')).total],
        [1000, 1000],
      )
    } finally {
      await sql`delete from notice where source like 'full/%'`.execute(db)
    }
  })

  test('what is urgent stands on top until it is read, then everything by its time', async () => {
    await tell('supervised', entries[0])
    await tell('task_opened', entries[0])
    await tell('reminded', entries[1])
    await tell('entry_closed', entries[1])
    assert.deepEqual(await kinds(), ['supervised', 'reminded', 'entry_closed', 'task_opened'])
    const { newest } = await inbox()
    assert.equal((await office.put('/api/notices/read', { upTo: newest })).body.unread, 0)
    assert.deepEqual(await kinds(), ['entry_closed', 'reminded', 'task_opened', 'supervised'])
  })

  test('it is filtered by importance, kind and entry, and put together by entry', async () => {
    assert.deepEqual(await kinds('?importance=2'), ['supervised'])
    assert.deepEqual(await kinds('?noticeKind=reminded'), ['reminded'])
    assert.deepEqual(await kinds(`?entry=${entries[0]}`), ['task_opened', 'supervised'])
    const together = await inbox('?together=true')
    assert.deepEqual(
      together.rows.map(({ kind, earlier }: Row) => [kind, earlier]),
      [
        ['entry_closed', 1],
        ['task_opened', 1],
      ],
    )
    assert.equal(together.total, 2)
    assert.equal((await office.get('/api/notices?importance=7')).status, 400)
  })

  test('what is put away leaves the inbox, can be found, and brought back; nobody puts another’s away', async () => {
    const [first] = (await inbox()).rows as Row[]
    const url = `/api/notices/${first?.id}/archived`
    assert.equal((await world.as('hillside.office').put(url, { archived: true })).status, 404)
    assert.equal((await office.put(url, { archived: true })).status, 200)
    assert.deepEqual(await kinds('?archived=true'), ['entry_closed'])
    assert.equal((await inbox()).total, 3)
    await office.put(url, { archived: false })
    assert.equal((await inbox()).total, 4)
    await tell('task_opened', entries[1])
    const { newest } = await inbox()
    await office.put('/api/notices/archived', { upTo: newest })
    // What is unread stays.
    assert.deepEqual(await kinds(), ['task_opened'])
  })

  test('who supervised sees who has read it and when, and nobody else does', async () => {
    const sent = async (who: Caller) => (await who.get('/api/notices/sent')).body.rows
    const sender = world.as('hillside.office')
    const rows = await sent(sender)
    assert.deepEqual(
      rows.map(({ kind, readers }: { kind: string; readers: { readAt: string | null }[] }) => [
        kind,
        readers.map(({ readAt }) => readAt !== null),
      ]),
      [
        ['reminded', [true]],
        ['supervised', [true]],
      ],
    )
    assert.deepEqual(await sent(office), [])
    await tell('circulated', entries[1])
    assert.equal((await sent(sender))[0].readers[0].readAt, null)
    // The program itself asks after nobody.
    await tell('reminded', entries[1], { exceptAccountId: 0 })
    assert.equal((await sent(sender)).length, 3)
  })

  test('a summary comes once, on the morning of a working day, to who wants it', async () => {
    const settings = { digest: 'daily', quiet: 'none', quietFrom: null, quietTo: null }
    assert.equal((await office.get('/api/notices/settings')).body.digest, 'none')
    assert.equal((await office.put('/api/notices/settings', settings)).status, 200)
    assert.deepEqual((await office.get('/api/notices/settings')).body, settings)
    assert.equal((await office.put('/api/notices/settings', { ...settings, quiet: 'hours' })).status, 400)
    const digests = async () =>
      (await inbox('?noticeKind=digest')).rows.map(({ text }: { text: string }) => text)
    // Eight in the morning is too early.
    await world.app.jobs.runNow('digests')
    assert.deepEqual(await digests(), [])
    const at = async (time: string) => {
      world.clock.set(new Date(time))
      // The time between has ended the session.
      await office.call('POST', '/api/session', { body: { account: 'plans.office', password } })
    }
    await at('2026-03-02T00:31:00Z')
    await world.app.jobs.runNow('digests')
    await world.app.jobs.runNow('digests')
    assert.deepEqual(await digests(), ['Summary: 3 unread notices, 1 urgent, 1 important'])
    // A Saturday, for which nobody is called in.
    world.clock.set(new Date('2026-03-07T02:00:00Z'))
    await world.app.jobs.runNow('digests')
    await office.call('POST', '/api/session', {
      body: { account: 'plans.office', password: 'Kx7-river-stone' },
    })
    assert.equal((await digests()).length, 1)
  })
})
