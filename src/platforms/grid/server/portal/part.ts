import type { OpenPart } from '../part.ts'
import '../../model/portal/messages.ts'
import { portalRulesBook } from '../../model/portal/portal-rules-book.ts'
import { firstPortalRules } from '../../model/portal/portal-rules.ts'
import { portalDeskRoutes } from './desk-routes.ts'
import { erasablePhones, portalErasable } from './erasable.ts'
import { deleteOldCounts } from './limit-store.ts'
import { filesOfPortal } from './photo-store.ts'
import type { PortalDeps } from './portal-deps.ts'
import { portalRoutes } from './public-routes.ts'
import { deleteEndedSessions, deleteOldCodes } from './session-store.ts'
import { sweepPhotos } from './uploads.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

export const openPortal: OpenPart = async ({ catalogues, rulebooks }) => {
  const book = rulebooks.declare({ ...portalRulesBook, first: firstPortalRules })
  const portalRules = () => book.now().body
  return {
    ledgers: [],
    routes: (deps, serving) => {
      // What the house loads anew, as its divisions, is found through it.
      const portal: PortalDeps = Object.assign(Object.create(deps) as typeof deps, serving, {
        catalogues,
        portalRules,
      })
      return [...portalRoutes(portal), ...portalDeskRoutes(portal)]
    },
    jobs: (deps) => [
      {
        name: 'portal',
        everyMs: 10 * minuteMs,
        run: async () => {
          const now = deps.clock.now()
          const { db } = deps.handle
          await sweepPhotos({ handle: deps.handle, clock: deps.clock, portalRules })
          await deleteEndedSessions(db, now)
          await deleteOldCodes(db, new Date(now.getTime() - dayMs))
          await deleteOldCounts(db, new Date(now.getTime() - 2 * dayMs))
        },
      },
    ],
    erasable: (deps) => ({ [portalErasable]: erasablePhones(deps) }),
    filesHeld: filesOfPortal,
  }
}
