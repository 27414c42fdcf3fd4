import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { toyLedger } from '../../../../test/toy/toy-ledger.ts'
import { defineLedger, findFaults, parseDefinition } from './define-ledger.ts'
import type { LedgerInput } from './definition.ts'

const text = (en: string) => ({ 'zh-CN': en, en })
const steward = { who: 'role' as const, role: 'steward' }
type Field = LedgerInput['fields'][number]
type Action = LedgerInput['actions'][number]

const name: Field = { name: 'name', label: text('Name'), kind: 'text' }
const register: Action = {
  id: 'register',
  word: 'register',
  label: text('Register'),
  to: 'open',
  by: [steward],
}
const report: Action = {
  id: 'report',
  word: 'report',
  label: text('Report'),
  from: ['open'],
  by: [steward],
}

const small = (changed: Partial<LedgerInput> = {}): LedgerInput => ({
  id: 'small',
  title: text('Small'),
  prefix: 'S',
  titleField: 'name',
  fields: [name],
  stages: [{ id: 'open', label: text('Open'), open: true }],
  tasks: [{ kind: 'look', label: text('Look') }],
  actions: [register, report],
  ...changed,
})
const withFields = (...fields: Partial<Field>[]) =>
  small({ fields: [name, ...fields.map((field) => ({ ...name, ...field }))] })
const withReport = (changed: Partial<Action>) => small({ actions: [register, { ...report, ...changed }] })
const withRegister = (changed: Partial<Action>) => small({ actions: [{ ...register, ...changed }, report] })

/** Each fault as `path: name code`, as its message says it. */
function faultsOf(input: LedgerInput): string[] {
  try {
    parseDefinition(input)
    return []
  } catch (error) {
    const { code, path, params } = error as { code: string; path: string; params: { faults: string } }
    const list = params.faults.split('; ')
    assert.equal(code, 'ledgers.bad_definition')
    assert.equal(path, list[0]?.split(':')[0], 'the error leads to its first fault')
    return list
  }
}

const options = [{ value: 'a', label: text('A') }]
const item = { name: 'part', label: text('Part'), kind: 'text' as const }
const undeclared = (path: string, called = 'missing') => [`${path}: "${called}" ledgers.not_declared`]

/** One fault each, and exactly that one. */
const table: [string, LedgerInput, string[]][] = [
  ['nothing at all', small(), []],
  ['a title field', small({ titleField: 'missing' }), undeclared('titleField')],
  ['a stage before', withReport({ from: ['open', 'missing'] }), undeclared('actions.1.from.1')],
  ['a stage after', withReport({ to: 'missing' }), undeclared('actions.1.to')],
  [
    'a stage by outcome',
    withReport({ byOutcome: { good: 'open', bad: 'missing' } }),
    undeclared('actions.1.byOutcome.bad'),
  ],
  [
    'a task that somebody holds',
    withReport({ by: [steward, { who: 'holder', task: 'missing' }] }),
    undeclared('actions.1.by.1.task'),
  ],
  ['a field asked for', withReport({ input: ['name', 'missing'] }), undeclared('actions.1.input.1')],
  [
    'a task that is opened',
    withReport({ opens: [{ task: 'missing', assign: { to: 'actor' } }] }),
    undeclared('actions.1.opens.0.task'),
  ],
  [
    'a task whose holder gets work',
    withReport({ opens: [{ task: 'look', assign: { to: 'holder', task: 'missing' } }] }),
    undeclared('actions.1.opens.0.assign.task'),
  ],
  ['a task that is closed', withReport({ closes: ['look', 'missing'] }), undeclared('actions.1.closes.1')],
  ['a leading task', withReport({ leadTask: 'missing' }), undeclared('actions.1.leadTask')],
  [
    'an action as evidence',
    withReport({ evidence: [{ kind: 'done', action: 'missing' }] }),
    undeclared('actions.1.evidence.0.action'),
  ],
  [
    'a field as evidence',
    withReport({ evidence: [{ kind: 'value', field: 'missing' }] }),
    undeclared('actions.1.evidence.0.field'),
  ],
  [
    'files as evidence',
    withReport({ evidence: [{ kind: 'files', field: 'missing', min: 1 }] }),
    undeclared('actions.1.evidence.0.field'),
  ],
  [
    'a day that a task is due by',
    small({ tasks: [{ kind: 'look', label: text('Look'), dueFrom: 'missing' }] }),
    undeclared('tasks.0.dueFrom'),
  ],
  ['a field twice', withFields({}), ['fields.1.name: "name" ledgers.declared_twice']],
  [
    'a stage twice',
    small({ stages: [small().stages[0]!, small().stages[0]!] }),
    ['stages.1: "open" ledgers.declared_twice'],
  ],
  [
    'a task twice',
    small({ tasks: [small().tasks![0]!, small().tasks![0]!] }),
    ['tasks.1: "look" ledgers.declared_twice'],
  ],
  [
    'an action twice',
    small({ actions: [register, report, report] }),
    ['actions.2: "report" ledgers.declared_twice'],
  ],
  [
    'a choice without options',
    withFields({ name: 'pick', kind: 'choices' }),
    ['fields.1.options: "pick" ledgers.options_misplaced'],
  ],
  [
    'a text with options',
    withFields({ name: 'said', options }),
    ['fields.1.options: "said" ledgers.options_misplaced'],
  ],
  [
    'a list without items',
    withFields({ name: 'parts', kind: 'list' }),
    ['fields.1.items: "parts" ledgers.items_misplaced'],
  ],
  [
    'a text with items',
    withFields({ name: 'said', items: [item] }),
    ['fields.1.items: "said" ledgers.items_misplaced'],
  ],
  [
    'originals kept of what is no file',
    withFields({ name: 'said', keepsOriginal: true }),
    ['fields.1.keepsOriginal: "said" ledgers.not_for_this_kind'],
  ],
  [
    'a choice without options in a list',
    withFields({ name: 'parts', kind: 'list', items: [item, { ...item, name: 'sort', kind: 'choice' }] }),
    ['fields.1.items.1.options: "sort" ledgers.options_misplaced'],
  ],
  [
    'a question without options',
    withReport({ asks: [{ ...item, kind: 'choice' }] }),
    ['actions.1.asks.0.options: "part" ledgers.options_misplaced'],
  ],
  [
    'a question that is a list without items',
    withReport({ asks: [{ ...item, kind: 'list' }] }),
    ['actions.1.asks.0.items: "part" ledgers.items_misplaced'],
  ],
  [
    'a title of a higher class than its entry',
    small({ sensitivity: 1, fields: [{ ...name, sensitivity: 2 }] }),
    ['fields.0.sensitivity: "name" ledgers.class_misplaced'],
  ],
  [
    'a class within a list',
    withFields({ name: 'parts', kind: 'list', items: [{ ...item, sensitivity: 0 }] }),
    ['fields.1.items.0.sensitivity: "part" ledgers.class_misplaced'],
  ],
  ['no registration', small({ actions: [report] }), ['actions: ledgers.no_register']],
  [
    'a registration from a stage',
    withRegister({ from: ['open'] }),
    ['actions.0.from: "register" ledgers.register_has_no_from'],
  ],
  ['an action from nowhere', withReport({ from: [] }), ['actions.1.from: "report" ledgers.from_missing']],
  [
    'a registration that leads nowhere',
    withRegister({ to: undefined }),
    ['actions.0.to: "register" ledgers.register_needs_to'],
  ],
  [
    'a filter by what no column holds',
    withFields({ name: 'long', kind: 'long_text', filter: true }),
    ['fields.1.filter: "long" ledgers.not_filterable'],
  ],
]

describe('faults of a definition', () => {
  for (const [what, input, faults] of table)
    test(`the fault is told with its place: ${what}`, () => assert.deepEqual(faultsOf(input), faults))

  test('what may stand where it seems misplaced is no fault', () => {
    assert.deepEqual(faultsOf(withRegister({ to: undefined, toReported: true })), [])
    assert.deepEqual(faultsOf(small({ sensitivity: 2, fields: [{ ...name, sensitivity: 2 }] })), [])
    const day = { name: 'day', label: text('Day'), kind: 'date' as const }
    const tasks = [{ kind: 'look', label: text('Look'), dueFrom: 'day' }]
    assert.deepEqual(faultsOf({ ...withReport({ asks: [day] }), tasks }), [])
    assert.deepEqual(faultsOf({ ...withFields(day), tasks }), [])
    assert.deepEqual(findFaults(toyLedger.definition), [])
  })

  test('all faults are told at once', () => {
    assert.deepEqual(
      faultsOf({ ...withReport({ to: 'missing', leadTask: 'gone' }), titleField: 'nowhere' }),
      [
        ...undeclared('titleField', 'nowhere'),
        ...undeclared('actions.1.to'),
        ...undeclared('actions.1.leadTask', 'gone'),
      ],
    )
  })
})

describe('the form of a definition', () => {
  const odd = (changed: object) => faultsOf({ ...small(), ...changed } as LedgerInput)

  test('a key that nobody knows is refused wherever it stands', () => {
    const at = (path: string, changed: object) => {
      const [fault = ''] = odd(changed)
      assert.equal(fault.slice(0, fault.indexOf(':')), path)
      assert.match(fault, /unknown/)
    }
    at('', { unknown: 1 })
    at('fields.0', { fields: [{ ...name, unknown: 1 }] })
    at('stages.0', { stages: [{ ...small().stages[0], unknown: 1 }] })
    at('tasks.0', { tasks: [{ kind: 'look', label: text('Look'), unknown: 1 }] })
    at('actions.1', { actions: [register, { ...report, unknown: 1 }] })
    at('actions.1.by.0', { actions: [register, { ...report, by: [{ ...steward, unknown: 1 }] }] })
  })

  test('names keep to their form', () => {
    assert.deepEqual(odd({ id: 'Small' }), ['id: ledgers.bad_identifier'])
    assert.deepEqual(odd({ prefix: 'small' }), ['prefix: ledgers.bad_prefix'])
    assert.deepEqual(odd({ fields: [{ ...name, name: 'no_name' }] }), [
      'fields.0.name: ledgers.bad_field_name',
    ])
    assert.deepEqual(odd({ stages: [{ id: '1st', label: text('1'), open: true }] }), [
      'stages.0.id: ledgers.bad_identifier',
    ])
  })

  test('a ledger declared in code keeps its rule, and is filled up with what goes without saying', () => {
    const derive = () => ({})
    assert.equal(defineLedger(small(), derive).derive, derive)
    assert.ok(!('derive' in defineLedger(small())))
    const { sensitivity, actions, tasks } = parseDefinition({ ...small(), sensitivity: undefined })
    assert.deepEqual([sensitivity, actions[0]?.from, actions[0]?.closes], [0, [], []])
    assert.deepEqual([tasks[0]?.amberShare, tasks[0]?.ladder], [0.75, []])
  })
})
