import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isAppError } from '#kernel/errors/model'
import { compareProject } from './compare.ts'
import { readMspdi } from './read-project.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

const task = (uid: number, name: string, day: string, link = '') =>
  `<Task><UID>${uid}</UID><Name>${name}</Name><Duration>PT8H0M0S</Duration>
  <Start>${day}T08:00:00</Start><Finish>${day}T17:00:00</Finish>${link}</Task>`

const plain = `<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project">
  <StartDate>2026-03-02T08:00:00</StartDate><Tasks>${task(1, '场地平整', '2026-03-02')}
  ${task(2, '基础施工', '2026-03-03', '<PredecessorLink><PredecessorUID>1</PredecessorUID></PredecessorLink>')}
  </Tasks></Project>`

describe('what programs write is read, what is no plan is refused', () => {
  const agrees = (input: Uint8Array) => compareProject(readMspdi(input)).agrees

  test('marks, UTF-16, other prefixes and no namespace', () => {
    assert.ok(agrees(bytes(`\uFEFF${plain}`)))
    const utf16 = new Uint8Array(2 + plain.length * 2)
    const view = new DataView(utf16.buffer)
    view.setUint16(0, 0xfeff)
    for (let index = 0; index < plain.length; index++) view.setUint16(2 + index * 2, plain.charCodeAt(index))
    assert.ok(agrees(utf16))
    assert.ok(agrees(bytes(plain.replace(' xmlns="http://schemas.microsoft.com/project"', ''))))
    const prefixed = plain.replace(/<(\/?)(?=[A-Z])/g, '<$1p:').replace('xmlns=', 'xmlns:p=')
    assert.ok(agrees(bytes(prefixed)))
  })

  test('each refusal has its own words', () => {
    const refused = (text: string): string => {
      try {
        readMspdi(bytes(text))
        return 'read'
      } catch (error) {
        return isAppError(error)
          ? `${error.code} ${Object.values(error.params).join(' ')}`.trim()
          : String(error)
      }
    }
    assert.equal(refused('<!DOCTYPE Project [<!ENTITY a "b">]><Project/>'), 'mspdi.doctype 1')
    assert.match(refused('<Project><Tasks></Project>'), /^mspdi\.not_xml .*1/)
    assert.match(refused('{"a": 1}'), /^mspdi\.not_xml/)
    assert.equal(refused('<html/>'), 'mspdi.not_project html')
    assert.equal(refused('<Project/>'), 'mspdi.no_tasks')
    assert.equal(refused('<Project>\n<Tasks><Task/></Tasks></Project>'), 'mspdi.task_without_uid 2')
    assert.equal(
      refused('<Project><Tasks>\n<Task><UID>1</UID><Start>morgen</Start></Task></Tasks></Project>'),
      'mspdi.bad_value Start morgen 2',
    )
    assert.match(refused(`<Project>${'<a>'.repeat(60)}${'</a>'.repeat(60)}</Project>`), /^mspdi\.too_deep/)
  })
})
