import { z } from 'zod'
import type { Database } from '#kernel/db/server'
import { defineRoute, type Route } from '#kernel/http/server'
import { AccountName } from '#kernel/identity/model'
import { accountNames } from './name-store.ts'

const idsMax = 200
const Ids = z
  .string()
  .max(idsMax * 11)
  .transform((text) => text.split(',').map(Number))
  .pipe(z.array(z.number().int().positive().max(2_147_483_647)).min(1).max(idsMax))

/** Who accounts are, for whatever names them: fields of entries, time lines. */
export function nameRoutes({ db }: { db: Database }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/account-names',
      summary: 'Names of accounts, also of those who have left',
      access: { kind: 'signed_in', because: 'the district’s directory of who works where' },
      query: z.object({ accounts: Ids }),
      response: z.array(AccountName),
      handler: async ({ query }) =>
        [...(await accountNames(db, query.accounts))].map(([id, name]) => ({ id, name })),
    }),
  ]
}
