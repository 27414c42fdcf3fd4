import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import { notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { Route } from '#kernel/http/server'
import type { House } from '../../src/main/house.ts'
import type { App } from '../../src/main/server.ts'
import { type Figures, type Load, measure } from '../run/measure.ts'
import { queryAt, type Read, townshipsRead } from './reads.ts'
import { registration } from './registration.ts'

/** What can be measured in the server's own process, without HTTP. */
export type Inside = { house: House; app: App; now: () => Date }

/** Signs in as the demonstration's own page does. */
export async function signIn({ app, now }: Inside, loginName: string): Promise<Actor> {
  const answer = await app.server.inject({
    method: 'POST',
    url: '/api/demonstration/session',
    headers: { 'x-yiwang': '1', host: '127.0.0.1' },
    payload: { loginName },
  })
  const cookies = Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value]))
  const actor = await app.identity.sessions.authenticate({ cookies, now: now(), passive: false })
  if (!actor) throw new Error(`${loginName} cannot sign in: ${answer.body}`)
  return actor
}

function routeOf({ app }: Inside, path: string): Route {
  const route = app.routes.find((item) => item.method === 'GET' && item.path === path)
  if (!route) throw notFound()
  return route
}

/** A reading route's handler: SQL, rules and presentation, but neither HTTP nor JSON. */
export async function measureRead(inside: Inside, read: Read, load: Load): Promise<Figures> {
  const actor = await signIn(inside, read.as)
  const route = routeOf(inside, read.route)
  const params = route.params?.parse(read.params)
  return measure(load, async (turn) => {
    await route.handler({
      actor,
      params,
      query: route.query?.parse(queryAt(read, turn)),
      body: undefined,
      clientKey: '',
      locale: 'zh-CN',
      requestId: '',
      headers: {},
      cookies: {},
      origin: '',
      address: '127.0.0.1',
      stream: undefined as never,
    })
  })
}

/** Twenty rows by an index that fits, and nothing else: what any list costs at least. */
export async function measureIndexLookup({ house }: Inside, load: Load): Promise<Figures> {
  const { db } = house.handle
  const ledgerId = house.engine.book.get('bench_list').id
  return measure(load, async (turn) => {
    const township = townshipsRead[turn % townshipsRead.length] ?? ''
    await sql`select id, no, title, opened_at from entry where ledger_id = ${ledgerId}
      and district = ${township.slice(0, 6)} and township = ${township}
      order by opened_at desc, id desc limit 20`.execute(db)
  })
}

/** One entry with its log, task, participations and outbox row, durable when it answers. */
export async function measureCreate(inside: Inside, load: Load): Promise<Figures> {
  const actor = await signIn(inside, 'steward')
  return measure(load, async (turn) => {
    const { ledger, divisionCode, fields } = registration(turn)
    await inside.house.engine.perform(
      actor,
      [{ ledger, action: 'register', divisionCode, input: fields }],
      newId(),
    )
  })
}

/** The same bytes as one registration writes, in one bare row by one statement. */
export async function measureBareInsert(inside: Inside, load: Load): Promise<Figures> {
  const { db } = inside.house.handle
  const bytes = await bytesOfRegistration(inside)
  await sql`create table if not exists bench_bare (id uuid primary key, bytes bytea not null)`.execute(db)
  await sql`truncate bench_bare`.execute(db)
  const filling = Buffer.alloc(bytes, 'yiwang')
  return measure(load, async () => {
    await sql`insert into bench_bare (id, bytes) values (${newId()}, ${filling})`.execute(db)
  })
}

async function bytesOfRegistration(inside: Inside): Promise<number> {
  const actor = await signIn(inside, 'steward')
  const { ledger, divisionCode, fields } = registration(1)
  const { results } = await inside.house.engine.perform(
    actor,
    [{ ledger, action: 'register', divisionCode, input: fields }],
    newId(),
  )
  const id = results[0]?.entryId
  const { rows } = await sql<{ n: number }>`
    select (select sum(pg_column_size(e.*)) from entry e where id = ${id})
      + (select sum(pg_column_size(a.*)) from action a where entry_id = ${id})
      + (select sum(pg_column_size(t.*)) from task t where entry_id = ${id})
      + (select sum(pg_column_size(p.*)) from participation p where entry_id = ${id}) as n`.execute(
    inside.house.handle.db,
  )
  return rows[0]?.n ?? 0
}
