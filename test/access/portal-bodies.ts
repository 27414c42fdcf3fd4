import { randomUUID } from 'node:crypto'
import { worldPlaces } from '../world/app.ts'

const nobodys = { no: 'SQ2026-9999', secret: 'AAAAA-AAAAA' }

/** What is sent to the portal, by whoever has no account and by who keeps it. */
export const portalWrites = {
  // A machine fills in what people don't see.
  'POST /api/portal/reports': () => ({
    body: { words: 'A lamp is out', divisionCode: worldPlaces.riverside, website: 'x' },
  }),
  'POST /api/portal/proposals': () => ({ body: { words: 'A lamp is out' } }),
  'POST /api/portal/browser': () => ({ body: undefined }),
  'POST /api/portal/codes': () => ({ body: { phone: '13800138000' } }),
  'POST /api/portal/session': () => ({ body: { id: randomUUID(), code: '000000' } }),
  'DELETE /api/portal/session': () => ({ body: undefined }),
  'POST /api/portal/photos': () => ({
    body: Buffer.from('x'),
    headers: { 'content-type': 'application/pdf' },
  }),
  'DELETE /api/portal/photos/:uploadId': () => ({ body: undefined }),
  'POST /api/portal/claims/view': () => ({ body: nobodys }),
  'POST /api/portal/claims/rating': () => ({ body: { ...nobodys, score: 5 } }),
  'POST /api/portal/claims/reopening': () => ({ body: { ...nobodys, reason: 'It is out again' } }),
  'POST /api/portal/claims/addition': () => ({ body: { ...nobodys, words: 'It is out again' } }),
  'POST /api/grid/portal/incidents/:entryId/photos': () => ({
    body: { fileId: randomUUID(), shows: 'before', areas: [] },
  }),
  'POST /api/grid/portal/photos/:photoId/withdrawal': () => ({ body: { reason: 'A trial' } }),
  'POST /api/grid/portal/blocks/:blockId/lift': () => ({ body: { reason: 'A trial' } }),
  'POST /api/grid/portal/claims/:entryId/abuse': () => ({ body: { reason: 'A trial', block: false } }),
}

/** What a resident's reports, photos and blocks are called in paths: there are none of anybody's. */
const none = { secret: false, visible: [], hidden: [], missing: [randomUUID()] }
export const portalPaths = {
  publicNo: () => ({ ...none, missing: ['SJ2026-9999'] }),
  uploadId: () => none,
  photoId: () => none,
  blockId: () => ({ ...none, missing: ['2000000000'] }),
}

export const portalQueries = {
  lng: () => ['120.5'],
  lat: () => ['41.5'],
  metres: () => ['300'],
  category: () => ['street_lamp'],
}
