import { z } from 'zod'
import { AppError } from '#kernel/errors/model'

/**
 * Everything a role may hold beyond seeing what lies in its scope. What a position may do *to an entry* is declared
 * by the ledger, action by action; a right opens what no ledger declares. The text is the key `orgs.right.<right>`.
 */
export const rights = [
  'ledgers.define',
  'ledgers.read_all',
  'ledgers.backdate',
  'ledgers.supervise',
  'ledgers.adjudicate',
  'ledgers.react',
  'ledgers.import',
  'ledgers.export',
  'registry.read',
  'registry.write',
  'registry.unmask',
  'registry.hold',
  'registry.elements',
  'registry.import',
  'registry.merge',
  'registry.erase',
  'divisions.edit',
  'map.export_gcj02',
  'organisations.manage',
  'identity.read',
  'identity.manage',
  'identity.appoint',
  'calendar.manage',
  'procedures.manage',
  'patrols.read',
  'rosters.manage',
  'portal.manage',
  'files.manage',
  'notices.manage',
  'programs.manage',
  'grid.dispatch',
  'grid.catalogue',
  'audit.read',
] as const
export const Right = z.enum(rights)
export type Right = z.infer<typeof Right>

/**
 * 三员分立 (GB/T 22239-2019, 8.1.5): who keeps the accounts, who grants the power and who reads the trail are three
 * people. `neutral` rights go with any of them; the rest is the district's business, which no administrator does.
 */
export const duties = {
  system: [
    'organisations.manage',
    'identity.manage',
    'divisions.edit',
    'files.manage',
    'notices.manage',
    'programs.manage',
  ],
  security: ['identity.appoint'],
  audit: ['audit.read', 'ledgers.read_all'],
  neutral: ['identity.read', 'calendar.manage', 'map.export_gcj02'],
} as const satisfies Record<string, readonly Right[]>
export type Duty = 'system' | 'security' | 'audit' | 'business'

export function isRight(text: string): text is Right {
  return (rights as readonly string[]).includes(text)
}

/** The duties that a set of rights amounts to; one at most is allowed to a role. */
export function dutiesOf(held: readonly string[]): Duty[] {
  const found = new Set<Duty>()
  for (const right of held) {
    if ((duties.neutral as readonly string[]).includes(right)) continue
    const duty = (['system', 'security', 'audit'] as const).find((name) =>
      (duties[name] as readonly string[]).includes(right),
    )
    found.add(duty ?? 'business')
  }
  return [...found]
}

/**
 * Two of the three administrators' duties in one hand. Business beside one of them is a matter for roles only: a
 * person may hold a business position and, in another position, one administrator's.
 */
export function mixesAdministration(held: readonly string[]): boolean {
  return dutiesOf(held).filter((duty) => duty !== 'business').length > 1
}

/** @throws AppError orgs.unknown_right, orgs.duties_not_separated: with the path in the declaration. */
export function checkRights(held: readonly string[], path: string): Right[] {
  held.forEach((right, index) => {
    if (!isRight(right))
      throw new AppError('orgs.unknown_right', { path: `${path}.${index}`, params: { right } })
  })
  if (dutiesOf(held).length > 1) {
    throw new AppError('orgs.duties_not_separated', { path, params: { rights: held.join(', ') } })
  }
  return held as Right[]
}
