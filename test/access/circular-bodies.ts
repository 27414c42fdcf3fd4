import { randomUUID } from 'node:crypto'
import type { WriteTable } from './investment-bodies.ts'

/** What to send to the routes of supervision and circulars: none of it goes through. */
export const circularWrites: WriteTable = {
  'POST /api/projects/circulars': () => ({
    body: { kind: 'month', day: '2026-01-31', divisionCode: '999999' },
  }),
  'POST /api/grid/bulletins': () => ({
    body: { kind: 'month', day: '2026-01-31', divisionCode: '999999' },
  }),
  'POST /api/projects/supervision/nodes': () => ({
    body: {
      organisationId: 1,
      nodes: [{ projectId: randomUUID(), node: 'milestone:completion:2026-12-31' }],
    },
  }),
  'PUT /api/projects/circular-rule': () => ({ body: { rule: {}, note: 'x' } }),
}
