import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { paidOf } from './bid-ledger.ts'
import { type Bid, countFunding, ideaState, idleDays } from './pool.ts'

const bid = (more: Partial<Bid>): Bid => ({
  id: '00000000-0000-4000-8000-000000000000',
  no: 'ZJ1',
  title: 'x',
  stage: 'reported',
  project: null,
  category: 'ecology',
  channel: { id: '00000000-0000-4000-8000-000000000001', name: 'bonds' },
  year: 2026,
  appliedFen: 100,
  submitted: true,
  approvedFen: null,
  grantedFen: null,
  paidFen: null,
  demonstration: false,
  ...more,
})

describe('the planning pool', () => {
  test('an idea is ripe when every document of its file is accepted, and not when it has none', () => {
    const changedOn = '2026-03-01'
    assert.equal(ideaState([]), 'untouched')
    assert.equal(ideaState([{ stage: 'accepted', changedOn }]), 'mature')
    assert.equal(
      ideaState([
        { stage: 'accepted', changedOn },
        { stage: 'delivered', changedOn },
      ]),
      'packaging',
    )
  })

  test('an idea is idle since the last thing that happened to it or to a document of it', () => {
    assert.equal(idleDays('2026-03-01', [], '2026-03-31'), 30)
    assert.equal(idleDays('2026-03-01', [{ stage: 'wanted', changedOn: '2026-03-21' }], '2026-03-31'), 10)
  })
})

describe('funding', () => {
  test('what is drafted is not applied for; each line adds up to the bids it opens', () => {
    const bids = [
      bid({ stage: 'paid', grantedFen: 80, paidFen: 80 }),
      bid({ stage: 'refused', year: 2025 }),
      bid({ stage: 'drafting', submitted: false }),
      bid({ channel: null, category: null, appliedFen: 40 }),
    ]
    for (const by of ['channel', 'category', 'year'] as const) {
      const lines = countFunding(bids, by)
      assert.equal(
        lines.reduce((sum, line) => sum + line.appliedFen, 0),
        240,
        by,
      )
      for (const line of lines)
        assert.equal(
          line.appliedFen,
          line.bids.reduce((sum, one) => sum + one.appliedFen, 0),
        )
    }
    const [latest, before] = countFunding(bids, 'year')
    assert.deepEqual([latest?.key, latest?.grantedFen, latest?.decided], ['2026', 80, 1])
    assert.deepEqual([before?.key, before?.decided], ['2025', 1])
  })

  test('what arrived is the sum of the payments, and unknown without any', () => {
    assert.equal(paidOf({}), null)
    assert.equal(
      paidOf({
        payments: [
          { on: '2026-01-01', fen: 3 },
          { on: '2026-02-01', fen: 4 },
        ],
      }),
      7,
    )
  })
})
