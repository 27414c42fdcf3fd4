import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  actors,
  at,
  carry,
  changeOf,
  courses,
  place,
  plainSurroundings,
  proof,
} from '../../../../test/toy/toy-course.ts'
import { toyLedger } from '../../../../test/toy/toy-ledger.ts'
import { decide } from './decide.ts'
import { defineLedger } from './define-ledger.ts'
import type { LedgerInput } from './definition.ts'
import { blankState } from './state.ts'

const text = (en: string) => ({ 'zh-CN': en, en })
const steward = [{ who: 'role' as const, role: 'steward' }]
const handOver = (id: string, assign: LedgerInput['actions'][number]['opens']) => ({
  id,
  word: 'transfer' as const,
  label: text(id),
  from: ['open'],
  by: steward,
  opens: assign,
})

/** What the toy ledger does not use: a stage that is reported, objects of the register, every other assignee. */
const visits = defineLedger({
  id: 'visit',
  title: text('Visits'),
  prefix: 'V',
  sensitivity: 2,
  titleField: 'what',
  fields: [
    { name: 'what', label: text('What'), kind: 'text' },
    ...(['person', 'household', 'enterprise', 'place'] as const).map((kind) => ({
      name: `the${kind}`,
      label: text(kind),
      kind,
    })),
    { name: 'other', label: text('Other'), kind: 'entry' },
  ],
  stages: [
    { id: 'open', label: text('Open'), open: true, idle: true },
    { id: 'over', label: text('Over'), open: false },
  ],
  tasks: [{ kind: 'visit', label: text('Visit') }],
  actions: [
    { id: 'register', word: 'register', label: text('Register'), to: 'open', by: steward, input: 'all' },
    {
      id: 'tell',
      word: 'report',
      label: text('Tell'),
      from: ['open', 'over'],
      by: steward,
      input: 'all',
      toReported: true,
      asks: [{ name: 'pictures', label: text('Pictures'), kind: 'files' }],
    },
    handOver('to_actor', [{ task: 'visit', assign: { to: 'actor' } }]),
    handOver('to_registrant', [{ task: 'visit', assign: { to: 'registrant' } }]),
    handOver('to_holder', [{ task: 'visit', assign: { to: 'holder', task: 'visit' } }]),
    handOver('to_nobody', [{ task: 'visit', assign: { to: 'role', role: 'nobody' } }]),
  ],
})
const visit = carry([{ action: 'register', by: 'steward', input: { what: 'A visit' } }], undefined, visits)
const opened = (action: string, by: 'steward' | 'stewardColleague' = 'steward', from = visit) =>
  changeOf(from, { action, by }, visits).opens.map((task) => [task.organisationId, task.accountId])

describe('registering', () => {
  test('an entry is born with its place, number and version, answered for by who registers it', () => {
    const { set, opens } = changeOf(blankState('entry'), courses.registered[0]!)
    const { marks, ...rest } = set
    assert.deepEqual(rest, {
      divisionCode: place,
      no: 'TOY1',
      version: 1,
      ledger: 'toy',
      sensitivity: 0,
      openedAt: at(0),
      stage: 'registered',
      isOpen: true,
      closedAt: null,
      organisationId: 901,
      title: 'A broken pipe',
    })
    assert.deepEqual(marks?.registrant, { organisationId: 901, accountId: 9001 })
    assert.deepEqual(
      opens.map(({ kind, openedSeq }) => [kind, openedSeq]),
      [['dispatch', 1]],
    )
    assert.equal(visit.sensitivity, 2)
  })

  test('the same request in the same state gives the same change', () => {
    const step = courses.registered[0]!
    assert.deepEqual(changeOf(blankState('entry'), step), changeOf(blankState('entry'), step))
  })
})

describe('to whom work goes', () => {
  test('work goes to the organisation that the input names, and to its account where it names one', () => {
    const [unnamed] = carry(courses.handling).tasks
    const [named] = carry(courses.handlingNamed).tasks
    assert.deepEqual([unnamed?.organisationId, unnamed?.accountId], [903, null])
    assert.deepEqual([named?.organisationId, named?.accountId], [903, 9003])
    assert.equal(carry(courses.handling).organisationId, 903)
  })

  test('work goes to who holds the role over the place, whoever of them', () => {
    const [task] = carry(courses.registered).tasks
    assert.deepEqual([task?.organisationId, task?.accountId], [902, null])
  })

  test('work goes to the actor, the registrant, and who held it last', () => {
    assert.deepEqual(opened('to_actor', 'stewardColleague'), [[901, 9011]])
    assert.deepEqual(opened('to_registrant', 'stewardColleague'), [[901, 9001]])
    const held = carry([{ action: 'to_actor', by: 'stewardColleague' }], visit, visits)
    assert.deepEqual(opened('to_holder', 'steward', held), [[901, 9011]])
  })

  test('work that nobody holds the role for, or that nobody held, is refused', () => {
    assert.throws(() => opened('to_nobody'), {
      code: 'ledgers.nobody_holds_role',
      status: 409,
      params: { role: 'nobody', division: place },
    })
    assert.throws(() => opened('to_holder'), {
      code: 'ledgers.nobody_held_task',
      status: 409,
      params: { task: 'visit' },
    })
  })

  test('the role is looked for over the place of the entry that is being born', () => {
    const asked: string[] = []
    decide(
      toyLedger,
      blankState('entry'),
      {
        action: toyLedger.definition.actions[0]!,
        actor: actors.steward,
        input: {},
        effectiveAt: at(0),
        birth: { divisionCode: '211302001002', no: 'TOY2', version: 1 },
      },
      { ...plainSurroundings(), organisationOfRole: (_role, code) => asked.push(code) },
    )
    assert.deepEqual(asked, ['211302001002'])
  })
})

describe('what an action says of the entry', () => {
  test('fields of the entry, questions of the action and the source are kept apart', () => {
    const step = { by: 'steward' as const, input: { subject: 'A pipe', source: 'paper', reason: 'why' } }
    const { values, asks, source } = changeOf(carry(courses.registered), { action: 'report', ...step })
    assert.deepEqual([values, asks, source], [{ subject: 'A pipe' }, { reason: 'why' }, 'paper'])
  })

  test('the title follows its field, and is not said again where it stays', () => {
    const state = carry(courses.registered)
    const titleAfter = (subject: string) =>
      changeOf(state, { action: 'report', by: 'steward', input: { subject } }).set.title
    assert.equal(titleAfter('Two pipes'), 'Two pipes')
    assert.equal(titleAfter('A broken pipe'), undefined)
  })

  test('derived fields are computed anew, and told only where they change', () => {
    const derivedAfter = (cost: number | null, from = carry(courses.registered)) =>
      changeOf(from, { action: 'report', by: 'steward', input: { cost } }).derived
    assert.deepEqual(derivedAfter(null), {})
    assert.deepEqual(derivedAfter(9_999_999), { size: 'small' })
    assert.deepEqual(derivedAfter(10_000_000), { size: 'large' })
    assert.deepEqual(derivedAfter(600, carry(courses.completed)), {})
    assert.deepEqual(derivedAfter(null, carry(courses.completed)), { size: null })
  })

  test('an object of the register that a field names is a subject, in the role of the field', () => {
    const input = { theperson: 'p', thehousehold: 'h', theenterprise: 'e', theplace: 'l', other: 'x' }
    assert.deepEqual(changeOf(visit, { action: 'tell', by: 'steward', input }, visits).subjects, [
      { kind: 'person', objectId: 'p', role: 'theperson' },
      { kind: 'household', objectId: 'h', role: 'thehousehold' },
      { kind: 'enterprise', objectId: 'e', role: 'theenterprise' },
      { kind: 'place', objectId: 'l', role: 'theplace' },
    ])
    const none = { theperson: null, thehousehold: null }
    assert.deepEqual(changeOf(visit, { action: 'tell', by: 'steward', input: none }, visits).subjects, [])
  })

  test('files of fields and of questions are files of the action', () => {
    const pictures = changeOf(
      visit,
      { action: 'tell', by: 'steward', input: { pictures: [proof], what: 'x' } },
      visits,
    )
    assert.deepEqual(pictures.files, [proof])
    assert.deepEqual(changeOf(carry(courses.handling), courses.completed[2]!).files, [proof])
    assert.deepEqual(changeOf(carry(courses.handling), { action: 'complete', by: 'unit' }).files, [])
  })
})

describe('the stage that an action leads to', () => {
  const setOf = (input: Record<string, string>, from = visit) =>
    changeOf(from, { action: 'tell', by: 'steward', input }, visits).set

  test('a reported stage is taken over, and opens or closes the entry', () => {
    const over = carry([{ action: 'tell', by: 'steward', input: { stage: 'over' } }], visit, visits)
    assert.deepEqual([over.stage, over.isOpen, over.closedAt], ['over', false, at(1)])
    const again = carry([{ action: 'tell', by: 'steward', input: { stage: 'open' } }], over, visits)
    assert.deepEqual([again.stage, again.isOpen, again.closedAt], ['open', true, null])
  })

  test('a report that names no stage moves nothing', () => {
    assert.equal(setOf({}).stage, undefined)
    assert.equal(setOf({}).isOpen, undefined)
  })

  test('what is reported of a closed entry leaves the time of its closing', () => {
    const over = carry([{ action: 'tell', by: 'steward', input: { stage: 'over' } }], visit, visits)
    assert.equal(setOf({ stage: 'over' }, over).closedAt, undefined)
  })

  test('an end that is reported of an earlier time ends neither the entry nor its work', () => {
    const busy = carry([{ action: 'to_actor', by: 'steward', at: at(5) }], visit, visits)
    const told = (hour: number) =>
      carry([{ action: 'tell', by: 'steward', input: { stage: 'over' }, at: at(hour) }], busy, visits)
    assert.deepEqual([told(3).isOpen, told(3).tasks.length], [true, 1])
    assert.deepEqual([told(5).isOpen, told(5).tasks.length], [false, 0])
  })

  test('the outcome decides where the declaration says so', () => {
    const after = (outcome: string) =>
      carry([{ action: 'verify', by: 'steward', input: { outcome } }], carry(courses.completed))
    assert.deepEqual(
      [after('passed').stage, after('passed').tasks.map((task) => task.kind)],
      ['verified', ['close']],
    )
    assert.deepEqual(
      [after('failed').stage, after('failed').tasks.map((task) => task.kind)],
      ['handling', ['handle']],
    )
  })
})
