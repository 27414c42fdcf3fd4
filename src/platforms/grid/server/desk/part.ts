import { handoverLedger } from '../../model/desk/handover-ledger.ts'
import '../../model/desk/messages.ts'
import type { OpenPart } from '../part.ts'
import { deskRoutes } from './desk-routes.ts'

export const openDesk: OpenPart = async ({ catalogues }) => ({
  ledgers: [handoverLedger],
  routes: (deps) => deskRoutes(deps, catalogues),
})
