import { randomUUID } from 'node:crypto'
import { incidentWrites } from './incident-bodies.ts'
import { portalWrites } from './portal-bodies.ts'
import { intakeWrites } from './intake-bodies.ts'

/** What is sent to the grid's routes that write. */
export const gridWrites = {
  ...portalWrites,
  ...intakeWrites,
  ...incidentWrites,
  // Nobody is the caller's colleague by this number.
  'POST /api/grid/desk/handovers': () => ({
    body: { day: '2026-01-01', shift: 'day', incoming: 2_000_000_000, matters: [] },
  }),
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
