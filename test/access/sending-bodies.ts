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

const nobody = '5b0c1b52-6f6e-4c1a-9d46-7f2d0d6f6f01'
const unsigned = { text: '{}', signature: 'A'.repeat(86) }
const envelope = {
  keyId: '0'.repeat(16),
  ephemeral: 'A'.repeat(87),
  nonce: 'A'.repeat(16),
  content: 'A'.repeat(30),
}

/** What is sent to the routes of phones, of resumable uploads and of notices that leave the house. */
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
  'POST /api/offline/devices': () => ({ body: { name: ' ', publicKey: {} } }),
  'POST /api/offline/devices/:deviceId/leases': () => ({ body: undefined }),
  'POST /api/offline/devices/:deviceId/revocation': () => ({
    body: { reason: 'x x' },
    harmless: { reason: ' ' },
  }),
  'POST /api/offline/items': () => ({ body: { items: [{ signed: unsigned, files: [] }] } }),
  'POST /api/offline/sealed': () => ({ body: { clientKey: nobody, envelope } }),
  'POST /api/offline/sealed-parts': () => ({ body: { clientKey: nobody, photo: 0, part: 0, envelope } }),
  'POST /api/offline/conflicts/:itemKey/settlement': () => ({ body: { how: 'discard', reason: 'x x' } }),
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
