import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { maskNumbers } from './mask-numbers.ts'

const cases: [text: string, shown: string][] = [
  ['13800005678', '138****5678'],
  ['call 138-0000-5678 or +86 13900001234.', 'call 138****5678 or 139****1234.'],
  ['211302199001011234', '211302********1234'],
  ['id 21130219900101123X, phone 15912345678', 'id 211302********123X, phone 159****5678'],
  ['2113021990010112345', '2113021990010112345'],
  ['ref 0138000056781', 'ref 0138000056781'],
  ['211302009004', '211302009004'],
  ['0190a1b2-13800005678c', '0190a1b2-13800005678c'],
  ['', ''],
]

describe('numbers of persons in a text', () => {
  for (const [text, shown] of cases)
    test(`${text || 'nothing'} is shown as ${shown || 'nothing'}`, () =>
      assert.equal(maskNumbers(text), shown))
})
