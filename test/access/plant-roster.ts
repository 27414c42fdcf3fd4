import { insertPlaces } from '#kernel/registry/server'
import type { WorldPlace } from '../world/app.ts'
import type { Caller } from '../world/caller.ts'
import { worldPlaces } from '../world/app.ts'
import { cellsOf, onSheet } from '../world/shapes.ts'
import { coversOf } from './oracle.ts'
import type { PlantedWorld } from './planting.ts'
import type { MayKnow } from './secrets.ts'

/** Rosters of a community: who serves a cell, and a building with a resident who speaks for it. */
export type PlantedRoster = {
  division: string
  cell: string
  assignmentId: string
  buildingId: string
  shiftId: string
  rosterImportId: string
  /** Whose the import is. */
  plannerId: number
}

export const maySeeRoster = ({ division }: Pick<PlantedRoster, 'division'>): MayKnow =>
  function may({ rights, roots }) {
    return rights.includes('registry.read') && coversOf(roots, division)
  }

const corners = { 'riverside.first': [0.2, 0.2], 'hillside.community': [0.2, 1.2] } as const

export async function plantRosters(at: PlantedWorld): Promise<void> {
  for (const place of ['riverside.first', 'hillside.community'] as const) await plantRoster(at, place)
}

async function plantRoster(at: PlantedWorld, place: keyof typeof corners & WorldPlace): Promise<void> {
  const { world, secrets } = at
  const { db } = world.house.handle
  const division = worldPlaces[place]
  const may = maySeeRoster({ division })
  const [cell = ''] = cellsOf(division)
  const organisationId = world.organisations.get(division) as number
  const scope = { organisationId, divisions: [division], ledgers: null, sensitivity: 3 }
  const staff = async (role: string) => {
    const code = `roster.${role}.${place}`.toLowerCase().replaceAll('_', '-')
    return world.newCaller({ loginName: code, code, role, ...scope })
  }
  const { caller: planner, accountId: plannerId } = await staff('grid_leader')
  const worker = await staff('grid_worker')
  const put = async (url: string, body: object) => {
    const answer = await planner.put(url, body)
    if (answer.status !== 200) throw new Error(`${url}: ${answer.bytes.toString()}`)
  }
  const reason = secrets.word(`reason of a roster in ${place}`, may)
  const from = '2026-03-02'
  const assigned = { cells: [cell], duty: 'worker', accountId: worker.accountId, from, reason }
  await put('/api/grid/assignments', assigned)
  const { body } = await planner.get(`/api/grid/cells/${cell}`)
  const assignmentId = secrets.id(body.workers[0].id, `an assignment in ${place}`, may)
  const name = secrets.word(`name of a building in ${place}`, may)
  const facts = { divisionCode: division, address: '', sensitivity: 0, source: '', asOf: null, note: '' }
  const [x, y] = corners[place]
  const point = onSheet(x, y)
  const [buildingId = ''] = await insertPlaces(
    db,
    [{ name, kind: 'building', point, ...facts }],
    world.clock.now(),
  )
  at.objects.push({ kind: 'places', id: buildingId, division, sensitivity: 0, name })
  secrets.id(buildingId, `a building in ${place}`, may)
  const [home, person] = (['households', 'persons'] as const).map((kind) =>
    at.objects.find((item) => item.kind === kind && item.division === division && item.sensitivity === 1),
  )
  if (!home || !person) throw new Error(`nobody lives in ${place}`)
  const tie = { placeId: buildingId, unit: '1', room: '101', from, reason }
  await put(`/api/grid/households/${home.id}/building`, tie)
  await put(`/api/grid/buildings/${buildingId}/head`, { personId: person.id, from, reason })
  const template = {
    parts: [{ part: 'night', from: '17:30', to: '08:30', days: 'all' }],
    people: [worker.accountId],
  }
  await put('/api/grid/duty/plans', { division, from: '2026-03-01', to: '2026-03-31', template, reason })
  const duty = await planner.get(`/api/grid/duty?division=${division}&month=2026-03`)
  const shiftId = secrets.id(duty.body.days[0].shifts[0].id, `a shift in ${place}`, may)
  const rosterImportId = await plantImport(at, planner, { place, cell, plannerId })
  at.rosters.push({ division, cell, assignmentId, buildingId, shiftId, rosterImportId, plannerId })
}

type Importing = { place: WorldPlace; cell: string; plannerId: number }

/** A workbook that was checked and not run: its name and what it found are its account's own. */
async function plantImport(
  { secrets }: PlantedWorld,
  planner: Caller,
  { place, cell, plannerId }: Importing,
): Promise<string> {
  const own: MayKnow = ({ accountId }) => accountId === plannerId
  const name = secrets.word(`name of a roster workbook in ${place}`, own)
  const login = secrets.word(`a refused login in a roster workbook in ${place}`, own)
  const answer = await planner.send('POST', `/api/grid/roster-imports?name=${encodeURIComponent(name)}.csv`, {
    body: Buffer.from(`网格编码,职责,登录名,自何日起\n${cell},网格员,${login},2026-03-02\n`),
    headers: { 'content-type': 'text/csv' },
  })
  if (answer.status !== 201) throw new Error(answer.bytes.toString())
  return secrets.id(answer.body.id, `an import of rosters in ${place}`, own)
}
