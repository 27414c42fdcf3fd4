import assert from 'node:assert/strict'
import { dirname } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { checkpointFile, verifyLog } from '#kernel/ledgers/server'
import { sealLog } from '../../src/main/jobs.ts'
import { openWorld, type World } from '../world/app.ts'
import type { Answer, Caller } from '../world/caller.ts'
import { carePlatform } from '../world/secret-ledger.ts'
import { leaderOf, officeOf, ok, place, register, registerPerson, registrarOf } from './planted-person.ts'
import { everything, tracesOf } from './traces.ts'

const ask = {
  legalBasis: 'PIPL 47',
  requestNo: '1',
  reason: 'asked by the person',
  overrideGround: 'in writing',
}
const words = { first: '慢性病甲乙丙丁戊', second: '遗传病己庚辛壬癸' }

describe('an erasure while others write', () => {
  let world: World
  let leader: Caller
  before(async () => {
    world = await openWorld({ platforms: [carePlatform] })
    leader = await leaderOf(world)
  })
  after(() => world.close())

  const asked = async (personId: string) => {
    ok(await registrarOf(world).post(`/api/persons/${personId}/erasure`, ask), 201)
    return () => leader.post(`/api/persons/${personId}/erasure/confirmation`)
  }
  const isWhole = async (texts: readonly string[]) => {
    await world.app.relay.drain()
    await sealLog(world.house)
    const { handle, keys, checkpoints, erasures } = world.house
    const publicKey = keys.signing.publicKey
    const found = await verifyLog({
      handle,
      checkpoints: checkpointFile(checkpoints),
      publicKey,
      replay: 'all',
    })
    assert.deepEqual(found.findings, [])
    assert.deepEqual(tracesOf(texts, await everything(handle, [dirname(erasures)])), [])
  }

  test('each writer is before it or refused, and nothing of either is left to read', async () => {
    const person = await registerPerson(world, '并发者')
    const entries = await Promise.all(
      Array.from({ length: 6 }, () => register(world, { person, illness: words.first })),
    )
    const confirm = await asked(person)
    const write = (index: number): Promise<Answer> => {
      const entry = entries[index % entries.length]
      const fields = { matter: '走访', person, illness: words.first }
      if (index % 3 === 0)
        return officeOf(world).post('/api/ledgers/care/entries', { fields, divisionCode: place })
      const input = index % 3 === 1 ? { text: words.first } : { illness: words.first }
      const action = index % 3 === 1 ? 'comment' : 'report'
      return officeOf(world).post(`/api/entries/${entry?.id}/actions/${action}`, { expectedSeq: 1, input })
    }
    const answers = await Promise.all([
      ...Array.from({ length: 9 }, (_, index) => write(index)),
      confirm(),
      ...Array.from({ length: 15 }, (_, index) => write(index + 9)),
    ])
    const codes = answers.map(({ status, body }) => (status < 300 ? 'done' : `${status} ${body.code}`))
    const known = ['done', '409 registry.person_erased', '409 ledgers.changed_meanwhile']
    assert.deepEqual(
      [...new Set(codes)].filter((code) => !known.includes(code)),
      [],
    )
    assert.equal(answers[9]?.status, 201)
    await isWhole([words.first, '并发者'])
    const late = await write(0)
    assert.equal(late.body.code, 'registry.person_erased')
  })

  test('of two persons of the same entries, both are erased, one after the other', async () => {
    const [one, two] = [await registerPerson(world, '先清除者'), await registerPerson(world, '后清除者')]
    for (const [person, other] of [
      [one, two],
      [two, one],
    ] as const) {
      const subjects = [{ kind: 'person', objectId: other, role: 'relative' }]
      const fields = { matter: '走访', person, illness: words.second }
      const body = { fields, divisionCode: place, subjects }
      ok(await officeOf(world).post('/api/ledgers/care/entries', body), 201)
    }
    const both = [await asked(one), await asked(two)]
    const answers = await Promise.all(both.map((confirm) => confirm()))
    assert.deepEqual(
      answers.map(({ body }) => body.certificate).toSorted((a, b) => (a < b ? -1 : 1)),
      ['QC000002', 'QC000003'],
    )
    await isWhole([words.second, '先清除者', '后清除者'])
  })
})
