import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '#kernel/db/server'
import { dossierLedgers, noteInDossier, paperInput } from '../../../../test/toy/dossier-ledgers.ts'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import { type LedgerInput, parseDefinition } from '../model.ts'
import { reactionFaultsAcross } from '../model/reaction-faults.ts'
import type { Values } from '../model/state.ts'
import { reactionConsumer, runReactions } from './reactions.ts'
import { Relay } from './relay.ts'

describe('a reaction on the entry that a field names', () => {
  let toy: Toy
  let relay: Relay
  before(async () => {
    toy = await openToy(undefined, { ledgers: dossierLedgers })
    toy.clock.set(new Date('2026-03-02T17:00:00Z'))
    relay = new Relay({
      engine: toy.engine,
      consumers: [reactionConsumer(toy.engine)],
      onError: (error) => {
        throw error
      },
    })
  })
  after(() => toy.close())

  async function register(ledger: string, input: Values) {
    const request = { ledger, action: 'register', divisionCode: '211302001', input }
    const { results } = await toy.engine.perform(toy.actors.office, [request], newId())
    return results[0]?.entryId ?? ''
  }
  async function issue(entryId: string, no: string) {
    const { state } = await toy.engine.get(toy.actors.office, entryId)
    const request = { entryId, expectedSeq: state.seq, action: 'issue', input: { no } }
    await toy.engine.perform(toy.actors.office, [request], newId())
    await relay.drain()
    return runReactions(toy.engine)
  }
  const papersOf = async (id: string) => (await toy.engine.get(toy.actors.office, id)).state.values['papers']

  test('adds its row, sets it anew the next time, and leaves the other rows as they are', async () => {
    const dossier = await register('dossier', { name: 'A', papers: [{ code: 'land', no: '7' }] })
    const fire = await register('paper', { code: 'fire', dossier })
    await issue(fire, '1')
    const first = { code: 'fire', no: '1', day: '2026-03-03', paper: fire }
    assert.deepEqual(await papersOf(dossier), [{ code: 'land', no: '7' }, first])
    const land = await register('paper', { code: 'land', dossier })
    await issue(land, '8')
    await issue(fire, '2')
    assert.deepEqual(await papersOf(dossier), [
      { ...first, code: 'land', no: '8', paper: land },
      { ...first, no: '2' },
    ])
  })

  test('does nothing where the field names nobody', async () => {
    assert.equal(await issue(await register('paper', { code: 'loose' }), '1'), 1)
  })

  const faults = (act: object) => {
    const input = { ...paperInput, reactions: [{ ...noteInDossier, act: { ...noteInDossier.act, ...act } }] }
    try {
      const own = parseDefinition(input as LedgerInput)
      const all = [own, ...dossierLedgers.map(({ definition }) => definition)]
      return reactionFaultsAcross(own, (id) => all.find((one) => one.id === id), all).map(
        ({ path, code }) => `${path} ${code}`,
      )
    } catch (error) {
      return (error as { items: { path: string; code: string }[] }).items.map(
        ({ path, code }) => `${path} ${code}`,
      )
    }
  }
  const papers = (values: object, key = 'code') => ({ input: { papers: { row: { key, values } } } })

  test('is checked with its own ledger and with the one that it reaches', () => {
    const at = 'reactions.0.act'
    const code = { from: 'code' }
    assert.deepEqual(faults({}), [])
    assert.deepEqual(faults({ on: { field: 'gone' } }), [`${at}.on.field ledgers.not_declared`])
    assert.deepEqual(faults({ on: { field: 'code' } }), [`${at}.on.field ledgers.reaction_reaches_none`])
    assert.deepEqual(faults(papers({ no: code })), [`${at}.input.papers.row.key ledgers.not_declared`])
    assert.deepEqual(faults(papers({ code: { from: 'gone' } })), [
      `${at}.input.papers.row.values.code.from ledgers.not_declared`,
    ])
    assert.deepEqual(faults(papers({ code, colour: code })), [
      `${at}.input.papers.row.values.colour ledgers.not_declared`,
    ])
  })
})
