import type { Actor } from '#kernel/http/model'

export type ToyActor = 'steward' | 'office' | 'unit' | 'otherUnit' | 'leader' | 'stranger' | 'backdater'

const base: Actor = {
  accountId: 0,
  positionId: 0,
  organisationId: 0,
  name: '',
  role: '',
  divisions: [],
  ledgers: 'all',
  sensitivity: 1,
  rights: [],
  locale: 'en',
}

/** Numbers that no seeded account has, so that the engine's tests need no accounts. */
export function toyActors(): Record<ToyActor, Actor> {
  const make = (
    n: number,
    organisationId: number,
    role: string,
    divisions: string[],
    rights: string[] = [],
  ): Actor => ({
    ...base,
    accountId: 9000 + n,
    positionId: 9000 + n,
    organisationId,
    name: `actor ${n}`,
    role,
    divisions,
    rights,
  })
  return {
    steward: make(1, 901, 'steward', ['211302001']),
    office: make(2, 902, 'project_office', ['211302']),
    unit: make(3, 903, 'unit_handler', []),
    otherUnit: make(4, 904, 'unit_handler', []),
    leader: make(5, 905, 'district_leader', ['211302']),
    stranger: make(6, 906, 'steward', ['211302002']),
    backdater: make(7, 902, 'project_office', ['211302'], ['ledgers.backdate']),
  }
}
