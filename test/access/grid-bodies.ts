import { randomUUID } from 'node:crypto'
import { incidentWrites } from './incident-bodies.ts'
import { portalWrites } from './portal-bodies.ts'
import { intakeWrites } from './intake-bodies.ts'

/** What is sent to the grid's routes that write. */
export const gridWrites = {
  ...portalWrites,
  ...intakeWrites,
  ...incidentWrites,
  // What goes through would be the caller's own.
  'POST /api/grid/patrols': () => ({
    body: {
      id: randomUUID(),
      startedAt: '2026-01-01T00:00:00Z',
      endedAt: '2025-01-01T00:00:00Z',
      points: [],
    },
  }),
}
