import { z } from 'zod'
import { Removals } from '#kernel/files/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { confirmRemovals, listRemovals, type RetentionDeps } from './file-retention.ts'

const access = {
  kind: 'signed_in',
  because: 'sums of what has been kept long enough, without names',
  right: 'files.manage',
} as const

/** Contents that have been kept as long as declared, and their removal by a person's decision. */
export function fileRetentionRoutes(deps: RetentionDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/files-keeping/removals',
      summary: 'What has been kept long enough, or hangs on nothing: what a confirmation would remove',
      access,
      response: Removals,
      handler: () => listRemovals(deps),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/files-keeping/removals',
      summary: 'Removes the contents that were listed',
      access,
      body: z.strictObject({ mark: z.string().max(64) }),
      response: Removals,
      handler: ({ actor, body }) => confirmRemovals(deps, actor, body.mark),
    }),
  ]
}
