import { randomUUID } from 'node:crypto'
import { cellsOf, worldVillages } from '../world/shapes.ts'
import { coversOf, maySeeObject } from './oracle.ts'
import { maySeeRoster } from './plant-roster.ts'
import type { PlantedWorld } from './planting.ts'
import type { Reader } from './secrets.ts'

type Write = { body: unknown; harmless?: unknown; headers?: Record<string, string> }
type Table = Record<string, (at: PlantedWorld, reader: Reader, path: string) => Write>

const on = '2026-03-02'
const reason = 'x'
/** Cells out of the reader's reach, or in it where they reach all. */
const cellsBeyond = (roots: readonly string[]) =>
  worldVillages
    .filter((village) => !coversOf(roots, village))
    .flatMap((village) => cellsOf(village).slice(0, 1))

/** What is sent to the routes of rosters: the same place of nobody, so that what is in reach stays as it is. */
export const rosterWrites: Table = {
  'PUT /api/grid/assignments': (_, { roots, accountId }) => ({
    body: {
      cells: [...cellsBeyond(roots), '990009001001001'],
      duty: 'worker',
      accountId,
      from: on,
      reason,
    },
  }),
  'PUT /api/grid/assignments/:assignmentId/end': () => ({
    body: { to: on, reason },
    harmless: { to: '2026-03-01', reason },
  }),
  'POST /api/grid/roster-imports': () => ({
    body: Buffer.from('x'),
    headers: { 'content-type': 'text/csv' },
  }),
  'POST /api/grid/roster-imports/:rosterImportId/run': () => ({
    body: { reason },
    harmless: { reason: ' ' },
  }),
  'PUT /api/grid/roster-imports/:rosterImportId/undoing': () => ({
    body: { reason },
    harmless: { reason: ' ' },
  }),
  'PUT /api/grid/roster-imports/:rosterImportId/cancellation': () => ({ body: undefined }),
  'PUT /api/grid/handovers': ({ accounts }, { roots }) => ({
    body: {
      fromAccountId: Number(accounts[0]?.id ?? 1),
      toAccountId: 2_000_000_000,
      duty: 'worker',
      cells: [...cellsBeyond(roots), '990009001001001'],
      on,
      reason,
    },
  }),
  'POST /api/grid/duty/previews': (_, { roots, accountId }) => ({
    body: {
      division: elsewhere(roots),
      from: '2026-03-01',
      to: '2026-03-31',
      template: { parts: [{ part: 'night', from: '17:30', to: '08:30', days: 'all' }], people: [accountId] },
    },
  }),
  'PUT /api/grid/duty/templates/:code': () => ({
    body: { template: { parts: [], people: [] }, reason },
  }),
  'PUT /api/grid/duty/plans': (_, { roots, accountId }) => ({
    body: {
      division: elsewhere(roots),
      from: '2026-03-01',
      to: '2026-03-31',
      template: { parts: [{ part: 'night', from: '17:30', to: '08:30', days: 'all' }], people: [accountId] },
      reason,
    },
  }),
  'PUT /api/grid/duty/shifts/:shiftId/swap': () => ({
    body: { otherShiftId: randomUUID(), reason },
    harmless: { otherShiftId: randomUUID(), reason: ' ' },
  }),
  'PUT /api/grid/buildings/:buildingId/head': () => ({
    body: { personId: randomUUID(), from: on, reason },
    harmless: { personId: randomUUID(), from: 'x', reason },
  }),
  'PUT /api/grid/households/:householdId/building': () => ({
    body: { placeId: null, from: on, reason },
    harmless: { placeId: null, from: 'x', reason },
  }),
}

const elsewhere = (roots: readonly string[]) =>
  worldVillages.find((one) => !coversOf(roots, one)) ?? '990009001001'

type Choice = { secret: boolean; visible: string[]; hidden: string[]; missing: string[] }

function parted(
  { rosters }: PlantedWorld,
  reader: Reader,
  pick: 'cell' | 'assignmentId' | 'buildingId' | 'shiftId',
  missing: string,
): Choice {
  const of = (sees: boolean) =>
    rosters.filter((one) => maySeeRoster(one)(reader) === sees).map((one) => one[pick])
  return { secret: true, visible: of(true), hidden: of(false), missing: [missing] }
}

/** Places in the paths of rosters. */
export const rosterParameters = {
  householdId: ({ objects }: PlantedWorld, reader: Reader): Choice => {
    const homes = objects.filter(({ kind }) => kind === 'households')
    const of = (sees: boolean) =>
      homes.filter((one) => maySeeObject(one, reader) === sees).map(({ id }) => id)
    return {
      secret: true,
      visible: of(true).slice(0, 2),
      hidden: of(false).slice(0, 3),
      missing: [randomUUID()],
    }
  },
  rosterImportId: ({ rosters }: PlantedWorld, { accountId }: Reader): Choice => {
    const of = (own: boolean) =>
      rosters
        .filter(({ plannerId }) => (plannerId === accountId) === own)
        .map(({ rosterImportId }) => rosterImportId)
    return { secret: true, visible: of(true), hidden: of(false), missing: [randomUUID()] }
  },
  gridCell: (at: PlantedWorld, reader: Reader) => parted(at, reader, 'cell', '990001001001999'),
  assignmentId: (at: PlantedWorld, reader: Reader) => parted(at, reader, 'assignmentId', randomUUID()),
  shiftId: (at: PlantedWorld, reader: Reader) => parted(at, reader, 'shiftId', randomUUID()),
  buildingId: (at: PlantedWorld, reader: Reader) => parted(at, reader, 'buildingId', randomUUID()),
}

/** What rosters are asked for, and whether what left the rates did so by an appeal. */
export const rosterQueries = {
  appeal: () => ['true'],
  headless: () => ['true'],
  replaces: () => ['true'],
  month: () => ['2026-03'],
  reason: () => ['x'],
  cell: ({ rosters }: PlantedWorld) => rosters.map(({ cell }) => cell),
}
