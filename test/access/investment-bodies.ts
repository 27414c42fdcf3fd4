import { randomUUID } from 'node:crypto'
import { maySeeEntry } from './oracle.ts'
import type { PlantedWorld } from './planting.ts'
import type { Reader } from './secrets.ts'

type Write = { body: unknown; harmless?: unknown; headers?: Record<string, string> }
export type WriteTable = Record<string, (at: PlantedWorld, reader: Reader) => Write>

/** What is sent to the routes of investment, rules and reported figures. */
export const investmentWrites: WriteTable = {
  'PUT /api/rulebooks/:book/draft': () => ({
    body: { body: { amberFromPoints: 0 }, expectedRevision: 99 },
  }),
  'DELETE /api/rulebooks/:book/draft': () => ({ body: undefined }),
  'POST /api/rulebooks/:book/versions': () => ({
    body: { reason: 'none is drafted', expectedVersion: 99, expectedRevision: 99 },
  }),
  'PUT /api/projects/indicators/targets': () => ({
    body: { measure: 'new_count', district: 'nowhere', period: '2026', value: '1', source: 'none' },
  }),
  'POST /api/projects/investment/import': () => ({
    body: Buffer.from('x'),
    headers: { 'content-type': 'text/csv' },
  }),
  'POST /api/projects/investment/amounts': ({ entries }, reader) => ({
    body: {
      amount: 'plan',
      source: 'x',
      cells: entries
        .filter((entry) => entry.ledger === 'project' && !maySeeEntry(entry, reader))
        .slice(0, 1)
        .map(({ id }) => ({ projectId: id, period: '2026-01', fen: 1, seq: null })),
    },
  }),
}

const nothing = () => ({ secret: false, visible: [], hidden: [], missing: [randomUUID()] })

/** Places in paths for which nothing is planted, and some rules that are data. */
export const projectParameters = {
  circularId: nothing,
  figureId: nothing,
  consentId: nothing,
  eventId: nothing,
  run: nothing,
  template: () => ({
    secret: false,
    visible: ['enterprise_filing', 'no_such_template'],
    hidden: [],
    missing: [],
  }),
  book: () => ({
    secret: false,
    visible: ['project_colour', 'project_progress_light', 'no_such_rule'],
    hidden: [],
    missing: [],
  }),
}
