import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { complaintLedger } from '../../../../test/toy/complaint-ledger.ts'
import { permitLedger } from '../../../../test/toy/permit-ledger.ts'
import { reactions } from '../../../../test/toy/reacting-ledgers.ts'
import { defineLedger } from './define-ledger.ts'
import type { LedgerInput } from './definition.ts'
import { reactionsTo } from './reaction-conditions.ts'
import { reactionFaultsAcross } from './reaction-faults.ts'
import { blankState, emptyChange, type Values } from './state.ts'

const [answer, ask] = reactions
const define = (reaction: unknown) =>
  defineLedger({ ...complaintLedger.definition, reactions: [reaction] } as LedgerInput).definition

describe('declared reactions', () => {
  const faults = (reaction: unknown) => {
    try {
      define(reaction)
      return []
    } catch (error) {
      return (error as { items: { path: string; code: string }[] }).items.map(
        ({ path, code }) => `${path} ${code}`,
      )
    }
  }

  test('are checked with their own ledger, each fault with its place', () => {
    const at = 'reactions.0'
    assert.deepEqual([...faults(answer), ...faults(ask)], [])
    assert.deepEqual(faults({ ...answer, act: undefined }), [`${at} ledgers.reaction_does_one`])
    assert.deepEqual(faults({ ...answer, register: ask?.register }), [`${at} ledgers.reaction_does_one`])
    assert.deepEqual(faults({ ...ask, on: { action: 'vanish' } }), [`${at}.on.action ledgers.not_declared`])
    assert.deepEqual(faults({ ...ask, on: { action: 'complete', outcome: 'x' } }), [
      `${at}.on.outcome ledgers.not_declared`,
    ])
    assert.deepEqual(
      faults({ ...answer, act: { ...answer?.act, input: { opinion: { from: 'nothing' } } } }),
      [`${at}.act.input.opinion.from ledgers.not_declared`],
    )
  })

  const across = (reaction: unknown, permit = permitLedger.definition) => {
    const own = define(reaction)
    const all = [own, permit]
    return reactionFaultsAcross(own, (code) => all.find(({ id }) => id === code), all).map(
      ({ path, code }) => `${path} ${code}`,
    )
  }
  const register = (more: object) => ({ ...ask, register: { ...ask?.register, ...more } })

  test('are checked with the ledgers that they reach', () => {
    const at = 'reactions.0'
    assert.deepEqual([...across(answer), ...across(ask)], [])
    assert.deepEqual(across(register({ ledger: 'nowhere' })), [`${at}.register.ledger ledgers.not_declared`])
    const colour = { subject: { of: 'title' }, colour: { value: 'x' } }
    assert.deepEqual(across(register({ fields: colour })), [
      `${at}.register.fields.colour ledgers.not_declared`,
    ])
    assert.deepEqual(across(register({ fields: {} })), [`${at}.register.fields ledgers.reaction_lacks_field`])
    const lonely = structuredClone(permitLedger.definition)
    lonely.reactions = [
      { ...answer, on: { action: 'approve' }, act: { on: 'parts', action: 'approve', input: {} } },
    ] as never
    assert.deepEqual(
      reactionFaultsAcross(lonely, () => lonely, [lonely]).map(({ path, code }) => `${path} ${code}`),
      [`${at}.act.on ledgers.reaction_reaches_none`],
    )
  })

  test('act in a ledger only where it lets the kernel', () => {
    const closed = structuredClone(permitLedger.definition)
    if (closed.actions[0]) closed.actions[0].by = [{ who: 'role', role: 'steward' }]
    assert.deepEqual(across(ask, closed), ['reactions.0.register.ledger ledgers.reaction_not_allowed'])
    const complete = { on: 'duplicates', action: 'complete', input: { opinion: { from: 'opinion' } } }
    assert.deepEqual(across({ ...answer, act: complete }), [
      'reactions.0.act.action ledgers.reaction_not_allowed',
    ])
  })

  test('carry nothing to where more may read it', () => {
    const guarded = structuredClone(complaintLedger.definition)
    for (const field of guarded.fields) if (field.name === 'site') field.sensitivity = 2
    const own = defineLedger({ ...guarded, reactions: [ask] } as LedgerInput).definition
    const all = [own, permitLedger.definition]
    assert.deepEqual(
      reactionFaultsAcross(own, (code) => all.find(({ id }) => id === code), all).map(
        ({ path, code }) => `${path} ${code}`,
      ),
      ['reactions.0.register.fields.site ledgers.reaction_lowers_class'],
    )
  })

  test('have a condition over the entry as the action leaves it and its input; unknown is no', () => {
    const on = (when: string) => ({ ...ask, on: { action: 'complete', when } })
    const due = (when: string, values: Values) => {
      const state = { ...blankState('x'), stage: 'done', effectiveAt: '2026-03-02T01:00:00.000Z', values }
      return reactionsTo(define(on(when)), { ...emptyChange('complete'), asks: { opinion: 'yes' } }, state)
    }
    assert.deepEqual(due('subject = "noise" and stage = "done"', { subject: 'noise' }), ['ask_for_permit'])
    assert.deepEqual(due('subject = "noise"', { subject: 'dust' }), [])
    assert.deepEqual(due('subject = "noise"', {}), [])
    assert.deepEqual(due('input.opinion = "yes" and today > date("2026-03-01")', {}), ['ask_for_permit'])
    const [fault] = faults(on('colour = "red"'))
    assert.match(fault ?? '', /^reactions\.0\.on\.when /)
  })
})
