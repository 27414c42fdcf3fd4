import { worldPlaces } from '../world/app.ts'
import { farCell, onSheet, seedWorldShapes } from '../world/shapes.ts'
import { coversOf } from './oracle.ts'
import type { PlantedWorld } from './planting.ts'

/**
 * Divisions have shapes that everybody knows; each cell has a name that only those know who act over its village. One
 * point that the cells of a village share was moved, so that there is a history.
 */
export async function plantCells({ world, secrets }: PlantedWorld): Promise<void> {
  await seedWorldShapes(world.house.handle.db, (cell) =>
    secrets.word(`name of the cell ${cell}`, ({ roots }) => coversOf(roots, villageOf(cell))),
  )
  const organisationId = world.organisations.get('990001-plans') as number
  const scope = { divisions: [worldPlaces.district], ledgers: null, sensitivity: 0 }
  const names = { loginName: 'map.keeper', code: 'map.keeper' }
  const { caller } = await world.newCaller({ ...names, organisationId, role: 'system_admin', ...scope })
  const layer = '/api/map/layers/cell:community'
  const { body } = await caller.get(`${layer}/shapes`)
  const edits = [{ kind: 'move_vertex', from: onSheet(0.5, 0.5), to: onSheet(0.5, 0.55) }]
  const answer = await caller.post(`${layer}/edits`, { expectedVersion: body.version, edits })
  if (answer.status !== 200) throw new Error(`moving a point: ${answer.bytes.toString()}`)
}

const villageOf = (cell: string) => (cell === farCell ? worldPlaces.farside : cell.slice(0, 12))
