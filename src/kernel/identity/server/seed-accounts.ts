import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Database } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import { LoginName } from '#kernel/identity/model'
import { LocalText } from '#kernel/i18n/model'
import { organisationIdsByCode, positionIdsByCode } from '#kernel/orgs/server'
import { saveDemonstrationAccounts } from './demonstration-store.ts'

const Accounts = z.strictObject({
  accounts: z.array(
    z.strictObject({
      loginName: LoginName,
      name: z.string().min(1),
      organisation: z.string(),
      positions: z.array(z.string()).min(1),
      /** What can be tried with it; an account without is not offered by one click. */
      what: LocalText.optional(),
    }),
  ),
})

/**
 * Loads the demonstration's invented account holders. They have no password: only the demonstration's own sign-in
 * opens them, which exists on the loopback alone. Can be run again.
 * @throws AppError orgs.unknown_organisation, orgs.unknown_position_code with the path.
 */
export async function seedDemonstrationAccounts(db: Database, file: string, now: Date): Promise<number> {
  const { accounts } = Accounts.parse(JSON.parse(readFileSync(file, 'utf8')))
  const organisations = await organisationIdsByCode(db)
  const positions = await positionIdsByCode(db)
  accounts.forEach((account, index) => {
    if (!organisations.has(account.organisation))
      throw new AppError('orgs.unknown_organisation', {
        path: `accounts.${index}.organisation`,
        params: { code: account.organisation },
      })
    account.positions.forEach((code, at) => {
      if (!positions.has(code))
        throw new AppError('orgs.unknown_position_code', {
          path: `accounts.${index}.positions.${at}`,
          params: { code },
        })
    })
  })
  await saveDemonstrationAccounts(db, accounts, now)
  return accounts.length
}
