import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wholeLedger } from '../../../../test/toy/whole-ledger.ts'
import type { Action, LedgerDefinition, TaskKind } from './definition.ts'
import { wordFaults } from './word-faults.ts'

type Change = (definition: LedgerDefinition) => void
const actionOf = (definition: LedgerDefinition, id: string) =>
  definition.actions.find((one) => one.id === id)!
const taskOf = (definition: LedgerDefinition, kind: string) =>
  definition.tasks.find((one) => one.kind === kind)!
const onAction =
  (id: string, part: Partial<Action>): Change =>
  (definition) =>
    Object.assign(actionOf(definition, id), part)
const onTask =
  (kind: string, part: Partial<TaskKind>): Change =>
  (definition) =>
    Object.assign(taskOf(definition, kind), part)
const without =
  (word: Action['word']): Change =>
  (definition) => {
    definition.actions = definition.actions.filter((action) => action.word !== word)
  }
const label = { 'zh-CN': 'x', en: 'x' }

function faultsOf(change: Change): string[] {
  const definition = structuredClone(wholeLedger.definition)
  change(definition)
  return wordFaults(definition).map(({ path, code, name }) => {
    const index = Number(/^(?:actions|tasks)\.(\d+)/.exec(path)?.[1])
    const of = path.startsWith('actions') ? definition.actions[index]?.id : definition.tasks[index]?.kind
    return `${of}${path.replace(/^\w+\.\d+/, '')} ${code.replace('ledgers.', '')} ${name}`.trim()
  })
}

const cases: [string, Change, string[]][] = [
  ['nothing', () => undefined, []],
  [
    'a clock within one that is not there',
    onTask('sign', { within: 'day' }),
    ['sign.within not_declared day'],
  ],
  [
    'clocks within one another in a ring',
    onTask('total', { within: 'sign' }),
    [
      'total.within clock_within_itself total',
      'sign.within clock_within_itself sign',
      'handle.within clock_within_itself handle',
    ],
  ],
  ['support without a rule', onTask('support', { join: undefined }), ['support.join join_misplaced support']],
  ['a rule without support', onTask('verify', { join: 'any' }), ['verify.join join_misplaced verify']],
  [
    'support of itself',
    onTask('support', { supports: 'support' }),
    ['support.supports supports_itself support'],
  ],
  [
    'clocks stopped that are not there',
    onAction('request_correction', { pauses: { tasks: ['day'], whenOutcome: 'never' } }),
    [
      'request_correction.pauses.tasks.0 not_declared day',
      'request_correction.pauses.whenOutcome not_declared never',
    ],
  ],
  [
    'pauses ended that nothing begins',
    onAction('supplement', { resumes: { tasks: ['total'], of: ['suspend', 'accept'] } }),
    ['supplement.resumes.of.1 not_declared accept'],
  ],
  [
    'an extension of nothing',
    onAction('request_extension', { extends: undefined }),
    ['request_extension.extends word_needs request_extension'],
  ],
  [
    'an extension by another word',
    onAction('comment', { extends: { task: 'handle', unit: 'hours', countMax: 1, timesMax: 1 } }),
    ['comment.extends word_misplaced request_extension'],
  ],
  ['ratings of nobody', onAction('rate', { rates: undefined }), ['rate.rates word_needs rate']],
  [
    'ratings of a task that is not there',
    onAction('rate', { rates: ['day'] }),
    ['rate.rates.0 not_declared day'],
  ],
  [
    'other eyes than of nobody',
    onAction('approve', { otherThan: ['look'] }),
    ['approve.otherThan.0 not_declared look'],
  ],
  [
    'requests that nobody decides',
    without('approve_extension'),
    ['request_extension.word word_needs_word approve_extension'],
  ],
  ['consulting nobody can answer', without('contribute'), ['consult.word word_needs_word contribute']],
  ['a notice nobody can object to', without('object'), ['publicise.word word_needs_word object']],
  ['a cap without a way on', without('adjudicate'), ['send_back.word word_needs_word adjudicate']],
  ['appeals that nobody decides', without('decide_appeal'), ['appeal.word word_needs_word decide_appeal']],
  [
    'outcomes that the engine does not know',
    onAction('approve_extension', {
      outcomes: [
        { id: 'approved', label },
        { id: 'later', label },
      ],
    }),
    [
      'approve_extension.outcomes outcome_missing refused',
      'approve_extension.outcomes outcome_unknown later',
    ],
  ],
  [
    'a question that the word asks already',
    onAction('appeal', { asks: [{ name: 'reason', label, kind: 'text' }] }),
    ['appeal.asks.0.name name_taken reason'],
  ],
]

for (const [what, change, expected] of cases)
  test(`a declaration with ${what} is told of ${expected.length === 0 ? 'nothing' : 'it, with its place'}`, () => {
    assert.deepEqual(faultsOf(change).toSorted(), expected.toSorted())
  })
