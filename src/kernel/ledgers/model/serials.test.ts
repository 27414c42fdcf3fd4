import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { permitLedger } from '../../../../test/toy/permit-ledger.ts'
import { findFaults } from './define-ledger.ts'
import type { LedgerDefinition } from './definition.ts'
import { inputSchema } from './fields.ts'
import { countOf, renderSerial, type Serial } from './serials.ts'

const yearly: Serial = {
  id: 'paper',
  field: 'paper',
  pattern: '朝双〔{year}〕{no:4}号',
  per: 'year',
  scope: 'ledger',
}
const of = {
  ledgerId: 3,
  divisionCode: '211302009004',
  organisationId: 902,
  effectiveAt: '2025-12-31T16:00:00.000Z',
}

describe('serial numbers', () => {
  test('a pattern is filled in, and a number that outgrows its width is not cut', () => {
    assert.equal(renderSerial(yearly, 7, of), '朝双〔2026〕0007号')
    assert.equal(renderSerial(yearly, 12_345, of), '朝双〔2026〕12345号')
    assert.equal(renderSerial({ pattern: '{division}/{organisation}/{no}' }, 7, of), '211302/902/7')
  })

  test('a year begins at midnight in Shanghai, and each scope has its own count', () => {
    assert.deepEqual(countOf(yearly, of), { ledgerId: 3, serial: 'paper', scope: '', period: 2026 })
    assert.equal(countOf({ ...yearly, per: 'none' }, of).period, 0)
    assert.equal(countOf({ ...yearly, scope: 'district' }, of).scope, '211302')
    assert.equal(countOf({ ...yearly, scope: 'organisation' }, of).scope, '902')
  })

  const faultsOf = (change: (definition: LedgerDefinition) => void) => {
    const definition = structuredClone(permitLedger.definition)
    change(definition)
    return findFaults(definition).map(({ path, code }) => `${path} ${code}`)
  }
  const serialOf = (definition: LedgerDefinition) => definition.actions[1]?.serial as Serial

  test('faults of a declaration are named with their place', () => {
    const at = 'actions.1.serial'
    const issue = permitLedger.definition.actions.findIndex(({ id }) => id === 'issue')
    assert.deepEqual(
      faultsOf(() => undefined),
      [],
    )
    assert.deepEqual(
      faultsOf((definition) => Object.assign(serialOf(definition), { field: 'nowhere' })),
      [`${at}.field ledgers.not_declared`],
    )
    assert.deepEqual(
      faultsOf((definition) => Object.assign(serialOf(definition), { field: 'consent' })),
      [`${at}.field ledgers.serial_field_typed`],
    )
    assert.deepEqual(
      faultsOf((definition) => Object.assign(serialOf(definition), { pattern: '号{no:4}' })),
      [`${at}.pattern ledgers.pattern_incomplete`],
    )
    assert.deepEqual(
      faultsOf((definition) => Object.assign(serialOf(definition), { pattern: '{year}{no}{month}' })),
      [`${at}.pattern ledgers.bad_pattern`],
    )
    assert.deepEqual(
      faultsOf((definition) => Object.assign(serialOf(definition), { scope: 'district' })),
      [`${at}.pattern ledgers.pattern_incomplete`],
    )
    assert.deepEqual(
      faultsOf((definition) => Object.assign(serialOf(definition), { id: 'certificate' })),
      [`${at}.id ledgers.serials_differ`, `actions.${issue}.serial.id ledgers.serials_differ`],
    )
  })

  test('the field cannot be typed in any action', () => {
    for (const action of permitLedger.definition.actions) {
      const parsed = inputSchema(permitLedger.definition, action).safeParse({ subject: 'x', paper: '1' })
      assert.equal(parsed.success, false, action.id)
    }
  })
})
