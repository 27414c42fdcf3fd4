import { handoverLedger } from '../../model/desk/handover-ledger.ts'
import '../../model/desk/messages.ts'
import { fixedCatalogues, shippedCatalogue } from '../incidents/shipped.ts'
import type { OpenPart } from '../part.ts'
import { deskRoutes } from './desk-routes.ts'

export const openDesk: OpenPart = async () => ({
  ledgers: [handoverLedger],
  routes: (deps) => deskRoutes(deps, fixedCatalogues(shippedCatalogue())),
})
