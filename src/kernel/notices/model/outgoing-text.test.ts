import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillText, outgoingTextFault } from './outgoing-text.ts'

test('a text that goes outside holds words and the number of the entry, and nothing else can be put in', () => {
  assert.equal(outgoingTextFault('您有新的待办（{no}），请登录查看。'), undefined)
  assert.equal(outgoingTextFault('12345 热线'), 'notices.text_number')
  assert.equal(outgoingTextFault('请致电 138 0000 1234'), 'notices.text_number')
  for (const text of [
    '{title}',
    '{no',
    'no}',
    '{{no}}',
    '{name}（{no}）',
    '{hasNo, select, yes {x} other {}}',
  ])
    assert.equal(outgoingTextFault(text), 'notices.text_placeholder', text)
  assert.equal(outgoingTextFault('  '), 'notices.text_empty')
})

test('without a number the brackets around it go too', () => {
  assert.equal(fillText('待办（{no}），请查看', 'T-1'), '待办（T-1），请查看')
  assert.equal(fillText('待办（{no}），请查看', null), '待办，请查看')
  assert.equal(fillText('Task ({no}): sign in', null), 'Task: sign in')
  assert.equal(fillText('No. {no}', null), 'No. ')
})
