import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { stepsWithout } from './steps.ts'
import { type MilestoneStep, type ProcedureStep, TemplateBody } from './template.ts'
import { readTemplate } from './template-faults.ts'

const text = (zh: string) => ({ 'zh-CN': zh, en: zh })
type Step = Partial<Omit<ProcedureStep, 'after'>> & { code: string; after?: object[] }
const step = ({ code, ...more }: Step) => ({
  code,
  name: text(code),
  phase: 'initiation',
  workingDays: 5,
  inCharge: { body: 'ecology' },
  ...more,
})
const body = (procedures: Step[], more: object = {}) => ({
  title: text('试验'),
  procedures: procedures.map(step),
  ...more,
})
const faultsOf = (procedures: Step[], more: object = {}) =>
  readTemplate(body(procedures, more)).faults.map(({ path, code, names }) => [path, code, names.join(' ')])

describe('what is wrong with a template', () => {
  test('a sound one is read with what it leaves unsaid', () => {
    const read = readTemplate(body([{ code: 'one' }, { code: 'two', after: [{ code: 'one' }] }]))
    assert.deepEqual(read.faults, [])
    assert.deepEqual(read.body?.procedures[1]?.after, [{ code: 'one', kind: 'FS', lagDays: 0 }])
    assert.deepEqual(read.body?.procedures[0]?.lanes, {})
  })

  test('a circle is named with all its steps, also where it goes through a milestone', () => {
    const circle = faultsOf(
      [
        { code: 'free' },
        { code: 'one', after: [{ code: 'free' }, { code: 'built' }] },
        { code: 'two', after: [{ code: 'one', kind: 'SS' }] },
      ],
      { milestones: [{ code: 'built', name: text('built'), workingDays: 0, after: [{ code: 'two' }] }] },
    )
    assert.deepEqual(circle, [['procedures.1.after.1.code', 'projects.template.cycle', 'one built two']])
  })

  test('a missing prerequisite, a step after itself and one named twice are told with their place', () => {
    assert.deepEqual(
      faultsOf([
        { code: 'one', after: [{ code: 'gone' }, { code: 'one' }] },
        { code: 'two', after: [{ code: 'one' }, { code: 'one', kind: 'SS' }] },
        { code: 'two' },
      ]),
      [
        ['procedures.2.code', 'projects.template.code_twice', 'two'],
        ['procedures.0.after.0.code', 'projects.template.missing_step', 'one gone'],
        ['procedures.0.after.1.code', 'projects.template.after_itself', 'one'],
        ['procedures.1.after.1.code', 'projects.template.linked_twice', 'two one'],
      ],
    )
  })

  test('days below nought, two limits, a lane that is slower than the law, a question that is not asked', () => {
    assert.deepEqual(faultsOf([{ code: 'one', workingDays: -1 }]), [
      ['procedures.0.workingDays', 'projects.template.negative_days', ''],
    ])
    assert.deepEqual(
      faultsOf([
        { code: 'one', calendarDays: 9 },
        { code: 'two', lanes: { green: 9 }, appliesWhen: [{ question: 'big', is: true }] },
      ]),
      [
        ['procedures.0.calendarDays', 'projects.template.two_limits', 'one'],
        ['procedures.1.lanes.green', 'projects.template.lane_slower', 'two'],
        ['procedures.1.appliesWhen.0.question', 'projects.template.unknown_question', 'two big'],
      ],
    )
  })
})

describe('steps that do not apply', () => {
  const template = TemplateBody.parse(
    body([
      { code: 'one' },
      { code: 'two', after: [{ code: 'one', lagDays: 2 }] },
      { code: 'three', after: [{ code: 'two', lagDays: 3 }] },
      { code: 'four', after: [{ code: 'two', kind: 'SS' }] },
    ]),
  )
  const after = (steps: readonly (ProcedureStep | MilestoneStep)[]) =>
    steps.map(({ code, after: links }) => [code, links.map((link) => `${link.code} ${link.lagDays}`).join()])

  test('what came after them comes after what they waited for, from finish to start only', () => {
    assert.deepEqual(after(stepsWithout(template, new Set(['two'])).procedures), [
      ['one', ''],
      ['three', 'one 5'],
      ['four', ''],
    ])
  })
})
