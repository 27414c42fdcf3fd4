import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import { checkAttachable } from '#kernel/files/server'
import { importanceOf } from '#kernel/notices/model'
import { notify } from '#kernel/notices/server'
import { listRoles } from '#kernel/orgs/server'
import { hasRight } from '#kernel/http/model'
import type { Route } from '#kernel/http/server'
import { erasureAsked, type OfflineTaker } from '#kernel/ledgers/server'
import { NewChangeRequest } from '#kernel/registry/model'
import {
  consentRoutes,
  dataElementRoutes,
  changeRequestRoutes,
  duplicateRoutes,
  holdRoutes,
  householdEventRoutes,
  importRoutes,
  mergeRoutes,
  objectLogRoutes,
  proposeChange,
  registryRoutes,
  type RequestDeps,
  unmaskingRoutes,
} from '#kernel/registry/server'
import type { House } from './house.ts'

/** What requests for changes of the register need of files, organisations and inboxes. */
function changeRequestDeps(house: House): RequestDeps {
  const { handle, keys, clock, directory, orgDirectory, files } = house
  const now = () => clock.now()
  return {
    db: handle.db,
    keys,
    now,
    names: directory,
    checkFiles: (tx, actor, ids) =>
      checkAttachable(
        tx,
        files.attachmentAccess,
        actor,
        ids.map((id) => ({ id, keepsOriginal: false })),
      ),
    ownersOf: async (tx, divisionCode) => {
      const roles = await listRoles(tx)
      const writing = roles.filter(({ rights }) => rights.includes('registry.write')).map(({ id }) => id)
      return orgDirectory.nearestHolders(new Set(writing), divisionCode)
    },
    tell: async (tx, { kind, requestId, organisationIds, accountId, exceptAccountId, sensitivity }) => {
      const notices = organisationIds.map((organisationId) => ({
        organisationId,
        accountId,
        kind,
        ledger: null,
        entryId: null,
        params: {},
        importance: importanceOf[kind],
        sensitivity,
        source: `${kind}:${requestId}`,
        exceptAccountId,
      }))
      await notify(tx, notices, now())
    },
  }
}

const Correction = z.strictObject({
  kind: z.enum(['person', 'household', 'place']),
  objectId: z.uuid(),
  field: z.string().max(40),
  value: z.string().max(1000),
  reason: z.string().max(1000),
})

/** That a fact of the register is wrong, found on a visit: asked of whoever owns it, by who was there. */
export function correctionTaker(house: House): OfflineTaker {
  const deps = changeRequestDeps(house)
  return {
    name: 'registry_correction',
    take: async (actor, input, clientKey) => {
      if (!hasRight(actor, 'registry.read')) throw new AppError('http.forbidden', { status: 403 })
      const { kind, objectId, ...asked } = Correction.parse(input)
      await proposeChange(deps, actor, { kind, id: objectId }, NewChangeRequest.parse(asked), clientKey)
    },
  }
}

/** Everything that is asked of the register. */
export function routesOfRegister(house: House): Route[] {
  const { handle, keys, clock, directory } = house
  const deps = { db: handle.db, keys, now: () => clock.now(), names: directory }
  return [
    ...registryRoutes(deps),
    ...duplicateRoutes(deps),
    ...importRoutes(deps),
    ...mergeRoutes({ ...deps, erasureAsked }),
    ...dataElementRoutes(deps),
    ...consentRoutes(deps),
    ...unmaskingRoutes(deps),
    ...holdRoutes(deps),
    ...objectLogRoutes(deps),
    ...changeRequestRoutes(changeRequestDeps(house)),
    ...householdEventRoutes(deps),
  ]
}
