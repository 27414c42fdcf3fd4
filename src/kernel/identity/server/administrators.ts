import type { Database, Tx } from '#kernel/db/server'
import { covers } from '#kernel/divisions/model'
import { AppError } from '#kernel/errors/model'
import { oneTimePassword } from '#kernel/identity/model'
import { translate } from '#kernel/i18n/model'
import { insertPosition, listPositions, organisationIdsByCode } from '#kernel/orgs/server'
import { shanghaiDate } from '#kernel/time/model'
import { insertAccount, updateAccount } from './account-store.ts'
import { type HeldAdministration, listHolding, lockAdministrators } from './administrator-store.ts'
import { setAppointments } from './appointment-store.ts'
import { appendIdentityEvent } from './identity-event-store.ts'
import type { Passwords } from './passwords.ts'
import { deleteSessionsOf } from './session-store.ts'

/** 三员分立 (GB/T 22239-2019, 8.1.5): the roles without which nobody could be given any other. */
export const administratorRoles = ['system_admin', 'security_admin', 'auditor'] as const
export type AdministratorRole = (typeof administratorRoles)[number]

/** What the trail says where nobody was signed in: whoever has the machine did it. */
const byMachine = { from: 'command_line' }

type Deps = {
  db: Database
  passwords: Passwords
  now: Date
  randomBytes: (count: number) => Uint8Array
}

export type Administrator = { role: AdministratorRole; loginName: string; password: string }

/**
 * Makes the three administrators of an installation, each with a password for the first sign-in: of the three roles,
 * those that nobody holds over any of the districts. A position that a district lacks is made in its government.
 * @throws AppError identity.administrators_exist (409) when all three are there, and says which;
 * identity.login_name_taken (409); identity.no_government: a district's organisations aren't loaded.
 */
export async function makeAdministrators(
  deps: Deps,
  districts: readonly string[],
  loginNames: Readonly<Record<AdministratorRole, string>>,
): Promise<Administrator[]> {
  return deps.db.transaction().execute(async (tx) => {
    await lockAdministrators(tx)
    const holding = await administratorsOver(tx, districts, deps.now)
    const missing = administratorRoles.filter((role) => !holding.some((held) => held.role === role))
    if (missing.length === 0) {
      const who = [...new Set(holding.map(({ role, loginName }) => `${loginName} (${role})`))].join(', ')
      throw new AppError('identity.administrators_exist', { status: 409, params: { who } })
    }
    const made: Administrator[] = []
    for (const role of missing) made.push(await makeOne(tx, deps, districts, role, loginNames[role]))
    return made
  })
}

async function administratorsOver(
  db: Database,
  districts: readonly string[],
  now: Date,
): Promise<HeldAdministration[]> {
  const holding = await listHolding(db, administratorRoles, now)
  return holding.filter(({ divisions }) => districts.some((code) => covers(divisions, code)))
}

async function makeOne(
  tx: Tx,
  { passwords, now, randomBytes }: Deps,
  districts: readonly string[],
  role: AdministratorRole,
  loginName: string,
): Promise<Administrator> {
  const positions: { id: number; organisationId: number }[] = []
  for (const district of districts) positions.push(await administratorPosition(tx, district, role, now))
  const password = oneTimePassword(loginName, randomBytes)
  const accountId = await insertAccount(tx, {
    loginName,
    name: translate('zh-CN', `orgs.role.${role}`),
    organisationId: positions[0]?.organisationId as number,
    passwordHash: await passwords.hash(password),
    mustChangePassword: true,
    now,
  })
  const event = { at: now, accountId }
  await appendIdentityEvent(tx, { ...event, kind: 'account_created', detail: byMachine })
  const ids = positions.map(({ id }) => id)
  const { appointed } = await setAppointments(tx, accountId, ids, now)
  for (const position of appointed)
    await appendIdentityEvent(tx, { ...event, kind: 'appointed', detail: { position, ...byMachine } })
  return { role, loginName, password }
}

/** The district's position of that role, the first that stands; made where there is none. */
async function administratorPosition(
  tx: Tx,
  district: string,
  role: AdministratorRole,
  now: Date,
): Promise<{ id: number; organisationId: number }> {
  const on = shanghaiDate(now)
  const all = await listPositions(tx, { on, divisions: [district], locale: 'zh-CN' })
  const found = all.find((position) => position.role === role && position.divisions.includes(district))
  if (found) return found
  const organisationId = (await organisationIdsByCode(tx)).get(district)
  if (organisationId === undefined) throw new AppError('identity.no_government', { params: { district } })
  const code = `${district}-${role.replace('_', '-')}`
  const title = { 'zh-CN': translate('zh-CN', `orgs.role.${role}`), en: translate('en', `orgs.role.${role}`) }
  const id = await insertPosition(
    tx,
    { code, organisationId, title, role, divisions: [district], ledgers: [], sensitivity: 0 },
    on,
  )
  const detail = { position: id, code, ...byMachine }
  await appendIdentityEvent(tx, { at: now, kind: 'position_created', detail })
  return { id, organisationId }
}

/**
 * Gives an administrator who lost the password one for the next sign-in, ends a lock and every session. Others are
 * helped by the system administrator.
 * @throws AppError identity.not_an_administrator (404)
 */
export async function resetAdministrator(deps: Deps, loginName: string): Promise<Administrator> {
  const { db, now, passwords, randomBytes } = deps
  const holding = await listHolding(db, administratorRoles, now)
  const held = holding.find((one) => one.loginName === loginName)
  if (!held) {
    const known = [...new Set(holding.map((one) => one.loginName))].join(', ')
    throw new AppError('identity.not_an_administrator', { status: 404, params: { loginName, known } })
  }
  const { accountId } = held
  const password = oneTimePassword(loginName, randomBytes)
  const passwordHash = await passwords.hash(password)
  await db.transaction().execute(async (tx) => {
    await updateAccount(tx, accountId, { passwordHash, mustChangePassword: true, unlock: true }, now)
    await deleteSessionsOf(tx, accountId)
    await appendIdentityEvent(tx, { at: now, kind: 'password_reset', accountId, detail: byMachine })
  })
  return { role: held.role as AdministratorRole, loginName, password }
}
