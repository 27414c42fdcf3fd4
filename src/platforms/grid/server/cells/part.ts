import { householdVisitLedger } from '../../model/cells/care/visit-ledger.ts'
import { keyPersonLedger } from '../../model/cells/care/key-person-ledger.ts'
import '../../model/cells/messages.ts'
import type { OpenPart } from '../part.ts'
import { peopleRoutes } from './people/people-routes.ts'

/** Cells' people, buildings, coverage and duty, and the ledgers of visits and care. */
export const openCells: OpenPart = async () => ({
  ledgers: [householdVisitLedger, keyPersonLedger],
  routes: (deps) => peopleRoutes(deps),
})
