import { worldPlaces } from '../world/app.ts'

/** What is sent to the routes of incidents that write. */
export const incidentWrites = {
  // Keeps nothing, and answers only what the caller may see.
  'POST /api/grid/incidents/proposals': () => ({ body: { text: 'nothing' } }),
  'POST /api/grid/claims': () => ({
    body: { channel: 'resident', words: 'x', divisionCode: `${worldPlaces.neighbour}009009` },
  }),
  'POST /api/grid/claims/:entryId/reopening': () => ({
    body: { reason: 'again' },
    harmless: { reason: ' ' },
  }),
}
