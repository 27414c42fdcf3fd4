import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  type ActorName,
  actors,
  carry,
  courses,
  place,
  proof,
  attempt,
} from '../../../../test/toy/toy-course.ts'
import { toyLedger } from '../../../../test/toy/toy-ledger.ts'
import { blankState, type EntryState, type Values } from './state.ts'
import { checkEvidence, mayTake } from './verdict.ts'

const now = '2026-03-02T01:00:00.000Z'
const actions = toyLedger.definition.actions
const actionOf = (id: string) => actions.find((action) => action.id === id)!

const office: ActorName[] = ['office', 'officeColleague']
const keepers: ActorName[] = ['steward', 'stewardColleague', ...office]
const unit: ActorName[] = ['unit', 'unitColleague']
const ofHandler = (who: ActorName[]) => ({
  acknowledge: who,
  transfer: who,
  send_back: who,
  complete: who,
  suspend: office,
  report: [...keepers, ...who],
  comment: [...keepers, ...who],
})

/**
 * Who may do what where. An action that stands in a stage's row is refused to everyone else as not theirs; one that
 * does not stand there is refused to everyone for the stage.
 */
const table: Record<keyof typeof courses, Record<string, ActorName[]>> = {
  registered: {
    accept: office,
    dispatch: office,
    assign: ['leader'],
    void: office,
    report: keepers,
    comment: keepers,
  },
  accepted: { dispatch: office, assign: ['leader'], void: office, report: keepers, comment: keepers },
  handling: ofHandler(unit),
  handlingNamed: ofHandler(['unit']),
  suspended: { resume: office, comment: [...keepers, ...unit] },
  completed: { verify: ['steward'], report: keepers, comment: keepers },
  verified: { close: office, report: keepers, comment: keepers },
  closed: { reopen: office, comment: keepers },
  voided: {},
}

function codesOf(state: EntryState): Record<string, string> {
  return Object.fromEntries(
    actions.flatMap((action) =>
      Object.entries(actors).map(([name, actor]) => {
        const verdict = mayTake(state, action, actor)
        return [`${action.id} by ${name}`, verdict.ok ? 'ok' : `${verdict.status} ${verdict.code}`]
      }),
    ),
  )
}

function expected(row: Record<string, ActorName[]>, atRegister: string): Record<string, string> {
  return Object.fromEntries(
    actions.flatMap(({ id }) =>
      Object.keys(actors).map((name) => {
        const allowed = row[id]
        const refused = id === 'register' && !allowed ? atRegister : '409 ledgers.wrong_stage'
        const code = !allowed ? refused : allowed.includes(name as ActorName) ? 'ok' : '403 ledgers.not_yours'
        return [`${id} by ${name}`, code]
      }),
    ),
  )
}

describe('who may do what', () => {
  for (const [stage, steps] of Object.entries(courses)) {
    test(`an entry that is ${stage} lets exactly those act that its row names`, () => {
      assert.deepEqual(
        codesOf(carry(steps)),
        expected(table[stage as keyof typeof courses], '409 ledgers.already_registered'),
      )
    })
  }

  test('an entry that is not yet there can only be registered, by a role over its place', () => {
    const unborn = { ...blankState('entry'), ledger: 'toy', divisionCode: place }
    assert.deepEqual(codesOf(unborn), expected({ register: keepers }, ''))
  })

  test('the table has a row for every stage that the ledger declares', () => {
    const reached = new Set(Object.values(courses).map((steps) => carry(steps).stage))
    assert.deepEqual([...reached].sort(), toyLedger.definition.stages.map(({ id }) => id).sort())
  })

  test('the registrant and the system act where the declaration names them, and nobody else', () => {
    const state = carry(courses.handling)
    const by = (who: 'registrant' | 'system') => ({ ...actionOf('comment'), by: [{ who }] })
    const whoMay = (who: 'registrant' | 'system') =>
      Object.entries(actors).flatMap(([name, actor]) => (mayTake(state, by(who), actor).ok ? [name] : []))
    assert.deepEqual(whoMay('registrant'), ['steward'])
    assert.deepEqual(whoMay('system'), ['system'])
  })

  test('deciding refuses what the table refuses, and changes nothing', () => {
    assert.deepEqual(attempt(carry(courses.registered), { action: 'accept', by: 'stranger' }), {
      verdict: { ok: false, code: 'ledgers.not_yours', status: 403 },
    })
    assert.deepEqual(attempt(carry(courses.handling), { action: 'close', by: 'office' }), {
      verdict: { ok: false, code: 'ledgers.wrong_stage', status: 409 },
    })
  })
})

describe('evidence', () => {
  const state = (values: Values, done: Record<string, string> = {}): EntryState => {
    const blank = blankState('entry')
    return { ...blank, values, marks: { ...blank.marks, done } }
  }
  const asks = (...evidence: (typeof actions)[number]['evidence']) => ({ ...actionOf('close'), evidence })
  const missing = (field: string) => ({
    ok: false,
    code: 'ledgers.evidence_missing',
    status: 409,
    params: { field },
  })
  const notDone = { ok: false, code: 'ledgers.not_done_before', status: 409, params: { action: 'verify' } }

  test('files are counted, with those that come in the action itself', () => {
    const two = asks({ kind: 'files', field: 'proof', min: 2 })
    assert.deepEqual(checkEvidence(state({}), two, {}, now), missing('proof'))
    assert.deepEqual(checkEvidence(state({ proof: [proof] }), two, {}, now), missing('proof'))
    assert.deepEqual(checkEvidence(state({ proof: 'two' }), two, {}, now), missing('proof'))
    assert.deepEqual(checkEvidence(state({ proof: [proof, proof] }), two, {}, now), { ok: true })
    assert.deepEqual(checkEvidence(state({}), two, { proof: [proof, proof] }, now), { ok: true })
    assert.deepEqual(
      checkEvidence(state({ proof: [proof, proof] }), two, { proof: null }, now),
      missing('proof'),
    )
  })

  test('a value is there unless it is absent or nothing; false and nought are values', () => {
    const cost = asks({ kind: 'value', field: 'cost' })
    assert.deepEqual(checkEvidence(state({}), cost, {}, now), missing('cost'))
    assert.deepEqual(checkEvidence(state({ cost: null }), cost, {}, now), missing('cost'))
    for (const value of [0, false, '']) {
      assert.deepEqual(checkEvidence(state({ cost: value }), cost, {}, now), { ok: true })
      assert.deepEqual(checkEvidence(state({}), cost, { cost: value }, now), { ok: true })
    }
  })

  test('an action counts as done with the outcome that is asked for', () => {
    const any = asks({ kind: 'done', action: 'verify' })
    const passed = asks({ kind: 'done', action: 'verify', outcome: 'passed' })
    assert.deepEqual(checkEvidence(state({}), any, {}, now), notDone)
    assert.deepEqual(checkEvidence(state({}, { verify: 'failed' }), any, {}, now), { ok: true })
    assert.deepEqual(checkEvidence(state({}, { verify: 'failed' }), passed, {}, now), notDone)
    assert.deepEqual(checkEvidence(state({}, { verify: 'passed' }), passed, {}, now), { ok: true })
  })

  test('the first rule that is not met is the one that is told', () => {
    const both = asks({ kind: 'done', action: 'verify' }, { kind: 'value', field: 'cost' })
    assert.deepEqual(checkEvidence(state({}), both, {}, now), notDone)
  })

  test('an entry without proof is not closed off, though it was verified', () => {
    const bare = carry([
      ...courses.handling,
      { action: 'complete', by: 'unit' },
      { action: 'verify', by: 'steward', input: { outcome: 'passed' } },
    ])
    assert.deepEqual(attempt(bare, { action: 'close', by: 'office' }), { verdict: missing('proof') })
  })
})
