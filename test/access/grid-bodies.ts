import { randomUUID } from 'node:crypto'

/** What is sent to the grid's routes that write. */
export const gridWrites = {
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
