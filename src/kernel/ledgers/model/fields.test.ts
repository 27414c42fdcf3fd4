import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Action, type Field, type FieldKind, fieldKinds, LedgerDefinition } from './definition.ts'
import { inputFields, inputSchema } from './fields.ts'

const label = { 'zh-CN': 'x', en: 'x' }
const uuid = '0192f3a4-0000-7000-8000-000000000001'
const options = [
  { value: 'a', label },
  { value: 'b', label },
]
type More = Partial<Omit<Field, 'kind'>>
const field = <K extends FieldKind>(name: string, kind: K, more: More = {}) => ({
  name,
  label,
  kind,
  ...more,
})

function ledgerOf(fields: Field[], changed: Partial<Action> = {}) {
  const by = [{ who: 'role', role: 'steward' }]
  const definition = LedgerDefinition.parse({
    id: 'small',
    title: label,
    prefix: 'S',
    titleField: 'x',
    fields,
    stages: [
      { id: 'open', label, open: true },
      { id: 'over', label, open: false },
    ],
    tasks: [{ kind: 'look', label }],
    actions: [
      { id: 'register', word: 'register', label, to: 'open', by, input: 'all' },
      { id: 'act', word: 'accept', label, from: ['open'], by, ...changed },
    ],
  })
  const [register, act] = definition.actions as [Action, Action]
  return { definition, register, act }
}

/** The paths of what is wrong with an input; none when it is taken. */
function wrong({ definition }: { definition: LedgerDefinition }, action: Action, input: unknown): string[] {
  const parsed = inputSchema(definition, action).safeParse(input)
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.') || issue.code)
}
const takes = (one: Field, value: unknown) => {
  const ledger = ledgerOf([one])
  return wrong(ledger, ledger.register, { [one.name]: value }).length === 0
}

const objects = { good: [uuid], bad: ['12', 12, {}, ''] }
const numbered = { good: [1, 12], bad: [0, -1, 1.5, '1', true] }

/** Of each kind: how the field is declared, what it takes and what it refuses. */
const kinds: Record<FieldKind, { more?: More; good: unknown[]; bad: unknown[] }> = {
  text: { good: ['x', ' x ', 'x'.repeat(400)], bad: ['', '  ', 'x'.repeat(401), 1, ['x']] },
  long_text: { good: ['x'.repeat(20_000)], bad: ['', ' ', 'x'.repeat(20_001), 1] },
  choice: { more: { options }, good: ['a', 'b'], bad: ['c', '', 1, ['a']] },
  choices: { more: { options }, good: [[], ['a'], ['a', 'b']], bad: ['a', ['c'], [1]] },
  number: { good: [0, -1.5, 1e15], bad: ['1', 1e16, -1e16, Number.NaN, Number.POSITIVE_INFINITY] },
  money: { good: [0, 1, Number.MAX_SAFE_INTEGER], bad: [-1, 0.5, '1', Number.MAX_SAFE_INTEGER + 1] },
  date: { good: ['2026-03-02', '2024-02-29'], bad: ['2026-02-29', '2026-3-2', '2026-03-02T00:00:00Z', 1] },
  boolean: { good: [true, false], bad: ['true', 0, 1] },
  division: {
    good: ['211302', '211302009', '211302009004'],
    bad: ['2113', '2113020', '21130200900', '2113020090041', '21130a', 211302],
  },
  organisation: numbered,
  organisations: { good: [[1], [1, 12]], bad: [[], 1, [0], ['1'], [1.5], new Array(31).fill(1)] },
  account: numbered,
  person: objects,
  household: objects,
  enterprise: objects,
  place: objects,
  entry: objects,
  point: {
    good: [
      { lng: 120.4508301, lat: 41.5765 },
      { lng: -180, lat: 90, accuracyM: 12.5 },
      { lng: 0, lat: -0.0000001 },
    ],
    bad: [
      { lng: 180.1, lat: 41 },
      { lng: 120, lat: -90.5 },
      { lng: 120.12345678, lat: 41 },
      { lng: Number.NaN, lat: 41 },
      { lng: '120', lat: 41 },
      { lng: 120 },
      { lng: 120, lat: 41, accuracyM: -1 },
      { lng: 120, lat: 41, height: 3 },
      [120, 41],
      '120,41',
    ],
  },
  files: { good: [[], [uuid], new Array(50).fill(uuid)], bad: [uuid, ['x'], new Array(51).fill(uuid)] },
  list: {
    more: { items: [field('part', 'text', { required: true }), field('count', 'number')] },
    good: [[], [{ part: 'x' }], [{ part: 'x', count: 1 }], [{ part: 'x', count: null }]],
    bad: [{ part: 'x' }, [{}], [{ count: 1 }], [{ part: 'x', other: 1 }], [{ part: 1 }], ['x']],
  },
}

describe('values of each kind', () => {
  for (const kind of fieldKinds) {
    const { more, good, bad } = kinds[kind]
    const one = field('x', kind, more)
    test(`a field of kind ${kind} takes what is of its kind and refuses the rest`, () => {
      for (const value of good) assert.ok(takes(one, value), `takes ${JSON.stringify(value)}`)
      for (const value of bad) assert.ok(!takes(one, value), `refuses ${JSON.stringify(value)}`)
    })
    test(`nothing is a value of kind ${kind} unless it is required`, () => {
      for (const value of [null, undefined]) {
        assert.ok(takes(one, value))
        assert.ok(!takes({ ...one, required: true }, value))
      }
    })
  }

  test('texts are kept without the blanks around them', () => {
    const { definition, register } = ledgerOf([field('x', 'text')])
    assert.deepEqual(inputSchema(definition, register).parse({ x: '  pipe ' }), { x: 'pipe' })
  })

  test('limits that are declared hold, themselves included', () => {
    const limits: [More & { kind: FieldKind }, unknown[], unknown[]][] = [
      [{ kind: 'text', max: 3 }, ['abc'], ['abcd']],
      [{ kind: 'long_text', max: 3 }, ['abc'], ['abcd']],
      [{ kind: 'number', min: -2, max: 2 }, [-2, 2], [-2.1, 2.1]],
      [{ kind: 'money', min: 5, max: 7 }, [5, 7], [4, 8]],
      [{ kind: 'money', min: -5 }, [-5], [-6]],
    ]
    for (const [{ kind, ...more }, good, bad] of limits) {
      for (const value of good) assert.ok(takes(field('x', kind, more), value), `${kind} ${String(value)}`)
      for (const value of bad) assert.ok(!takes(field('x', kind, more), value), `${kind} ${String(value)}`)
    }
  })

  test('a list takes five hundred rows, and tells in which row a fault is', () => {
    const list = field('x', 'list', kinds.list.more)
    const rows = (count: number) => Array.from({ length: count }, () => ({ part: 'x' }))
    assert.ok(takes(list, rows(500)))
    assert.ok(!takes(list, rows(501)))
    const ledger = ledgerOf([list])
    const input = { x: [{ part: 'x' }, { part: 'x', count: 'many' }] }
    assert.deepEqual(wrong(ledger, ledger.register, input), ['x.1.count'])
  })
})

describe('what an action asks for', () => {
  const fields = [
    field('x', 'text', { required: true }),
    field('y', 'number'),
    field('sum', 'number', { derived: true }),
  ]
  const namesOf = (changed: Partial<Action>) => {
    const { definition, act } = ledgerOf(fields, changed)
    return inputFields(definition, act).map((one) => one.name)
  }

  test('an action asks for the fields that it names, and for derived ones never', () => {
    assert.deepEqual(namesOf({}), [])
    assert.deepEqual(namesOf({ input: ['y'] }), ['y'])
    assert.deepEqual(namesOf({ input: 'all' }), ['x', 'y'])
    assert.deepEqual(namesOf({ input: ['y', 'sum'] }), ['y'])
  })

  test('fields that it does not ask for, derived and unknown ones are refused', () => {
    const some = ledgerOf(fields, { input: ['y', 'sum'] })
    assert.deepEqual(wrong(some, some.act, { y: 1 }), [])
    for (const input of [{ x: 'x' }, { sum: 1 }, { unknown: 1 }, { source: 'x' }, { stage: 'open' }])
      assert.deepEqual(wrong(some, some.act, input), ['unrecognized_keys'], JSON.stringify(input))
    assert.deepEqual(wrong(some, some.register, { x: 'x', sum: 1 }), ['unrecognized_keys'])
  })

  test('only registering must answer what the ledger requires', () => {
    const all = ledgerOf(fields, { input: 'all' })
    assert.deepEqual(wrong(all, all.register, { y: 1 }), ['x'])
    assert.deepEqual(wrong(all, all.act, { y: 1 }), [])
  })

  test('what the action itself asks is required where it says so', () => {
    const ask = ledgerOf(fields, {
      asks: [field('reason', 'text', { required: true }), field('more', 'text')],
    })
    assert.deepEqual(wrong(ask, ask.act, {}), ['reason'])
    assert.deepEqual(wrong(ask, ask.act, { reason: 'x' }), [])
    assert.deepEqual(wrong(ask, ask.act, { reason: 'x', more: 'y' }), [])
  })

  test('outcome, stage and source are asked for where the declaration has them', () => {
    const outcome = ledgerOf(fields, { byOutcome: { good: 'over', bad: 'open' } })
    assert.deepEqual(wrong(outcome, outcome.act, { outcome: 'good' }), [])
    for (const input of [{}, { outcome: 'over' }, { outcome: null }])
      assert.deepEqual(wrong(outcome, outcome.act, input), ['outcome'])
    const reported = ledgerOf(fields, { toReported: true })
    assert.deepEqual(wrong(reported, reported.act, { stage: 'over', source: 'paper' }), [])
    for (const input of [{}, { stage: 'missing' }])
      assert.deepEqual(wrong(reported, reported.act, input), ['stage'])
    assert.deepEqual(wrong(reported, reported.act, { stage: 'open', source: 'x'.repeat(401) }), ['source'])
    const report = ledgerOf(fields, { word: 'report' })
    assert.deepEqual(wrong(report, report.act, { source: 'paper' }), [])
    assert.deepEqual(wrong(report, report.act, { stage: 'open' }), ['unrecognized_keys'])
  })

  test('an action that gives work to whom the input names asks for an organisation', () => {
    const give = ledgerOf(fields, { opens: [{ task: 'look', assign: { to: 'input' } }] })
    assert.deepEqual(wrong(give, give.act, { organisationId: 3, accountId: 4 }), [])
    assert.deepEqual(wrong(give, give.act, { organisationId: 3, accountId: null }), [])
    assert.deepEqual(wrong(give, give.act, {}), ['organisationId'])
    assert.deepEqual(wrong(give, give.act, { organisationId: 0 }), ['organisationId'])
    assert.deepEqual(wrong(give, give.act, { organisationId: 3, accountId: 'x' }), ['accountId'])
    const keep = ledgerOf(fields, { opens: [{ task: 'look', assign: { to: 'actor' } }] })
    assert.deepEqual(wrong(keep, keep.act, { organisationId: 3 }), ['unrecognized_keys'])
  })
})
