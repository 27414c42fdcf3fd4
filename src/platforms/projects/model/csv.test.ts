import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseCsv } from './csv.ts'

const cells = (text: string) => parseCsv(text).records.map((r) => Object.values(r.cells))

test('quotes, doubled quotes, commas and line ends inside a cell are read after RFC 4180', () => {
  assert.deepEqual(cells('a,b\r\n"x, ""y""","one\r\ntwo"\r\n1,2\r\n'), [
    ['x, "y"', 'one\r\ntwo'],
    ['1', '2'],
  ])
})

test('a byte order mark, bare line feeds and a missing last line end do no harm', () => {
  assert.deepEqual(parseCsv('\uFEFFa,b\n1,2\n3,').records, [
    { row: 2, cells: { a: '1', b: '2' }, fault: null },
    { row: 3, cells: { a: '3', b: '' }, fault: null },
  ])
})

test('a row with a broken quote is refused and the rows behind it are kept', () => {
  const { records } = parseCsv('a,b\n1,"2\n3,4\n5,6\n')
  assert.deepEqual(
    records.map((r) => [r.row, r.fault]),
    [
      [2, 'unterminated_quote'],
      [3, null],
      [4, null],
    ],
  )
  assert.deepEqual(records[2]?.cells, { a: '5', b: '6' })
})

test('two broken quotes that seem to pair up do not swallow the rows between them', () => {
  const { records } = parseCsv('a,b\n1,"2\n3,4\n5,"6\n7,8\n')
  assert.deepEqual(
    records.filter((r) => !r.fault).map((r) => r.row),
    [3, 5],
  )
})

test('a row with too few, too many or no cells is marked', () => {
  const { records } = parseCsv('a,b\n1\n1,2,3\n\n1,2\n')
  assert.deepEqual(
    records.map((r) => [r.row, r.fault]),
    [
      [2, 'wrong_width'],
      [3, 'wrong_width'],
      [4, 'wrong_width'],
      [5, null],
    ],
  )
})

test('whatever is written by the rule is read back', () => {
  const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`
  fc.assert(
    fc.property(fc.array(fc.array(fc.string(), { minLength: 3, maxLength: 3 }), { maxLength: 8 }), (rows) => {
      const text = [['a', 'b', 'c'], ...rows].map((row) => row.map(quote).join(',')).join('\r\n')
      assert.deepEqual(cells(text), rows)
      assert.ok(parseCsv(text).records.every((r) => r.fault === null))
    }),
  )
})
