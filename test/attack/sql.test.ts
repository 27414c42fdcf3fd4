import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { Random } from '../../bench/data/random.ts'
import { openWorld, type World } from '../world/app.ts'
import type { Answer, Caller, Method } from '../world/caller.ts'
import { openEverything } from './everything.ts'
import { type Json, type Operation, operationsOf } from './fuzz/api.ts'
import { valueOf } from './fuzz/from-schema.ts'
import { Known, learnAll } from './fuzz/known.ts'
import { canary, marks, readings, twinOf } from './sql/payloads.ts'
import { type Fill, type Place, placesOf } from './sql/places.ts'

/** All of them at every place take minutes; the tests try some at each, all of them over the places. */
const whole = process.env['YIWANG_ATTACK'] === 'whole'
/** What never ends, and what ends the caller's own session. */
const left = new Set(['GET /api/live', 'DELETE /api/session', 'PUT /api/session/position'])

/** As a link bears it. */
const inLink = (text: string) => new URLSearchParams([['', text]]).toString().slice(1)

/** An answer without what differs from one asking to the next; of papers, and of what was written, that there is one. */
function told({ status, body, bytes }: Answer, sent: string, method: string): string {
  const payload = twinOf(sent)
  const isPacked = body === undefined || (status < 300 && method !== 'GET')
  const said = bytes.toString('utf8').replaceAll(inLink(sent), '…').replaceAll(inLink(payload), '…')
  const text = isPacked ? '' : twinOf(said)
  return `${status} ${text
    .replaceAll(JSON.stringify(payload).slice(1, -1), '…')
    .replaceAll(payload, '…')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'id')
    .replaceAll(/\d+/g, '0')}`
}

describe('SQL in every parameter', () => {
  let world: World
  let caller: Caller
  let operations: Operation[]
  let fill: (operation: Operation) => Fill
  before(async () => {
    world = await openWorld()
    const { db } = world.house.handle
    await sql.raw(`create sequence ${canary}`).execute(db)
    const opened = await openEverything(world)
    caller = opened.caller
    for (const ledger of ['toy', 'guarded', 'problem']) await world.entry({ in: 'riverside.first', ledger })
    for (const [kind, own] of [
      ['persons', { name: '张一' }],
      ['enterprises', { name: '示例厂' }],
      ['places', { name: '示例场', kind: 'site' }],
    ] as const)
      await world.as('plans.registrar').post(`/api/${kind}`, { ...own, divisionCode: '990001001001' })
    await caller.post('/api/ledgers/toy/views', { name: 'a', query: {} })
    await caller.upload('a.txt', 'a')
    await world.app.relay.drain()
    operations = operationsOf((await world.stranger().get('/api/openapi.json')).body)
    const known = new Known()
    known.spare(opened.accountId, opened.positionId)
    await learnAll(
      operations,
      async (path) => {
        const { status, body } = await caller.get(path)
        return status === 200 ? body : undefined
      },
      known,
    )
    const random = new Random(7)
    fill = ({ path }) => {
      const usual = new Map<string, Json>()
      return {
        path: (name) => String(known.in(path, name)[0] ?? 'x'),
        value: (schema, name) => {
          const value = usual.get(name) ?? valueOf(schema, random, known, name)
          if (name !== '') usual.set(name, value)
          return value
        },
      }
    }
  })
  after(() => world.close())

  const drawn = async () => {
    const { rows } = await sql<{ drawn: boolean }>`select is_called as drawn from ${sql.ref(canary)}`.execute(
      world.house.handle.db,
    )
    return rows[0]?.drawn
  }

  const send = (operation: Operation, place: Place, text: string) => {
    const body = place.body?.(text)
    // Each stranger comes from a network of their own, so that limits for each don't answer instead.
    const who = operation.open ? world.stranger() : caller
    return who.send(operation.method as Method, place.path(text), body === undefined ? {} : { body })
  }

  test('a text that is read as SQL would be noticed', async () => {
    const { db } = world.house.handle
    for (const build of [
      (text: string) => `select '${text}'`,
      (text: string) => `select (case when code = '${text}' then 1 end) from division`,
      (text: string) => `select code from division order by ${text}`,
      (text: string) => `select (code = '${text}') from division`,
    ]) {
      for (const text of readings)
        await sql
          .raw(build(text))
          .execute(db)
          .catch(() => undefined)
      assert.equal(await drawn(), true, build('…'))
      await sql`select setval(${canary}, 1, false)`.execute(db)
    }
  })

  test('is a text like any other, wherever a request has one', async () => {
    const found: string[] = []
    let places = 0
    let reached = 0
    for (const operation of operations) {
      const name = `${operation.method} ${operation.path}`
      if (left.has(name)) continue
      for (const place of placesOf(operation, fill(operation))) {
        places += 1
        const turn = (list: readonly string[], by: number) => list[(places * by) % list.length] as string
        for (const text of whole ? readings : [turn(readings, 1), turn(readings, 5)]) {
          const harmful = await send(operation, place, text)
          const harmless = await send(operation, place, twinOf(text))
          if (harmful.status < 400 || harmful.status === 409) reached += 1
          const [one, other] = [harmful, harmless].map((answer) => told(answer, text, operation.method)) as [
            string,
            string,
          ]
          // What was written first may be in the way of what is written after it, or be found by its own words.
          const isOwn = [404, 409].includes(harmless.status) || name === 'GET /api/unmaskings'
          if (one !== other && !isOwn)
            found.push(`${name} ${place.at}: ${text} → ${one.slice(0, 200)} but ${other.slice(0, 200)}`)
          if (harmful.status >= 500) found.push(`${name} ${place.at}: ${text} → ${harmful.bytes.toString()}`)
        }
        for (const mark of whole ? marks : [turn(marks, 1)]) {
          const { status, bytes } = await send(operation, place, `x${mark}`)
          if (status >= 500) found.push(`${name} ${place.at}: ${mark} → ${bytes.toString()}`)
        }
      }
      if (await drawn()) {
        found.push(`${name}: a text was read as SQL`)
        await sql`select setval(${canary}, 1, false)`.execute(world.house.handle.db)
      }
    }
    assert.deepEqual(found, [])
    assert.ok(places > 1000, `${places} places`)
    assert.ok(reached > 200, `${reached} requests were answered with what they asked for`)
  })

  test('nor is what a ledger’s own fields are filled, filtered, sorted and grouped by', async () => {
    const found: string[] = []
    const ask = async (url: string) => {
      const { status } = await caller.get(url)
      if (status >= 500) found.push(`${url}: ${status}`)
    }
    for (const { id } of (await caller.get('/api/ledgers')).body as { id: string }[]) {
      const { fields } = (await caller.get(`/api/ledgers/${id}`)).body as { fields: { name: string }[] }
      for (const [index, { name }] of fields.entries()) {
        const text = readings[index % readings.length] as string
        const said = encodeURIComponent(text)
        for (const query of [`f.${name}=${said}`, `f.${name}=1..${said}`, `f.${name}=a&f.${name}=${said}`])
          await ask(`/api/ledgers/${id}/entries?${query}`)
        await caller.post(`/api/ledgers/${id}/entries`, {
          fields: { [name]: text },
          divisionCode: '990001001001',
        })
      }
      for (const text of readings) {
        const said = encodeURIComponent(text)
        for (const query of [`sort=${said}`, `sort=-${said}`, `f.${said}=a`, `stage=${said}`, `q=${said}`])
          await ask(`/api/ledgers/${id}/entries?${query}`)
        await ask(`/api/ledgers/${id}/board?groupBy=${said}`)
      }
      if (await drawn()) found.push(`${id}: a text was read as SQL`)
    }
    assert.deepEqual(found, [])
  })
})
