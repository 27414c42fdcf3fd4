import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Head, headRows, leavesOf, placeHeads, widthOf } from './table.ts'

const heads: Head[] = [
  { title: 'No.', kind: 'code' },
  {
    title: 'Rates',
    heads: [
      {
        title: 'On time',
        heads: [
          { title: '%', kind: 'percent' },
          { title: 'of', kind: 'integer' },
        ],
      },
      { title: 'Rework', kind: 'percent' },
    ],
  },
]

describe('a table on paper', () => {
  test('a head over others is as wide as they are, and one of a column reaches down to the rows', () => {
    assert.equal(headRows(heads), 3)
    assert.deepEqual(
      leavesOf(heads).map(({ title }) => title),
      ['No.', '%', 'of', 'Rework'],
    )
    assert.deepEqual(
      placeHeads(heads).map(({ title, row, column, rows, columns }) => [title, row, column, rows, columns]),
      [
        ['No.', 0, 0, 3, 1],
        ['Rates', 0, 1, 1, 3],
        ['On time', 1, 1, 1, 2],
        ['%', 2, 1, 1, 1],
        ['of', 2, 2, 1, 1],
        ['Rework', 1, 3, 2, 1],
      ],
    )
  })

  test('no heads are no rows of heads', () => {
    assert.equal(headRows([]), 0)
    assert.deepEqual(placeHeads([]), [])
  })

  test('a Chinese character takes two places', () => {
    assert.equal(widthOf('a一b'), 4)
  })
})
