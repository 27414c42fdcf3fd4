import fc from 'fast-check'
import { builtInRoleIds, builtInRoles } from '#kernel/orgs/model'
import { saveRoles } from '#kernel/orgs/server'
import { type World, worldPlaces } from '../world/app.ts'
import type { Caller } from '../world/caller.ts'
import { maySeeEntry, maySeeStaff } from './oracle.ts'
import { giveTo, readNotices } from './parties.ts'
import { plantPhone } from './plant-phone.ts'
import type { PlantedWorld } from './planting.ts'
import type { Reader } from './secrets.ts'

/** A position that somebody could have: any role, over any divisions, for any ledgers, up to any class. */
export type CallerSpec = {
  role: string
  organisation: string
  roots: string[]
  ledgers: string[] | null
  sensitivity: number
  /** Whether something out of the scope is given to this account. */
  invited: boolean
}

const organisations = [
  '990001',
  '990001-plans',
  '990001-works',
  '990001001',
  '990001002001',
  '990001100',
  '990002',
  '990002-works',
]

/** Of the rights that no built-in role has, so that the test reaches them too. */
const everythingReader = {
  id: 'everything_reader',
  title: { 'zh-CN': '全读', en: 'Reader of everything' },
  rights: ['ledgers.read_all'] as const,
}

export async function addRoles({ house }: World): Promise<void> {
  await saveRoles(house.handle.db, [{ ...everythingReader, rights: [...everythingReader.rights] }])
}

export const callerSpec: fc.Arbitrary<CallerSpec> = fc.record({
  role: fc.constantFrom(...builtInRoleIds, everythingReader.id),
  organisation: fc.constantFrom(...organisations),
  roots: fc.uniqueArray(fc.constantFrom(...Object.values(worldPlaces)), { minLength: 1, maxLength: 3 }),
  ledgers: fc.option(fc.subarray(['toy', 'guarded', 'project', 'problem']), { freq: 2 }),
  sensitivity: fc.nat(3),
  invited: fc.boolean(),
})

/** Opens the account, gives it a saved view, and, where it is invited, the work of an entry out of its scope. */
export async function openCaller(
  at: PlantedWorld,
  { role, organisation, roots, ledgers, sensitivity, invited }: CallerSpec,
): Promise<{ caller: Caller; reader: Reader }> {
  const { world, secrets } = at
  const organisationId = world.organisations.get(organisation)
  if (organisationId === undefined) throw new Error(`no organisation ${organisation}`)
  const staff = maySeeStaff(organisation.slice(0, 12).split('-')[0] as string)
  let own = 0
  const loginName = secrets.word('a login name', (reader) => reader.accountId === own || staff(reader))
  const code = secrets.word('code of a position', staff)
  const position = { code, organisationId, role, divisions: roots, ledgers, sensitivity }
  const { caller, accountId, positionId } = await world.newCaller({ loginName, ...position })
  own = accountId
  const rights = [...builtInRoles(), everythingReader].find(({ id }) => id === role)?.rights ?? []
  const reader = { accountId, organisationId, role, rights, roots, ledgers, sensitivity }
  at.accounts.push({ id: String(accountId), may: staff })
  at.positions.push({ id: String(positionId), may: staff })
  const entry = at.entries.find((item) => item.ledger === 'guarded' && !maySeeEntry(item, reader))
  if (invited && entry) await giveTo(at, entry, { organisationId, accountId })
  await addView(at, caller, accountId)
  await plantPhone(at, caller, organisation.slice(0, 12).split('-')[0] as string)
  await readNotices(at, caller)
  return { caller, reader }
}

async function addView(at: PlantedWorld, caller: Caller, accountId: number): Promise<void> {
  const own = (reader: Reader) => reader.accountId === accountId
  const name = at.secrets.word('name of a saved view', own)
  const query = { q: at.secrets.word('text of a saved view', own) }
  const { status, body } = await caller.post('/api/ledgers/toy/views', { name, query })
  if (status !== 201) throw new Error(`saving a view: ${status}`)
  at.secrets.id(body.id, 'a saved view', own)
  at.views.push({ id: body.id, accountId })
}
