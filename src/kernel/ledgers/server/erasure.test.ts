import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import {
  leaderOf,
  officeOf,
  ok,
  place,
  register,
  registerPerson,
  registrarOf,
} from '../../../../test/proof/planted-person.ts'
import { openWorld, type World } from '../../../../test/world/app.ts'
import type { Caller } from '../../../../test/world/caller.ts'
import { careLedger, carePlatform } from '../../../../test/world/secret-ledger.ts'
import { reapplyErasures } from './erasure-again.ts'
import { appendErasure, readErasures } from './erasure-file.ts'
import { readErasure } from './erasure.ts'

const ask = { legalBasis: 'PIPL 47', requestNo: '1', reason: 'asked by the person' }

describe('what stays, and what stands against it', () => {
  let world: World
  let leader: Caller
  before(async () => {
    world = await openWorld({ platforms: [carePlatform] })
    leader = await leaderOf(world)
  })
  after(() => world.close())

  const plan = async (person: string) =>
    ok(await registrarOf(world).get(`/api/persons/${person}/erasure`)).plan
  const counts = (list: { kind: string; count: number }[]) =>
    Object.fromEntries(list.map(({ kind, count }) => [kind, count]))
  const act = (id: string, action: string, expectedSeq: number, input = {}) =>
    officeOf(world).post(`/api/entries/${id}/actions/${action}`, { expectedSeq, input })

  test('what was typed in clear is named, and a file that hangs elsewhere too stays', async () => {
    const person = await registerPerson(world, '欧阳明写者')
    const office = officeOf(world)
    const [own, shared, twice] = await Promise.all(
      ['own', 'shared', 'twice'].map((name) => office.upload(`${name}.txt`, name)),
    )
    const one = await register(world, {
      matter: '欧阳明写者来访',
      person,
      illness: '腰椎疾病甲乙',
      papers: [own, shared, twice],
      photos: [twice],
    })
    ok(await act(one.id, 'settle', 1))
    const other = await register(world, { photos: [shared] })
    const { stays, files } = await plan(person)
    assert.equal(files, 1)
    assert.deepEqual(counts(stays), { ties: 1, log: 1, clear_text: 1, shared_files: 2 })
    ok(await registrarOf(world).post(`/api/persons/${person}/erasure`, ask), 201)
    ok(await leader.post(`/api/persons/${person}/erasure/confirmation`), 201)
    const entry = ok(await office.get(`/api/entries/${one.id}`))
    assert.equal(entry.title, '欧阳明写者来访')
    const statuses = await Promise.all([own, shared, twice].map((id) => office.get(`/api/files/${id}/facts`)))
    assert.deepEqual(
      statuses.map(({ status }) => status),
      [410, 200, 200],
    )
    assert.equal(ok(await office.get(`/api/entries/${other.id}`)).fields.photos.value.length, 1)
  })

  test('who was registered twice is erased under both ids, and what was kept for undoing the merge goes too', async () => {
    const one = await registerPerson(world, '合并留存者')
    const two = await registerPerson(world, '合并并入者')
    const entry = await register(world, { matter: '走访', person: two, illness: '并入者的病情' })
    ok(await act(entry.id, 'settle', 1))
    const registrar = registrarOf(world)
    const pair = { kind: 'person', survivorId: one, absorbedId: two, survivorVersion: 1, absorbedVersion: 1 }
    const merge = ok(await registrar.post('/api/merges', { ...pair, ground: '同一人' }), 201)
    const shown = async () => ok(await officeOf(world).get(`/api/entries/${entry.id}`)).fields.illness.value
    assert.equal(await shown(), '并入者的病情')
    // Asked for under the old id, it is the one person's.
    ok(await registrar.post(`/api/persons/${two}/erasure`, ask), 201)
    assert.equal((await registrar.get(`/api/persons/${one}/erasure`)).body.request.requestNo, '1')
    ok(await leader.post(`/api/persons/${one}/erasure/confirmation`), 201)
    assert.ok('$erased' in (await shown()))
    const { db } = world.house.handle
    const kept = await sql<{ row: string }>`
      select to_jsonb(m)::text as row from registry_merge as m where id = ${merge.id}`.execute(db)
    assert.equal(/合并并入者|合并留存者|同一人/.test(kept.rows[0]?.row ?? ''), false)
    const keys = await sql<{ wrapped: Buffer | null }>`
      select wrapped from person_key where person_id = any(${[one, two]}::uuid[])`.execute(db)
    assert.deepEqual(keys.rows, [{ wrapped: null }, { wrapped: null }])
    const undone = await registrar.call('PUT', `/api/merges/${merge.id}/undoing`, {
      body: { reason: '误并', acceptLoss: true },
    })
    assert.equal(undone.body.code, 'registry.undo_erased')
  })

  test('while an erasure is asked for, the person is not merged', async () => {
    const [one, two] = [await registerPerson(world, '待清除者'), await registerPerson(world, '另一人')]
    ok(await registrarOf(world).post(`/api/persons/${two}/erasure`, ask), 201)
    const pair = { kind: 'person', survivorId: one, absorbedId: two, survivorVersion: 1, absorbedVersion: 1 }
    const answer = await registrarOf(world).post('/api/merges', { ...pair, ground: '同一人' })
    assert.deepEqual([answer.status, answer.body.code], [409, 'registry.erasure_asked'])
    ok(await registrarOf(world).call('DELETE', `/api/persons/${two}/erasure`))
  })

  test('a time of retention stands against it until it has passed', async () => {
    const { engine } = world.house
    const basis = { 'zh-CN': '档案法', en: 'Archives Law' }
    const definition = { ...careLedger.definition, id: 'kept', retention: { years: 10, basis } }
    definition.fields = definition.fields.filter(({ derived }) => !derived)
    await engine.book.publish(definition, 1, world.clock.now())
    const person = await registerPerson(world, '保存期内者')
    const fields = { matter: '走访', person, illness: '旧病' }
    const answer = await officeOf(world).post('/api/ledgers/kept/entries', { fields, divisionCode: place })
    const { id, no } = ok(answer, 201)
    ok(await act(id, 'settle', 1))
    const { obstacles } = await plan(person)
    assert.deepEqual(obstacles, [
      { kind: 'retention', count: 1, nos: [no], until: '2036-03-02T01:00:00.000Z', basis },
    ])
    const refused = await registrarOf(world).post(`/api/persons/${person}/erasure`, ask)
    assert.equal(refused.body.code, 'ledgers.erasure_hindered')
    const at = world.clock.now()
    world.clock.set(new Date('2036-03-02T01:00:01Z'))
    assert.deepEqual((await planAt(world, person)).obstacles, [])
    world.clock.set(at)
  })

  /** Read as the registrar would, whose session has ended ten years on. */
  async function planAt({ house, clock }: World, person: string) {
    const actor = {
      accountId: 1,
      positionId: 1,
      organisationId: 1,
      name: '',
      role: 'registrar',
      divisions: ['990001'],
      ledgers: 'all' as const,
      sensitivity: 2,
      rights: ['registry.read', 'registry.erase'],
      locale: 'en' as const,
    }
    assert.equal(clock.now().getUTCFullYear(), 2036)
    const deps = { engine: house.engine, files: house.files, file: house.erasures }
    const { plan } = await readErasure(deps, actor, person)
    assert.ok(plan)
    return plan
  }

  test('a confirmation whose commit was lost is completed from the file, and keeps its number', async () => {
    const { house } = world
    const person = await registerPerson(world, '提交丢失者')
    const entry = await register(world, { person, illness: '将被清除' })
    ok(await act(entry.id, 'settle', 1))
    ok(await registrarOf(world).post(`/api/persons/${person}/erasure`, ask), 201)
    const before = readFileSync(house.erasures, 'utf8')
    // The line is on the disk when the transaction fails: nothing of it stands in the database.
    await sql`create function lose() returns trigger language plpgsql as $$ begin raise exception 'lost'; end $$;`.execute(
      house.handle.db,
    )
    await sql`create constraint trigger lost after insert on erasure deferrable initially deferred
      for each row execute function lose()`.execute(house.handle.db)
    assert.equal((await leader.post(`/api/persons/${person}/erasure/confirmation`)).status, 500)
    await sql`drop trigger lost on erasure`.execute(house.handle.db)
    assert.notEqual(readFileSync(house.erasures, 'utf8'), before)
    assert.equal(ok(await registrarOf(world).get(`/api/persons/${person}`)).name, '提交丢失者')
    assert.equal(await reapplyErasures({ engine: house.engine, file: house.erasures }), 1)
    const done = ok(await leader.get(`/api/persons/${person}/erasure`))
    const lines = await readErasures(house.erasures)
    assert.equal(done.certificate, `QC${String(lines.length).padStart(6, '0')}`)
    const log = ok(await officeOf(world).get(`/api/entries/${entry.id}/actions`))
    assert.equal(log.at(-1).word, 'erase')
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from erasure_request where outcome is null`.execute(house.handle.db)
    assert.equal(rows[0]?.n, 0)
    assert.equal(await reapplyErasures({ engine: house.engine, file: house.erasures }), 0)
  })

  test('a line of another number or text than the database’s is refused', async () => {
    const { engine, erasures } = world.house
    const [line] = await readErasures(erasures)
    assert.ok(line)
    const file = `${erasures}.other`
    await appendErasure(file, { ...line, certificate: line.certificate.replace('PIPL 47', 'PIPL 48') })
    await assert.rejects(reapplyErasures({ engine, file }), { code: 'ledgers.erasure_line' })
  })
})
