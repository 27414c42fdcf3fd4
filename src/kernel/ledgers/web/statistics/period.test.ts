import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { periodOf } from './period.ts'

describe('the period of the statistics', () => {
  const cases: [address: Record<string, string>, today: string, from: string, to: string][] = [
    [{}, '2026-11-21', '2026-11-01', '2026-11-30'],
    [{ period: 'nonsense' }, '2026-12-31', '2026-12-01', '2026-12-31'],
    [{ period: 'last_month' }, '2026-01-05', '2025-12-01', '2025-12-31'],
    [{ period: 'last_month' }, '2028-03-31', '2028-02-01', '2028-02-29'],
    [{ period: 'quarter' }, '2026-11-21', '2026-10-01', '2026-12-31'],
    [{ period: 'quarter' }, '2026-03-31', '2026-01-01', '2026-03-31'],
    [{ period: 'last_quarter' }, '2026-02-01', '2025-10-01', '2025-12-31'],
    [{ period: 'last_quarter' }, '2026-12-31', '2026-07-01', '2026-09-30'],
    [{ period: 'custom', from: '2026-01-15', to: '2026-02-10' }, '2026-11-21', '2026-01-15', '2026-02-10'],
    [{ period: 'custom' }, '2026-11-21', '2026-11-01', '2026-11-30'],
    [{ period: 'custom', from: '2027-01-15' }, '2026-11-21', '2027-01-15', '2027-01-15'],
    [{ period: 'custom', to: '2026-02-10' }, '2026-11-21', '2026-02-10', '2026-02-10'],
  ]
  for (const [address, today, from, to] of cases)
    test(`${JSON.stringify(address)} on ${today} is ${from} to ${to}`, () => {
      assert.deepEqual(periodOf(address, today), { from, to })
    })
})
