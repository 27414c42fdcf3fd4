import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { oneTimePassword, type PasswordFault, passwordFaults } from './password.ts'

const table: [loginName: string, password: string, faults: PasswordFault[]][] = [
  ['steward', 'Kx7-river-stone', []],
  ['steward', '清风Mingyue2026', []],
  ['steward', 'Kx7-riv', ['too_short']],
  ['steward', 'correcthorsebattery', ['too_uniform']],
  ['steward', 'correcthorse77battery', ['too_uniform']],
  ['steward', 'Steward-Kx7-river', ['contains_login_name']],
  ['steward', 'mySTEWARDkx7-r', ['contains_login_name']],
  ['ab', 'Kx7-cabbage-stone', []],
  ['steward', 'Password123!', ['too_common']],
  ['steward', 'P@ssw0rd2026', ['too_common']],
  ['steward', 'Admin@2024#888', ['too_common']],
  ['steward', 'Aa1234567890!', ['too_common']],
  ['steward', 'Abc123456!', ['too_common']],
  ['steward', 'Qwer1234!@#$', ['too_common']],
  ['steward', '1qaz@WSX3edc', ['too_common']],
  ['steward', 'AAAAAA111111!', ['too_common']],
  ['steward', '1234567890', ['too_uniform', 'too_common']],
  ['steward', `Kx7-${'r'.repeat(200)}`, ['too_long']],
]
for (const [loginName, password, faults] of table) {
  test(`${password.slice(0, 24)}: ${faults.join(', ') || 'may be used'}`, () => {
    assert.deepEqual(passwordFaults(loginName, password), faults)
  })
}

test('a password that has its login name in it is never allowed, however it is written', () => {
  const loginName = fc.stringMatching(/^[a-z][a-z0-9]{2,12}$/)
  fc.assert(
    fc.property(loginName, fc.string(), fc.string(), fc.boolean(), (name, before, after, upper) => {
      const password = before + (upper ? name.toUpperCase() : name) + after
      assert.ok(passwordFaults(name, password).includes('contains_login_name'))
    }),
  )
})

test('a password for one sign-in keeps to the rules, whatever the bytes, and has no signs that look alike', () => {
  const loginName = fc.stringMatching(/^[a-z][a-z0-9]{2,12}$/)
  fc.assert(
    fc.property(loginName, fc.infiniteStream(fc.integer({ min: 0, max: 255 })), (name, stream) => {
      const bytes = (count: number) => Uint8Array.from({ length: count }, () => stream.next().value as number)
      const password = oneTimePassword(name, bytes)
      assert.match(password, /^([A-HJ-NP-Za-hj-km-np-z2-9]{4}-){3}[A-HJ-NP-Za-hj-km-np-z2-9]{4}$/)
      assert.deepEqual(passwordFaults(name, password), [])
    }),
  )
})
