import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tableText } from './table-text.ts'

test('no cell of a table is run as a formula, wherever a spreadsheet takes it to begin', () => {
  for (const sign of ['=', '+', '-', '@', '\t', '\r', '\n', '\uff1d', '\uff0b', '\uff0d', '\uff20'])
    assert.match(tableText([[`${sign}1+1`]]), /^\ufeff"?'/, JSON.stringify(sign))
  // A line or a column that begins within a text begins none of the table.
  for (const end of ['\r', '\n', '\r\n', ',', ';', '\t'])
    assert.equal(tableText([[`a${end}=1+1`]]), `\ufeff"a${end}=1+1"\r\n`, JSON.stringify(end))
  assert.equal(tableText([['a"b', -1.5]]), '\ufeff"a""b",-1.5\r\n')
})
