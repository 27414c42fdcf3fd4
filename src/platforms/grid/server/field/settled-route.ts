import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import type { PlatformDeps } from '#kernel/ledgers/server'
import { SettledBelowPage } from '#kernel/offline/model'
import { readSettledBelow } from '#kernel/offline/server'
import { rosterRight } from '../../model/cells/people/people.ts'

/** What was settled of phones' conflicts, for whoever leads those who carry them. */
export const settledRoute = (deps: Pick<PlatformDeps, 'engine' | 'keys'>): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/grid/settled-conflicts',
    summary: 'Conflicts that were settled by who works in the divisions that one leads, the latest first',
    access: { kind: 'scoped', by: 'entry', right: rosterRight },
    query: z.object({
      page: z.coerce.number().int().min(1).max(10_000).default(1),
      size: z.coerce.number().int().min(1).max(50).default(20),
    }),
    response: SettledBelowPage,
    handler: ({ actor, query }) => readSettledBelow(deps, actor, query),
  })
