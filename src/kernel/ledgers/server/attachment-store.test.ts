import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '#kernel/db/server'
import { complaintLedger } from '../../../../test/toy/complaint-ledger.ts'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import { toyLedger } from '../../../../test/toy/toy-ledger.ts'
import { type Attachments, readAttachments } from './attachment-store.ts'
import type { ActionRequest } from './perform.ts'

describe('what hangs on an entry, as an action answers it', () => {
  let toy: Toy
  before(async () => {
    toy = await openToy(undefined, { ledgers: [complaintLedger, toyLedger] })
  })
  after(() => toy.close())

  const party = () => ({ kind: 'person' as const, objectId: newId(), role: 'party' })
  const registration = { action: 'register', divisionCode: '211302001', ledger: 'complaint' }
  const shape = ({ subjects, files, linked, reacted }: Attachments) =>
    [subjects.length, files.length, linked, reacted] as const

  /** Does it, and answers what it says hangs there; what stands in the database has to be the same. */
  async function answered(request: ActionRequest) {
    const { office } = toy.actors
    const performed = await toy.engine.perform(office, [request], newId())
    const { entryId } = performed.results[0] as { entryId: string }
    const { attachments, state } = await toy.engine.after(office, performed, entryId)
    assert.deepEqual(attachments, await readAttachments(toy.engine.handle.db, entryId))
    const act = (action: string, input: ActionRequest['input'], subjects?: ActionRequest['subjects']) =>
      answered({ action, input, subjects, entryId, expectedSeq: state.seq })
    return { id: entryId, shape: shape(attachments), act, known: performed.attachments.has(entryId) }
  }

  test('it is what a reader finds, whether it came before, with the action, twice, or not at all', async () => {
    const bare = await answered({ ...registration, input: { subject: 'noise' } })
    assert.deepEqual([bare.shape, bare.known], [[0, 0, false, false], true])
    const subjects = [party()]
    const about = await answered({ ...registration, input: { subject: 'smoke' }, subjects })
    assert.deepEqual([about.shape, about.known], [[1, 0, false, false], false])
    const later = await about.act('comment', { text: 'seen' })
    assert.deepEqual([later.shape, later.known], [[1, 0, false, false], true])
    const again = await later.act('comment', { text: 'the same person' }, [...subjects, party()])
    assert.deepEqual(again.shape, [2, 0, false, false])
    const linked = await again.act('link', { entryId: bare.id, relation: 'part_of' })
    assert.deepEqual(linked.shape, [2, 0, true, false])
    const other = await answered({
      action: 'comment',
      input: { text: 'linked from there' },
      entryId: bare.id,
      expectedSeq: 1,
    })
    assert.deepEqual([other.shape, other.known], [[0, 0, true, false], true])
  })

  test('files hang there once, however often they are named', async () => {
    const proof = [newId(), newId()]
    const toyEntry = { ...registration, ledger: 'toy' }
    const filed = await answered({ ...toyEntry, input: { subject: 'papers', proof: [...proof, ...proof] } })
    assert.deepEqual(filed.shape, [0, 2, false, false])
    const moved = await filed.act('comment', { text: 'seen' })
    assert.deepEqual([moved.shape, moved.known], [[0, 2, false, false], true])
  })
})
