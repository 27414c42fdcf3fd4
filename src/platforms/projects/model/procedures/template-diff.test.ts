import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TemplateBody } from './template.ts'
import { diffTemplates } from './template-diff.ts'

const text = (zh: string) => ({ 'zh-CN': zh, en: zh })
const step = (code: string, more: object = {}) => ({
  code,
  name: text(code),
  phase: 'initiation',
  workingDays: 5,
  inCharge: { body: 'ecology' },
  ...more,
})
const body = (procedures: object[], milestones: object[] = []) =>
  TemplateBody.parse({ title: text('试验'), procedures, milestones })

test('what a version says otherwise is told step by step, with both values; what is the same is not', () => {
  const before = body([step('one'), step('two'), step('gone')])
  const after = body(
    [step('one'), step('two', { workingDays: 3, after: [{ code: 'one' }] })],
    [{ code: 'built', name: text('built'), workingDays: 0 }],
  )
  assert.deepEqual(diffTemplates(before, before), [])
  assert.deepEqual(
    diffTemplates(before, after).map(({ of, code, change, parts }) => [
      of,
      code,
      change,
      parts.map(({ part, before: was, after: is }) => [part, was, is]),
    ]),
    [
      [
        'procedure',
        'two',
        'changed',
        [
          ['workingDays', 5, 3],
          ['after', [], [{ code: 'one', kind: 'FS', lagDays: 0 }]],
        ],
      ],
      ['procedure', 'gone', 'removed', []],
      ['milestone', 'built', 'added', []],
    ],
  )
})
