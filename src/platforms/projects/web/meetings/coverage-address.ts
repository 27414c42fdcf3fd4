import type { Address } from '#kernel/ui/web'
import {
  type CoverageFilter,
  coverageDimensions,
  roleStates,
  visitStates,
} from '../../model/meetings/coverage.ts'
import { teamRoles } from '../../model/meetings/team-rule.ts'

const wholes = ['covered', 'lacking', 'unknown'] as const
const visits = [...visitStates, 'due'] as const

function oneOf<T extends string>(all: readonly T[], value: string | undefined): T | undefined {
  return all.find((known) => known === value)
}

/** What the address asks for, so that the rows behind a number can be sent to a colleague. */
export function filterOf(address: Address): CoverageFilter {
  const by = oneOf(coverageDimensions, address['by'])
  const role = oneOf(teamRoles, address['role'])
  const state = oneOf(roleStates, address['state'])
  const whole = oneOf(wholes, address['whole'])
  const visit = oneOf(visits, address['visit'])
  const person = /^\d{1,9}$/.test(address['person'] ?? '') ? Number(address['person']) : undefined
  return {
    ...(by ? { by, key: address['key'] ?? '' } : {}),
    ...(role && state ? { role, state } : {}),
    ...(whole ? { whole } : {}),
    ...(visit ? { visit } : {}),
    ...(person === undefined ? {} : { person }),
  }
}

/** The same the other way round; `rows` says that all of them are asked for. */
export function addressOf({ by, key, role, state, whole, visit, person }: CoverageFilter) {
  const asked = { by, key, role, state, whole, visit, person }
  return Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value ?? null]))
}

export function isFiltered(filter: CoverageFilter): boolean {
  return Object.keys(filter).length > 0
}
