type Write = { body: unknown; harmless?: unknown; headers?: Record<string, string> }

/** Refused for its address. */
const adapter = {
  name: 'x',
  url: 'x',
  format: 'yiwang',
  algorithm: 'hmac-sha256',
  locale: 'en',
  contact: 'phone',
  importance: 0,
  privateAddresses: [],
  on: true,
}
const tus = {
  'tus-resumable': '1.0.0',
  'upload-offset': '0',
  'content-type': 'application/offset+octet-stream',
}

/** What is sent to the routes of resumable uploads and of notices that leave the house. */
export const sendingWrites: Record<string, () => Write> = {
  'POST /api/notice-adapters': () => ({ body: adapter }),
  'PUT /api/notice-adapters/:adapterId': () => ({ body: adapter }),
  'PUT /api/notice-texts/:outgoingKind/:outgoingLocale': () => ({
    body: { text: '{title}', expectedVersion: 0 },
  }),
  'POST /api/notice-adapters/:adapterId/secret': () => ({ body: undefined }),
  'POST /api/notice-adapters/:adapterId/trial': () => ({ body: undefined }),
  'POST /api/notice-deliveries/:deliveryId/attempts': () => ({ body: undefined }),
  'PUT /api/notices/contacts': () => ({ body: { kind: 'fax', value: null } }),
  'OPTIONS /api/uploads': () => ({ body: undefined }),
  'POST /api/uploads': () => ({ body: undefined, headers: tus }),
  'HEAD /api/uploads/:id': () => ({ body: undefined, headers: tus }),
  'PATCH /api/uploads/:id': () => ({ body: Buffer.from('x'), headers: tus }),
  'DELETE /api/uploads/:id': () => ({ body: undefined, headers: tus }),
  'POST /api/uploads/:id': () => ({
    body: Buffer.from('x'),
    headers: { ...tus, 'x-http-method-override': 'PATCH' },
  }),
}
