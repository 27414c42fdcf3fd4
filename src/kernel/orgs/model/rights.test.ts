import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hasMessage } from '#kernel/i18n/model'
import { orgMessages } from './messages.ts'
import { organisationKinds } from './organisation.ts'
import { checkRights, dutiesOf, mixesAdministration, rights } from './rights.ts'
import { builtInRoleIds, builtInRoles, parseRoles } from './roles.ts'

describe('rights', () => {
  test('every right, role and kind of organisation has its words', () => {
    assert.ok(orgMessages.size > 0)
    for (const right of rights) assert.ok(hasMessage(`orgs.right.${right}`), right)
    for (const role of builtInRoleIds) assert.ok(hasMessage(`orgs.role.${role}`), role)
    for (const kind of organisationKinds) assert.ok(hasMessage(`orgs.kind.${kind}`), kind)
  })

  test('an unknown right is refused with its path', () => {
    const roles = [
      { id: 'ok', title: { 'zh-CN': '甲', en: 'A' }, rights: ['registry.read'] },
      { id: 'bad', title: { 'zh-CN': '乙', en: 'B' }, rights: ['registry.read', 'registry.reed'] },
    ]
    assert.throws(() => parseRoles(roles), {
      code: 'orgs.unknown_right',
      path: 'roles.1.rights.1',
      params: { right: 'registry.reed' },
    })
  })

  const separated: [held: string[], ok: boolean][] = [
    [['identity.manage', 'identity.read', 'organisations.manage'], true],
    [['identity.appoint', 'identity.read'], true],
    [['audit.read', 'identity.read'], true],
    [['identity.manage', 'identity.appoint'], false],
    [['identity.manage', 'audit.read'], false],
    [['identity.appoint', 'audit.read'], false],
    [['identity.manage', 'ledgers.define'], false],
    [['audit.read', 'registry.unmask'], false],
    [[], true],
  ]
  for (const [held, ok] of separated) {
    test(`one role with ${held.join(' + ') || 'no right'} is ${ok ? 'allowed' : 'refused'}`, () => {
      if (ok) assert.deepEqual(checkRights(held, 'rights'), held)
      else
        assert.throws(() => checkRights(held, 'rights'), {
          code: 'orgs.duties_not_separated',
          path: 'rights',
        })
    })
  }

  test('a person may hold one administration beside business, never two', () => {
    assert.equal(mixesAdministration(['ledgers.export', 'identity.manage']), false)
    assert.equal(mixesAdministration(['identity.appoint', 'identity.manage']), true)
  })

  test('the roles of the program keep to what districts’ roles must keep to', () => {
    for (const { id, rights: held } of builtInRoles()) assert.ok(dutiesOf(held).length <= 1, id)
    const holders = (right: string) => builtInRoles().filter((role) => role.rights.includes(right as never))
    assert.deepEqual(
      holders('identity.manage').map(({ id }) => id),
      ['system_admin'],
    )
    assert.deepEqual(
      holders('identity.appoint').map(({ id }) => id),
      ['security_admin'],
    )
    assert.deepEqual(
      holders('audit.read').map(({ id }) => id),
      ['auditor'],
    )
  })
})
