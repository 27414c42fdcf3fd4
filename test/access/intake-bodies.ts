import type { PlantedWorld } from './planting.ts'
import type { Reader } from './secrets.ts'

const form = {
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'api_key=nobodys&service_code=manhole_sewer&lat=41.57&long=120.45',
}
const nothing = { headers: form.headers, body: '' }

/** Reports of programs: with a key that nobody has they go nowhere, however well they are written. */
export const intakeWrites: Record<
  string,
  (at: PlantedWorld, reader: Reader) => { body: unknown; headers?: Record<string, string> }
> = {
  ...Object.fromEntries(
    ['/open311/v2', '/open311/test/v2'].flatMap((path) =>
      ['.xml', '.json', ''].map((ending) => [`POST ${path}/requests${ending}`, () => form]),
    ),
  ),
  'POST /open311/*': () => nothing,
  'POST /api/grid/programs': () => ({
    body: { name: 'x', contact: 'x', uses: ['open311'], divisionCode: '999999' },
  }),
  'POST /api/hotline/v1/orders': () => ({
    body: {
      orders: [
        {
          externalNo: 'RX-nobodys',
          orderClass: 'urgent',
          receivedAt: '2026-01-01T00:00:00Z',
          words: 'x',
          divisionCode: '990001',
        },
      ],
    },
  }),
  'POST /api/hotline/v1/answers/:externalNo/receipt': () => ({ body: { receipt: 'x' } }),
  'POST /api/grid/hotline/headings': () => ({
    body: Buffer.from('x'),
    headers: { 'content-type': 'text/csv' },
  }),
  'PUT /api/grid/hotline/headings': () => ({
    body: { headings: [{ heading: 'x', column: null }] },
    harmless: { headings: [] },
  }),
  'POST /api/grid/hotline/imports': () => ({
    body: Buffer.from('a\nb'),
    headers: { 'content-type': 'text/csv' },
  }),
  'POST /api/grid/hotline/returns': () => ({ body: undefined }),
  'DELETE /api/grid/programs/:programId': () => ({ body: undefined }),
}
