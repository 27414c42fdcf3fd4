import { householdVisitLedger } from '../../model/cells/care/visit-ledger.ts'
import { keyPersonLedger } from '../../model/cells/care/key-person-ledger.ts'
import { coverageBook } from '../../model/cells/coverage/coverage-book.ts'
import { firstCoverageRule } from '../../model/cells/coverage/coverage.ts'
import '../../model/cells/messages.ts'
import type { OpenPart } from '../part.ts'
import { coverageRoutes } from './coverage/coverage-routes.ts'
import { dutyRoutes } from './duty/duty-routes.ts'
import { rosterImportRoutes } from './importing/roster-import-routes.ts'
import { PopulationWork } from './penglai/population.ts'
import { seedPenglai } from './penglai/seed.ts'
import { sheetRoute } from './people/sheet-route.ts'
import { peopleRoutes } from './people/people-routes.ts'

/** Cells' people, buildings, coverage and duty, and the ledgers of visits and care. */
export const openCells: OpenPart = async ({ rulebooks }) => {
  const coverageRule = rulebooks.declare({ ...coverageBook, first: firstCoverageRule })
  return {
    ledgers: [householdVisitLedger, keyPersonLedger],
    routes: (deps) => [
      ...peopleRoutes(deps),
      sheetRoute(deps),
      ...rosterImportRoutes(deps),
      ...coverageRoutes({ ...deps, coverageRule }),
      ...dutyRoutes(deps),
    ],
    jobs: (deps) => [{ name: 'cells_population', everyMs: 1000, run: new PopulationWork(deps).step }],
    seed: seedPenglai,
  }
}
