import type { PlantedWorld } from './planting.ts'
import type { Reader } from './secrets.ts'

type Write = { body: unknown; harmless?: unknown }
type Table = Record<string, (at: PlantedWorld, reader: Reader, path: string) => Write>

const rule = {
  roles: [],
  visitEveryDays: 30,
  visitFromStage: 'signing',
  weekly: { weekday: 1, startsAt: '08:30' },
  halfMonthly: { days: [10, 25], startsAt: '14:00' },
}

/** What is sent to the routes of coverage, visits and dispatch meetings. */
export const meetingWrites: Table = {
  'POST /api/projects/service-rules/:district': () => ({ body: { rule, reason: 'x' } }),
  'POST /api/projects/meetings/:entryId/opening': () => ({
    body: { expectedSeq: 1 },
    harmless: { expectedSeq: 0 },
  }),
  'POST /api/projects/meetings/:entryId/ending': () => ({
    body: { expectedSeq: 1 },
    harmless: { expectedSeq: 0 },
  }),
  'POST /api/projects/meetings/:entryId/decisions': () => ({
    body: { title: 'x' },
    harmless: { title: ' ' },
  }),
  'PUT /api/projects/decisions/:entryId': () => ({
    body: { title: 'x', expectedSeq: 1 },
    harmless: { title: ' ', expectedSeq: 1 },
  }),
  'POST /api/projects/:entryId/visits': () => ({
    body: { seen: 'x', visitedOn: '2026-03-02' },
    harmless: { seen: 'x', visitedOn: 'x' },
  }),
}
