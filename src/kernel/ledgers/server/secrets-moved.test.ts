import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ok, officeOf, place, registerPerson, registrarOf } from '../../../../test/proof/planted-person.ts'
import { openWorld, type World } from '../../../../test/world/app.ts'
import { careLedger } from '../../../../test/world/secret-ledger.ts'
import type { LedgerDefinition } from '../model/definition.ts'
import { startMigration, workMigrations } from './migrate-run.ts'
import { systemActor } from './ladder.ts'

describe('secrets in fields that moved', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  /** The same ledger as data, its fields called by other names. */
  function version(names: Record<string, string>): LedgerDefinition {
    const nameOf = (name: string) => names[name] ?? name
    const { definition } = careLedger
    return {
      ...definition,
      id: 'cared',
      fields: definition.fields
        .filter(({ derived }) => !derived)
        .map((field) => ({ ...field, name: nameOf(field.name) })),
      actions: definition.actions.map((action) => ({
        ...action,
        input: action.input === 'all' ? 'all' : action.input.map(nameOf),
      })),
    }
  }

  test('a secret is read under its field’s later name, and goes with the person under both', async () => {
    const { engine } = world.house
    const names = { illness: 'sickness', papers: 'documents' }
    await engine.book.publish(version({}), 1, world.clock.now())
    const person = await registerPerson(world, '甲')
    const office = officeOf(world)
    const before = await office.upload('a.txt', 'before')
    const fields = { matter: '走访', person, illness: '旧名下的病情', papers: [before] }
    const url = `/api/entries/${ok(await office.post('/api/ledgers/cared/entries', { fields, divisionCode: place }), 201).id}`
    await engine.book.publish(version(names), 1, world.clock.now())
    const map = { stages: {}, tasks: {}, fields: names }
    await startMigration(engine, systemActor, engine.book.get('cared'), { to: 2, map }, true)
    assert.equal(await workMigrations(engine), 1)
    const moved = ok(await office.get(url))
    assert.equal(moved.version, 2)
    assert.equal(moved.fields.sickness.value, '旧名下的病情')
    const later = await office.upload('b.txt', 'later')
    const input = { sickness: '新名下的病情', documents: [before, later] }
    const said = ok(await office.post(`${url}/actions/report`, { expectedSeq: moved.seq, input }))
    assert.equal(said.fields.sickness.value, '新名下的病情')

    const { plan } = ok(await registrarOf(world).get(`/api/persons/${person}/erasure`))
    assert.deepEqual([plan.ledgers[0].values, plan.files], [2, 2])
  })
})
