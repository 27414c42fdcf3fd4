import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { LockoutRule } from '#kernel/identity/model'
import type { Locale } from '#kernel/i18n/model'
import type { IdentityTables } from './identity-tables.ts'

export type Attempt = {
  id: number
  loginName: string
  passwordHash: string | null
  mustChangePassword: boolean
  locale: Locale | null
  lastPositionId: number | null
  failures: number
  lockedUntil: Date | null
}

/**
 * Counts an attempt before its password is checked, so that a hundred guesses sent at once are no more than five;
 * the right password sets the count back. Undefined when nobody may try: no such account, disabled or locked.
 */
export async function countAttempt(
  db: Database,
  who: { loginName: string } | { accountId: number },
  now: Date,
  rule: LockoutRule,
): Promise<Attempt | undefined> {
  // The same doubling as lockedUntil() in the model, which the tests hold it to.
  const lock = sql<Date | null>`case when failed_attempts + 1 >= ${rule.failuresMax}::int then
    ${now}::timestamptz + make_interval(mins => least(${rule.lockMinutesMax}::int,
      ${rule.lockMinutes}::int * (1 << least(greatest(failed_attempts + 1 - ${rule.failuresMax}::int, 0), 20)))) end`
  return db
    .withTables<IdentityTables>()
    .updateTable('account')
    .set({ failed_attempts: sql<number>`failed_attempts + 1`, locked_until: lock })
    .where((eb) => ('loginName' in who ? eb('login_name', '=', who.loginName) : eb('id', '=', who.accountId)))
    .where('disabled', '=', false)
    .where((eb) => eb.or([eb('locked_until', 'is', null), eb('locked_until', '<=', now)]))
    .returning([
      'id',
      'login_name as loginName',
      'password_hash as passwordHash',
      'must_change_password as mustChangePassword',
      'locale',
      'last_position_id as lastPositionId',
      'failed_attempts as failures',
      'locked_until as lockedUntil',
    ])
    .executeTakeFirst()
}

/** After the right password. */
export async function clearAttempts(db: Database, accountId: number): Promise<void> {
  await db
    .withTables<IdentityTables>()
    .updateTable('account')
    .set({ failed_attempts: 0, locked_until: null })
    .where('id', '=', accountId)
    .execute()
}

/** Failures from an address since the window before the present one began. */
export async function countFailures(db: Database, address: string, since: Date): Promise<number> {
  const { failures } = await db
    .withTables<IdentityTables>()
    .selectFrom('sign_in_failure')
    .select(sql<number>`coalesce(sum(failures), 0)::int`.as('failures'))
    .where('address', '=', address)
    .where('window_at', '>=', since)
    .executeTakeFirstOrThrow()
  return failures
}

export async function addFailure(db: Database, address: string, windowAt: Date): Promise<void> {
  await db
    .withTables<IdentityTables>()
    .insertInto('sign_in_failure')
    .values({ address, window_at: windowAt, failures: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['address', 'window_at'])
        .doUpdateSet({ failures: sql<number>`sign_in_failure.failures + 1` }),
    )
    .execute()
}

export async function sweepFailures(db: Database, before: Date): Promise<void> {
  await db
    .withTables<IdentityTables>()
    .deleteFrom('sign_in_failure')
    .where('window_at', '<', before)
    .execute()
}
