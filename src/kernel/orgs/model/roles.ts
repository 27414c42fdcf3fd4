import { z } from 'zod'
import { LocalText, translate } from '#kernel/i18n/model'
import { checkRights, type Right } from './rights.ts'

export const RoleId = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/)

export const Role = z.strictObject({
  id: RoleId,
  title: LocalText,
  rights: z.array(z.string()),
})
export type Role = { id: string; title: LocalText; rights: Right[] }

const handlers = ['registry.read', 'ledgers.export'] as const

/** The roles every district has; an administrator adds others as data. Titles are the keys `orgs.role.<id>`. */
const builtIn = {
  steward: [...handlers],
  steward_secretary: [...handlers],
  sponsor: [...handlers],
  task_force_leader: [...handlers, 'ledgers.supervise'],
  project_office: [
    ...handlers,
    'ledgers.supervise',
    'ledgers.react',
    'ledgers.import',
    'ledgers.backdate',
    'procedures.manage',
    'registry.write',
  ],
  district_leader: [...handlers, 'patrols.read', 'registry.erase', 'ledgers.supervise', 'ledgers.adjudicate'],
  township_leader: [...handlers, 'patrols.read', 'ledgers.supervise', 'rosters.manage'],
  supervisor: [...handlers, 'portal.manage', 'calendar.manage', 'ledgers.supervise', 'ledgers.adjudicate'],
  dispatcher: [
    ...handlers,
    'patrols.read',
    'portal.manage',
    'calendar.manage',
    'ledgers.supervise',
    'rosters.manage',
    'grid.dispatch',
    'grid.catalogue',
  ],
  bureau_handler: [...handlers],
  unit_handler: [...handlers],
  window_clerk: [...handlers, 'registry.write'],
  village_clerk: [...handlers, 'registry.write', 'rosters.manage'],
  grid_leader: [...handlers, 'patrols.read', 'registry.write', 'rosters.manage'],
  grid_worker: ['registry.read', 'registry.write'],
  registrar: [
    ...handlers,
    'registry.write',
    'registry.unmask',
    'registry.hold',
    'registry.elements',
    'registry.import',
    'registry.merge',
    'registry.erase',
  ],
  ledger_designer: ['ledgers.define', 'ledgers.export'],
  auditor: ['audit.read', 'identity.read'],
  system_admin: [
    'organisations.manage',
    'identity.manage',
    'identity.read',
    'divisions.edit',
    'map.export_gcj02',
    'calendar.manage',
    'files.manage',
    'notices.manage',
    'programs.manage',
  ],
  security_admin: ['identity.appoint', 'identity.read'],
} as const satisfies Record<string, readonly Right[]>

export type BuiltInRole = keyof typeof builtIn
export const builtInRoleIds = Object.keys(builtIn) as BuiltInRole[]

export function builtInRoles(): Role[] {
  return builtInRoleIds.map((id) => ({
    id,
    title: { 'zh-CN': translate('zh-CN', `orgs.role.${id}`), en: translate('en', `orgs.role.${id}`) },
    rights: [...builtIn[id]],
  }))
}

/**
 * Reads a declaration of roles.
 * @throws AppError orgs.unknown_right with the path, `roles.2.rights.0`; ZodError where the shape is wrong.
 */
export function parseRoles(input: unknown, path = 'roles'): Role[] {
  return z
    .array(Role)
    .parse(input)
    .map((role, index) => ({ ...role, rights: checkRights(role.rights, `${path}.${index}.rights`) }))
}
