import type { PlantedWorld } from './planting.ts'
import type { Reader } from './secrets.ts'

type Write = { body: unknown; harmless?: unknown }
type Table = Record<string, (at: PlantedWorld, reader: Reader, path: string) => Write>

const plan = { tasks: [{ id: 'a', name: 'x', workingDays: 5 }] }

/** What is sent to the routes of plans. */
export const planWrites: Table = {
  'PUT /api/projects/:entryId/plan': () => ({
    body: { expectedRevision: 0, plan, reason: 'to be tried' },
    harmless: { expectedRevision: 99, plan, reason: 'to be tried' },
  }),
  'POST /api/projects/:entryId/plan/preview': () => ({ body: { plan }, harmless: { plan } }),
  'POST /api/projects/:entryId/plan/from-template': () => {
    const body = { template: 'enterprise_filing', target: { kind: 'production', date: '2027-06-30' } }
    return { body, harmless: body }
  },
  'POST /api/projects/:entryId/plan/import': () => ({
    body: { name: 'x', xml: 'x' },
    harmless: { name: 'x', xml: 'x' },
  }),
  'POST /api/projects/:entryId/plan/baselines': () => ({
    body: { expectedRevision: 1, name: 'x' },
    harmless: { expectedRevision: 99, name: 'x' },
  }),
}
