import { randomUUID } from 'node:crypto'
import { intakeWrites } from './intake-bodies.ts'

/** What is sent to the grid's routes that write. */
export const gridWrites = {
  ...intakeWrites,
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
