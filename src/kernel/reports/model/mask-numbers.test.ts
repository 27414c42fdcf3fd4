import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { maskNumbers, maskPaper, maskTable } from './mask-numbers.ts'

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

test('a table or document is masked in all its words, and in nothing else', async () => {
  const words = '电话 13987654321'
  const masked = maskTable({
    title: words,
    under: { left: words, right: '' },
    heads: [],
    rows: () => [[[words, 13987654321, null]]],
    sheet: { table: 'a', made: 'b' },
    made: [[words, words]],
    footer: '&P',
  })
  assert.equal(masked.title, '电话 139****4321')
  assert.deepEqual(masked.made, [['电话 139****4321', '电话 139****4321']])
  for await (const rows of masked.rows()) assert.deepEqual(rows, [['电话 139****4321', 13987654321, null]])
  const paper = maskPaper({
    title: words,
    blocks: [
      { kind: 'paragraph', text: words },
      { kind: 'code', address: 'https://example.invalid/13987654321', caption: words },
    ],
    made: '2026-03-02T00:00:00Z',
    words: { attachment: '', copies: '', colon: '' },
    numerals: '',
  })
  assert.deepEqual(paper.blocks, [
    { kind: 'paragraph', text: '电话 139****4321' },
    { kind: 'code', address: 'https://example.invalid/13987654321', caption: '电话 139****4321' },
  ])
})
