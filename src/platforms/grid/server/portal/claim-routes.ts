import { created, defineRoute, type Route } from '#kernel/http/server'
import {
  AddInput,
  ClaimKey,
  PortalClaim,
  PortalClaims,
  RatingInput,
  ReopenInput,
  ReportInput,
  ReportReceipt,
} from '../../model/portal/answers.ts'
import { addWords, claimsOf, presentClaim, rateClaim, reopenClaim } from './claim-acts.ts'
import { openClaim, report } from './claims.ts'
import type { PortalDeps } from './portal-deps.ts'
import { findResident } from './residents.ts'

const own = {
  kind: 'public',
  because: 'a claim is its claimant’s who has its secret code or its phone; guesses are limited',
} as const

/** Reporting, and what a claimant does with a claim. */
export function claimRoutes(deps: PortalDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/portal/reports',
      summary: 'Reports a matter; answers its number and, this once, the secret code to follow it by',
      access: own,
      body: ReportInput,
      response: ReportReceipt,
      clientKey: true,
      handler: async (asker) => {
        const found = await findResident(deps, asker)
        const resident = found && asker.body.anonymous ? { ...found, phone: null, phoneIndex: null } : found
        return created(await report(deps, { asker, resident, input: asker.body, clientKey: asker.clientKey }))
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/portal/claims',
      summary: 'The claims of the session’s phone',
      access: own,
      response: PortalClaims,
      handler: async (asker) => claimsOf(deps, await findResident(deps, asker)),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/portal/claims/view',
      summary: 'A claim by its number and secret code; a POST, so that the code stands in no address',
      access: own,
      body: ClaimKey,
      response: PortalClaim,
      handler: async (asker) => {
        const row = await openClaim(deps, asker, await findResident(deps, asker), asker.body)
        return presentClaim(deps, row, asker.locale)
      },
    }),
    ...doings(deps),
  ]
}

function doings(deps: PortalDeps): Route[] {
  const shared = { method: 'POST', access: own, response: PortalClaim, clientKey: true } as const
  return [
    defineRoute({
      ...shared,
      path: '/api/portal/claims/rating',
      summary: 'The claimant’s grade for the answer, once for each answer',
      body: RatingInput,
      handler: async (asker) => {
        const row = await openClaim(deps, asker, await findResident(deps, asker), asker.body)
        await rateClaim(deps, row, asker.body, asker.clientKey)
        return presentClaim(deps, row, asker.locale)
      },
    }),
    defineRoute({
      ...shared,
      path: '/api/portal/claims/reopening',
      summary: 'Has the matter taken up again, within the window that is counted from closing',
      body: ReopenInput,
      handler: async (asker) => {
        const row = await openClaim(deps, asker, await findResident(deps, asker), asker.body)
        await reopenClaim(deps, row, asker.body, asker.clientKey)
        return presentClaim(deps, row, asker.locale)
      },
    }),
    defineRoute({
      ...shared,
      path: '/api/portal/claims/addition',
      summary: 'Adds words and photos to a claim',
      body: AddInput,
      handler: async (asker) => {
        const resident = await findResident(deps, asker)
        const row = await openClaim(deps, asker, resident, asker.body)
        await addWords(deps, row, { ...asker.body, resident }, asker.clientKey)
        return presentClaim(deps, row, asker.locale)
      },
    }),
  ]
}
