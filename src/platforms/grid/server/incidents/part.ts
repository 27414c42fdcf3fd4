import { catalogueBook } from '../../model/incidents/catalogue-book.ts'
import { claimLedger } from '../../model/incidents/claim-ledger.ts'
import { incidentLedger } from '../../model/incidents/incident-ledger.ts'
import '../../model/incidents/messages.ts'
import type { OpenPart } from '../part.ts'
import { followCatalogue } from './catalogues.ts'
import { claimantErasable, erasableClaimants } from './claimants.ts'
import { classifierFor } from './classification.ts'
import { lookUpIncident } from './look-up.ts'
import { seedIncidents } from './demonstration/seed-incidents.ts'
import { incidentRoutes } from './routes.ts'

export const openIncidents: OpenPart = async ({ catalogues }) => ({
  entryPages: { incident: '/grid/incidents/' },
  ledgers: [incidentLedger(catalogues), claimLedger],
  lookUps: { incident: lookUpIncident },
  routes: (deps) => incidentRoutes({ ...deps, catalogues }),
  erasable: (deps) => ({ [claimantErasable]: erasableClaimants(deps) }),
  offline: ({ clock }) => [
    {
      name: 'incident_classifier',
      read: async () => ({ ...classifierFor(catalogues.at(clock.now()).catalogue).classifier }),
    },
  ],
  seed: async (deps, { dataFolder, realOnly }) =>
    realOnly ? [] : [await seedIncidents(deps, catalogues, dataFolder)],
  rulebooks: ({ engine }) => ({
    [catalogueBook.id]: { published: () => followCatalogue(engine, catalogues) },
  }),
})
