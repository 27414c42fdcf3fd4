import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Block, chineseNumber, factLines, numberHeadings } from './paper.ts'

const numerals = '一二三四五六七八九十'
const heading = (level: 0 | 1 | 2 | 3 | 4, text: string): Block => ({ kind: 'heading', level, text })
const texts = (blocks: readonly Block[]) => blocks.map((block) => ('text' in block ? block.text : block.kind))

describe('a document on paper', () => {
  test('headings are numbered 一、（一）1.（1）, each level anew under the one above', () => {
    const levels = [1, 2, 2, 3, 4, 4, 3, 2, 1, 2, 0] as const
    assert.deepEqual(
      texts(
        numberHeadings(
          levels.map((level) => heading(level, 'x')),
          numerals,
        ),
      ),
      ['一、x', '（一）x', '（二）x', '1. x', '（1）x', '（2）x', '2. x', '（三）x', '二、x', '（一）x', 'x'],
    )
  })

  test('without Chinese numerals they are numbered in figures', () => {
    const blocks = [heading(1, 'a'), heading(2, 'b'), heading(1, 'c')]
    assert.deepEqual(texts(numberHeadings(blocks, '')), ['1. a', '1.1. b', '2. c'])
  })

  test('Chinese numbers go to ninety-nine', () => {
    for (const [number, words] of [
      [1, '一'],
      [10, '十'],
      [11, '十一'],
      [20, '二十'],
      [99, '九十九'],
      [100, '100'],
    ] as const)
      assert.equal(chineseNumber(number, numerals), words)
  })

  test('facts stand two to a line, a long one by itself', () => {
    const facts = ['a', 'b', 'c'.repeat(40), 'd', 'e'].map((value) => ({ label: value, value }))
    assert.deepEqual(
      factLines(facts).map((line) => line.map(({ label }) => label[0])),
      [['a', 'b'], ['c'], ['d', 'e']],
    )
  })
})
