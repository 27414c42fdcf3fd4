import type { Database } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { listStaff } from '#kernel/identity/server'
import { organisationIdsByCode } from '#kernel/orgs/server'
import type { Cast } from './seed-demonstration.ts'

/** Bodies whose people act in the demonstration, by their code behind the district's. */
const bodies = [
  'projects',
  'development-reform',
  'housing',
  'natural-resources',
  'ecology',
  'economic-zone',
  'high-tech-zone',
]

/**
 * The demonstration's account holders of a district, able to act at earlier times. Undefined where the district has
 * no accounts for it: then nothing invented is played.
 */
export async function readCast(db: Database, districtCode: string, now: Date): Promise<Cast | undefined> {
  const organisations = await organisationIdsByCode(db)
  const actors: { body: string; actor: Actor }[] = []
  for (const body of ['', ...bodies]) {
    const organisationId = organisations.get(body === '' ? districtCode : `${districtCode}-${body}`)
    if (organisationId === undefined) continue
    const staff = await listStaff(db, organisationId, 'zh-CN', now)
    for (const { accountId, positionId, name, role } of staff) {
      actors.push({
        body,
        actor: {
          accountId,
          positionId,
          organisationId,
          name,
          role,
          divisions: [districtCode],
          ledgers: 'all',
          sensitivity: 2,
          rights: ['ledgers.backdate'],
          locale: 'zh-CN',
        },
      })
    }
  }
  const withRole = (role: string) => actors.find(({ actor }) => actor.role === role)?.actor
  const office = withRole('project_office')
  const steward = withRole('steward')
  const units = new Map(
    actors.filter(({ actor }) => actor.role === 'unit_handler').map(({ body, actor }) => [body, actor]),
  )
  if (!office || !steward || units.size === 0) return undefined
  const leader = withRole('district_leader')
  return {
    office,
    steward,
    bureau: withRole('bureau_handler') ?? office,
    units,
    ...(leader ? { leader } : {}),
  }
}
