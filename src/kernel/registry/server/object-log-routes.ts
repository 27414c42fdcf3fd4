import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import { collectionOf, objectKinds } from '../model/fields.ts'
import '../model/messages.ts'
import { ObjectChanges, ObjectLooks } from '../model/object-log.ts'
import type { HoldDeps } from './holds.ts'
import { readChanges, readLooks } from './object-log.ts'

const params = z.object({ id: z.uuid() })

/** What is on record of an object: who changed it, and who looked at its numbers. */
export function objectLogRoutes(deps: HoldDeps): Route[] {
  return objectKinds.flatMap((kind) => [
    defineRoute({
      method: 'GET',
      path: `/api/${collectionOf[kind]}/:id/changes`,
      summary: 'Who changed what of the object, the latest first; numbers masked',
      access: { kind: 'scoped', by: 'registry', right: 'registry.read' },
      params,
      response: ObjectChanges,
      handler: ({ actor, params: { id } }) => readChanges(deps, actor, { kind, id }),
    }),
    ...(kind === 'person' || kind === 'enterprise'
      ? [
          defineRoute({
            method: 'GET',
            path: `/api/${collectionOf[kind]}/:id/unmaskings`,
            summary: 'Who looked at a whole number of the object, for who may look themselves',
            access: { kind: 'scoped', by: 'registry', right: 'registry.unmask' },
            params,
            response: ObjectLooks,
            handler: ({ actor, params: { id } }) => readLooks(deps, actor, { kind, id }),
          }),
        ]
      : []),
  ])
}
