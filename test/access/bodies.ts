import { randomUUID } from 'node:crypto'
import type { Route } from '#kernel/http/server'
import { worldPlaces } from '../world/app.ts'
import { gridWrites } from './grid-bodies.ts'
import { rosterWrites } from './roster-bodies.ts'
import { meetingWrites } from './meeting-bodies.ts'
import { coversOf, maySeeEntry, maySeeObject } from './oracle.ts'
import { projectWrites } from './project-bodies.ts'
import { sendingWrites } from './sending-bodies.ts'
import type { PlantedWorld } from './planting.ts'
import type { Reader } from './secrets.ts'

type Write = {
  /** What would go through, if only the caller were allowed. */
  body: unknown
  /** What is sent to what the caller may see: refused for its content, so that the world stays as it is. */
  harmless?: unknown
  headers?: Record<string, string>
}
type Table = Record<string, (at: PlantedWorld, reader: Reader, path: string) => Write>

/** A division that the caller doesn't reach, or one that isn't there. */
function outside({ roots }: Reader): string {
  return Object.values(worldPlaces).find((code) => !coversOf(roots, code)) ?? '999999'
}

const update = { body: { expectedVersion: 1, address: 'x' }, harmless: { expectedVersion: 99, address: 'x' } }
const hold = {
  body: { kind: 'seizure', document: 'x', reason: 'x' },
  harmless: { kind: 'seizure', document: ' ', reason: 'x' },
}
const proposal = {
  body: { field: 'address', value: 'x', reason: 'x' },
  harmless: { field: 'address', value: 'x', reason: ' ' },
}
const named = (_: PlantedWorld, reader: Reader): Write => ({
  body: { name: 'Nobody', divisionCode: outside(reader) },
})
const password = 'Wq9-hollow-lantern'

/** For every route that writes, what to send it. A creation is aimed out of the caller's scope. */
export const writes: Table = {
  ...projectWrites,
  ...gridWrites,
  'PUT /api/map/approval': () => ({ body: { number: null, approvedOn: null } }),
  'POST /api/map/layers/:mapLayer/edits': () => ({
    body: { expectedVersion: 0, edits: [{ kind: 'remove_vertex', at: [120, 41] }] },
  }),
  'POST /api/map/layers/:mapLayer/edits/:no/undo': () => ({ body: undefined }),
  // A file is sent as it is, so nothing of it is believed to be JSON; what it says is asked in the map's own test.
  'POST /api/map/layers/:mapLayer/import': () => ({ body: undefined }),
  'POST /api/projects/gate/trial': () => ({ body: { investmentFen: 1 } }),
  'PUT /api/projects/gate/draft': () => ({ body: { content: { rules: [], catalogue: [] }, revision: 99 } }),
  'DELETE /api/projects/gate/draft': () => ({ body: undefined }),
  'POST /api/projects/gate/versions': () => ({ body: { revision: 99, reason: 'x' } }),
  'POST /api/projects/gate/catalogue': () => ({ body: undefined }),
  'POST /api/imports': () => ({ body: Buffer.from('x'), headers: { 'content-type': 'text/csv' } }),
  'PUT /api/imports/:id/check': () => ({
    body: { mapping: {}, options: { source: 'x', asOf: null, from: '2026-01-01' } },
  }),
  'POST /api/imports/:id/run': () => ({ body: undefined }),
  'PUT /api/imports/:id/cancellation': () => ({ body: undefined }),
  'POST /api/merges': ({ objects }, reader) => {
    const hidden = objects.filter((item) => item.kind === 'persons' && !maySeeObject(item, reader))
    return {
      body: {
        kind: 'person',
        survivorId: hidden[0]?.id,
        absorbedId: hidden[1]?.id,
        survivorVersion: 1,
        absorbedVersion: 1,
        ground: 'x',
      },
    }
  },
  'PUT /api/merges/:id/undoing': () => ({ body: { reason: 'x' } }),
  'POST /api/duplicates/proposals': ({ objects }, reader) => ({
    body: {
      kind: 'person',
      values: {
        name: objects.find((item) => item.kind === 'persons' && !maySeeObject(item, reader))?.name,
        divisionCode: outside(reader),
      },
    },
  }),
  'PUT /api/duplicates/:id/distinct': () => ({ body: {} }),
  'DELETE /api/duplicates/:id/distinct': () => ({ body: undefined }),
  'POST /api/session': () => ({ body: { account: 'nobody', password } }),
  'DELETE /api/session': () => ({ body: undefined }),
  'PUT /api/session/position': () => ({ body: { positionId: 1 } }),
  'PUT /api/session/locale': () => ({ body: { locale: 'en' } }),
  'PUT /api/session/password': () => ({ body: { current: 'wrong', next: password } }),
  'POST /api/accounts': ({ world }) => ({
    body: {
      loginName: 'nobody',
      name: 'N',
      organisationId: world.organisations.get('990002001'),
      password: 'x',
    },
  }),
  'PUT /api/accounts/:id': () => ({
    body: { name: 'N', organisationId: 2_000_000_000 },
    harmless: { name: '', organisationId: 1 },
  }),
  'POST /api/organisations': ({ world }, reader) => ({
    body: {
      code: 'nowhere',
      name: '无处',
      nameEn: 'Nowhere',
      kind: 'bureau',
      parentId: world.organisations.get('990001'),
      divisionCode: outside(reader),
    },
  }),
  'PUT /api/organisations/:id': () => ({
    body: { name: '无处', nameEn: 'Nowhere', kind: 'bureau', parentId: 2_000_000_000 },
    harmless: { name: '', nameEn: '', kind: 'bureau', parentId: null },
  }),
  'PUT /api/organisations/:id/closing': () => ({
    body: { on: '2020-01-01' },
    harmless: { on: '9999-01-01' },
  }),
  'PUT /api/organisations/:id/calendar': () => ({
    body: { hours: [], days: [] },
    harmless: { hours: 'x', days: [] },
  }),
  'POST /api/calendar/notices': () => ({ body: { notices: [] } }),
  'POST /api/date-moves': () => ({ body: { calendar: 'another' } }),
  'POST /api/ledgers/:ledger/what-if': () => ({
    body: {
      limits: { dispatch: { unit: 'hours', count: 1 } },
      from: '2000-01-01',
      to: '2199-12-31',
      show: 'all',
    },
  }),
  'PUT /api/accounts/:id/state': () => ({ body: { state: 'disabled' }, harmless: { state: 'x' } }),
  'PUT /api/accounts/:id/password': () => ({ body: { password }, harmless: { password: 'x' } }),
  'PUT /api/accounts/:id/positions': () => ({
    body: { positionIds: [] },
    harmless: { positionIds: [2_000_000_000] },
  }),
  'POST /api/positions': (_, reader) => ({
    body: {
      code: 'nobody',
      organisationId: 2_000_000_000,
      title: { 'zh-CN': 'x', en: 'x' },
      role: 'steward',
      divisions: [outside(reader)],
      ledgers: null,
      sensitivity: 0,
    },
  }),
  'DELETE /api/positions/:id': () => ({ body: undefined }),
  'PUT /api/divisions/geometry': () => ({ body: {} }),
  'POST /api/persons': named,
  'PUT /api/persons/:id': () => update,
  'POST /api/persons/:id/unmask': () => {
    const body = { field: 'phone', purpose: 'to be asked by phone' }
    return { body, harmless: body }
  },
  'POST /api/persons/:id/holds': () => hold,
  'PUT /api/persons/:id/holds/:holdId/lifting': () => ({ body: { reason: 'x' }, harmless: { reason: ' ' } }),
  'POST /api/households/:id/holds': () => hold,
  'PUT /api/households/:id/holds/:holdId/lifting': () => ({
    body: { reason: 'x' },
    harmless: { reason: ' ' },
  }),
  'POST /api/enterprises/:id/holds': () => hold,
  'PUT /api/enterprises/:id/holds/:holdId/lifting': () => ({
    body: { reason: 'x' },
    harmless: { reason: ' ' },
  }),
  'POST /api/places/:id/holds': () => hold,
  'PUT /api/places/:id/holds/:holdId/lifting': () => ({ body: { reason: 'x' }, harmless: { reason: ' ' } }),
  'POST /api/persons/:id/erasure': () => {
    const body = { legalBasis: 'the law', requestNo: '1', reason: 'to be tried' }
    return { body, harmless: { ...body, requestNo: '' } }
  },
  'DELETE /api/persons/:id/erasure': () => ({ body: undefined, harmless: undefined }),
  'POST /api/persons/:id/erasure/confirmation': () => ({ body: undefined, harmless: undefined }),
  'POST /api/households': (_, reader) => ({
    body: { divisionCode: outside(reader), from: '2026-01-01' },
  }),
  'PUT /api/households/:id': () => update,
  'PUT /api/households/:id/members': () => ({
    body: { expectedVersion: 1, from: '2026-02-01', members: [] },
    harmless: { expectedVersion: 99, from: '2026-02-01', members: [] },
  }),
  'POST /api/households/:id/events': () => {
    const body = { kind: 'move_out', on: '2026-02-01', personIds: [randomUUID()] }
    return { body, harmless: body }
  },
  'PUT /api/households/:id/events/:eventId/voiding': () => ({
    body: { reason: 'x' },
    harmless: { reason: ' ' },
  }),
  ...Object.fromEntries(
    ['persons', 'households', 'enterprises', 'places'].map((kind) => [
      `POST /api/${kind}/:id/change-requests`,
      () => proposal,
    ]),
  ),
  'PUT /api/change-requests/:requestId/decision': () => ({
    body: { approve: false, reason: 'x', expectedVersion: 1 },
    harmless: { approve: false, reason: ' ', expectedVersion: 1 },
  }),
  'PUT /api/change-requests/:requestId/withdrawal': () => ({ body: undefined }),
  'POST /api/change-requests/:requestId/unmask': () => {
    const body = { purpose: 'to be compared' }
    return { body, harmless: body }
  },
  'POST /api/enterprises': named,
  'PUT /api/enterprises/:id': () => update,
  'POST /api/enterprises/:id/unmask': () => {
    const body = { field: 'phone', purpose: 'to be asked by phone' }
    return { body, harmless: body }
  },
  'POST /api/places': (_, reader) => ({
    body: { name: 'Nowhere', kind: 'site', divisionCode: outside(reader) },
  }),
  'PUT /api/places/:id': () => update,
  'POST /api/persons/number': () => ({ body: { number: '13912345678' }, harmless: { number: 'x' } }),
  'POST /api/search/number': () => ({ body: { number: '13912345678' }, harmless: { number: 'x' } }),
  'POST /api/purposes': () => ({ body: { code: 'X' }, harmless: { code: 'X' } }),
  'DELETE /api/purposes/:purpose': () => ({ body: undefined }),
  'POST /api/persons/:id/consents': () => {
    const body = { purpose: 'no_such_purpose', givenOn: '2026-01-01', source: 'x' }
    return { body, harmless: body }
  },
  'PUT /api/persons/:id/consents/:consentId/withdrawal': () => ({
    body: { on: '2026-01-01' },
    harmless: { on: 'x' },
  }),
  'PUT /api/data-elements/:element': () => {
    const body = {
      expectedVersion: 99,
      ownerRole: 'registrar',
      sensitivity: 0,
      legalBasis: 'x',
      freshDays: null,
      fillLedgers: null,
      fillRoles: null,
      fillPurposes: null,
    }
    return { body, harmless: body }
  },
  'POST /api/files': () => ({ body: Buffer.from('x'), headers: { 'content-type': 'text/plain' } }),
  'PUT /api/files-keeping/quotas': () => ({ body: { organisationId: null, bytes: 5 } }),
  'PUT /api/files-keeping/scanner': () => ({ body: { on: true, address: 'x', whenDown: 'wait' } }),
  'POST /api/files-keeping/scanner/trial': () => ({ body: undefined }),
  'POST /api/files-keeping/removals': () => ({ body: { mark: 'x' } }),
  'PUT /api/notices/:id/archived': () => ({ body: { archived: true }, harmless: { archived: false } }),
  'PUT /api/notices/archived': () => ({ body: { upTo: 1 } }),
  'PUT /api/notices/settings': () => ({ body: { digest: 'never' } }),
  ...sendingWrites,
  ...meetingWrites,
  ...rosterWrites,
  'POST /api/ledgers': () => ({ body: { definition: {} } }),
  'POST /api/definitions/check': () => ({ body: { definition: {} } }),
  'POST /api/ledgers/:ledger/migrations': () => ({ body: { to: 1, dryRun: true } }),
  'PUT /api/ledgers/:ledger/migrations/:run/cancellation': () => ({ body: undefined }),
  'POST /api/ledgers/:ledger/entries': (_, reader) => ({
    body: { fields: {}, divisionCode: outside(reader) },
  }),
  'POST /api/entries/:entryId/actions/:action': ({ entries }, _, path) => {
    const seq = entries.find(({ id }) => path.includes(id))?.seq ?? 1
    const input = path.endsWith('/comment') ? { text: 'x' } : {}
    return { body: { expectedSeq: seq, input }, harmless: { expectedSeq: 999, input } }
  },
  'POST /api/actions': ({ entries }, reader) => ({
    body: {
      actions: entries.slice(0, 40).map((entry) => ({
        entryId: entry.id,
        expectedSeq: maySeeEntry(entry, reader) ? 999 : entry.seq,
        action: 'comment',
        input: { text: 'x' },
      })),
    },
  }),
  'POST /api/entries/:entryId/reactions/:seq/:reaction/runs': () => ({ body: {}, harmless: {} }),
  'POST /api/ledgers/:ledger/views': () => ({ body: { name: '', query: {} } }),
  'DELETE /api/ledgers/:ledger/views/:viewId': () => ({ body: undefined }),
  'PUT /api/notices/:id/read': () => ({ body: undefined, harmless: {} }),
  'PUT /api/notices/read': () => ({ body: { upTo: 1 } }),
  'PUT /api/projects/colour-rule': () => ({ body: { yellowFrom: 'x' } }),
  'POST /api/projects/import': () => ({ body: { csv: 'x' } }),
}

export function writeOf(route: Route, at: PlantedWorld, reader: Reader, path: string): Write {
  const key = `${route.method} ${route.path}`
  const write = writes[key]
  if (!write)
    throw new Error(
      `${key}: the access test doesn’t know what to send. Add to writes in test/access/bodies.ts a body that would ` +
        'go through if only the caller were allowed.',
    )
  return write(at, reader, path)
}
