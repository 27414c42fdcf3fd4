import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import pg from 'pg'
import { parseInstant } from './instant.ts'

const library = pg.types.getTypeParser(1184) as (text: string) => Date
const digits = (count: number, most: number) =>
  fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(count, '0'))

describe('instants as PostgreSQL writes them', () => {
  it('are read as the library reads them', () => {
    fc.assert(
      fc.property(
        fc.tuple(
          digits(4, 9999),
          digits(2, 12),
          digits(2, 31),
          digits(2, 23),
          digits(2, 59),
          digits(2, 59),
          fc.option(fc.stringMatching(/^[0-9]{1,6}$/)),
          fc.constantFrom('+', '-'),
          digits(2, 15),
          fc.constantFrom('', ':30', ':05:43', ' BC'),
        ),
        ([year, month, day, hours, minutes, seconds, fraction, sign, offset, rest]) => {
          const second = fraction === null ? seconds : `${seconds}.${fraction}`
          const text = `${year}-${month}-${day} ${hours}:${minutes}:${second}${sign}${offset}${rest}`
          assert.equal(parseInstant(text).getTime(), library(text).getTime(), text)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('of no day, and of more than four figures, too', () => {
    for (const text of ['infinity', '-infinity', '12026-01-02 03:04:05+08'])
      assert.equal(Number(parseInstant(text)), Number(library(text)), text)
  })
})
