import type { Engine } from '#kernel/ledgers/server'
import { organisationIdsByCode } from '#kernel/orgs/server'
import type { InCharge } from '../../model/procedures/template.ts'

export type InChargeDeps = {
  engine: Engine
  organisationOfRole: (role: string, divisionCode: string) => number | undefined
}

/** Who is in charge of a procedure over a place: the body of its district, or the nearest holder of a role. */
export async function findOrganisations({
  engine,
  organisationOfRole,
}: InChargeDeps): Promise<(inCharge: InCharge, divisionCode: string) => number | undefined> {
  const ids = await organisationIdsByCode(engine.handle.db)
  return (inCharge, divisionCode) =>
    'body' in inCharge
      ? ids.get(`${divisionCode.slice(0, 6)}-${inCharge.body}`)
      : organisationOfRole(inCharge.role, divisionCode)
}
