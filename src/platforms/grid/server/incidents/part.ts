import { claimLedger } from '../../model/incidents/claim-ledger.ts'
import { incidentLedger } from '../../model/incidents/incident-ledger.ts'
import '../../model/incidents/messages.ts'
import type { OpenPart } from '../part.ts'
import { classifierFor } from './classification.ts'
import { lookUpIncident } from './look-up.ts'
import { seedIncidents } from './demonstration/seed-incidents.ts'
import { incidentRoutes } from './routes.ts'
import { fixedCatalogues, shippedCatalogue } from './shipped.ts'

export const openIncidents: OpenPart = async () => {
  const catalogues = fixedCatalogues(shippedCatalogue())
  return {
    entryPages: { incident: '/grid/incidents/' },
    ledgers: [incidentLedger(catalogues), claimLedger],
    lookUps: { incident: lookUpIncident },
    routes: (deps) => incidentRoutes({ ...deps, catalogues }),
    offline: ({ clock }) => [
      {
        name: 'incident_classifier',
        read: async () => ({ ...classifierFor(catalogues.at(clock.now()).catalogue).classifier }),
      },
    ],
    seed: async (deps, { dataFolder, realOnly }) =>
      realOnly ? [] : [await seedIncidents(deps, catalogues, dataFolder)],
  }
}
