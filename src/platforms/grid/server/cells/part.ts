import { householdVisitLedger } from '../../model/cells/care/visit-ledger.ts'
import { keyPersonLedger } from '../../model/cells/care/key-person-ledger.ts'
import '../../model/cells/messages.ts'
import type { OpenPart } from '../part.ts'
import { coverageRoutes } from './coverage/coverage-routes.ts'
import { dutyRoutes } from './duty/duty-routes.ts'
import { PopulationWork } from './penglai/population.ts'
import { seedPenglai } from './penglai/seed.ts'
import { sheetRoutes } from './people/sheet-routes.ts'
import { peopleRoutes } from './people/people-routes.ts'

/** Cells' people, buildings, coverage and duty, and the ledgers of visits and care. */
export const openCells: OpenPart = async () => ({
  ledgers: [householdVisitLedger, keyPersonLedger],
  routes: (deps) => [
    ...peopleRoutes(deps),
    ...sheetRoutes(deps),
    ...coverageRoutes(deps),
    ...dutyRoutes(deps),
  ],
  jobs: (deps) => [{ name: 'cells_population', everyMs: 1000, run: new PopulationWork(deps).step }],
  seed: seedPenglai,
})
