import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { complaintLedger } from '../../../../test/toy/complaint-ledger.ts'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import { toyLedger } from '../../../../test/toy/toy-ledger.ts'
import { presentLinks } from './present-links.ts'
import { verifyLog } from './verify.ts'

describe('links between entries', () => {
  let toy: Toy
  before(async () => {
    toy = await openToy(undefined, { ledgers: [complaintLedger, toyLedger] })
  })
  after(() => toy.close())

  async function register(divisionCode = '211302001', ledger = 'complaint', by: Actor = toy.actors.office) {
    const { results } = await toy.engine.perform(
      by,
      [{ ledger, action: 'register', divisionCode, input: { subject: 'noise' } }],
      newId(),
    )
    return results[0]?.entryId ?? ''
  }
  const seqOf = async (id: string) => (await toy.engine.get(toy.actors.office, id)).state.seq
  async function link(from: string, entryId: string, relation = 'part_of', by: Actor = toy.actors.office) {
    const expectedSeq = await seqOf(from)
    return toy.engine.perform(
      by,
      [{ entryId: from, expectedSeq, action: 'link', input: { entryId, relation } }],
      newId(),
    )
  }
  const shown = async (by: Actor, id: string) =>
    (await presentLinks(toy.engine, by, id)).map(({ relation, outward, entry, count }) => [
      relation,
      outward,
      entry?.id ?? null,
      count,
    ])

  test('a link shows on both entries; what the reader may not see is counted, without its title', async () => {
    const { office, steward } = toy.actors
    const one = await register()
    const two = await register('211302002')
    const three = await register('211302002')
    await link(one, two)
    await link(one, three)
    assert.deepEqual(await shown(office, one), [
      ['part_of', true, two, 1],
      ['part_of', true, three, 1],
    ])
    assert.deepEqual(await shown(office, two), [['part_of', false, one, 1]])
    assert.deepEqual(await shown(steward, one), [['part_of', true, null, 2]])
  })

  test('a duplicate’s tasks end, and it goes to the declared stage; a second master is refused', async () => {
    const { office } = toy.actors
    const [master, other, duplicate] = [await register(), await register(), await register()]
    await link(duplicate, master, 'duplicate_of')
    const { state } = await toy.engine.get(office, duplicate)
    assert.deepEqual([state.stage, state.isOpen, state.tasks], ['merged', false, []])
    await assert.rejects(link(duplicate, other, 'duplicate_of'), { code: 'ledgers.wrong_stage' })
  })

  test('out of sight, of another ledger, not there, itself and twice the same are refused', async () => {
    const { steward } = toy.actors
    const [one, two, far] = [await register(), await register(), await register('211302002')]
    const unknown = { code: 'ledgers.unknown_entry', status: 404 }
    await assert.rejects(link(one, far, 'part_of', steward), unknown)
    await assert.rejects(link(one, await register('211302001', 'toy')), unknown)
    await assert.rejects(link(one, newId()), unknown)
    await assert.rejects(link(one, one), { code: 'ledgers.linked_to_itself' })
    await link(one, two)
    await assert.rejects(link(one, two), { code: 'ledgers.linked_already' })
    await link(one, two, 'caused_by')
  })

  test('of links that would close a ring, made all at once, one is refused', async () => {
    for (const size of [2, 3, 4, 6]) {
      const ring = await Promise.all(Array.from({ length: size }, () => register()))
      const tries = await Promise.allSettled(
        ring.map((id, index) => link(id, ring[(index + 1) % size] as string)),
      )
      const refused = tries.filter((item) => item.status === 'rejected')
      assert.deepEqual(
        refused.map(({ reason }) => (reason as { code: string }).code),
        ['ledgers.link_loops'],
        `a ring of ${size}`,
      )
    }
  })

  test('verification compares the table with the log', async () => {
    const { handle, keys } = toy.engine
    const [one, two] = [await register(), await register()]
    await link(one, two)
    const { publicKey } = keys.signing
    const options = { handle, publicKey, checkpoints: '/nonexistent', replay: 'all' } as const
    const faults = async () =>
      (await verifyLog(options)).findings.filter(({ code }) => code === 'projection_differs')
    assert.deepEqual(await faults(), [])
    await sql`delete from entry_link where entry_id = ${one}`.execute(handle.db)
    assert.deepEqual(
      (await faults()).map(({ entryId, what }) => [entryId, what]),
      [[one, 'links']],
    )
  })
})
