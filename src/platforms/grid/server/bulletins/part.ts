import { circularRoutes } from '#kernel/reports/server'
import { bulletinLedger } from '../../model/bulletins/bulletin-ledger.ts'
import { BulletinContent } from '../../model/bulletins/content.ts'
import type { OpenPart } from '../part.ts'
import { incidentBulletin } from './produce.ts'

export const openBulletins: OpenPart = async () => ({
  entryPages: { incident_bulletin: '/grid/bulletins/' },
  ledgers: [bulletinLedger],
  routes: (deps) =>
    circularRoutes(deps, incidentBulletin(deps), {
      path: '/api/grid/bulletins',
      content: BulletinContent,
      produces: 'incident_bulletin',
    }),
})
