import { circularWrites } from './circular-bodies.ts'
import { planWrites } from './plan-bodies.ts'
import { type WriteTable, investmentWrites } from './investment-bodies.ts'

/** What to send to the routes of projects that write: none of it goes through. */
export const projectWrites: WriteTable = {
  ...circularWrites,
  ...planWrites,
  ...investmentWrites,
  'PUT /api/projects/procedure-templates/:template/draft': () => ({
    body: { revision: 99, basedOn: null, body: {} },
  }),
  'DELETE /api/projects/procedure-templates/:template/draft': () => ({ body: undefined }),
  'POST /api/projects/procedure-templates/:template/versions': () => ({
    body: { revision: 99, reason: 'not to be' },
  }),
  'PUT /api/projects/:entryId/procedures/template': () => ({
    body: { expectedSeq: 99, template: 'enterprise_filing', version: 1, lane: 'green', answers: {} },
  }),
  'POST /api/projects/:entryId/approvals': () => ({
    body: { expectedSeq: 99, procedures: [{ code: 'filing' }] },
  }),
}
