import '../../model/hotline/messages.ts'
import { orderLedger } from '../../model/hotline/order-ledger.ts'
import { ProgramGate } from '../open311/programs.ts'
import type { OpenPart } from '../part.ts'
import { hotlineApiRoutes } from './api-routes.ts'
import { hotlineDeskRoutes } from './desk-routes.ts'

/** 12345: orders of the hotline in and their answers out, by file and by program. */
export const openHotline: OpenPart = async ({ clock }) => ({
  ledgers: [orderLedger],
  routes: (deps) => [
    ...hotlineApiRoutes({
      ...deps,
      gate: new ProgramGate({ db: deps.handle.db, keys: deps.keys, now: () => clock.now() }),
    }),
    ...hotlineDeskRoutes(deps),
  ],
})
