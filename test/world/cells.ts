import { openWorld, type World, worldPlaces } from './app.ts'
import type { Caller } from './caller.ts'
import { seedWorldShapes } from './shapes.ts'

/** Who serves a community: somebody of it, under a name for signing in. */
type Make = (code: string, role: string) => Promise<{ caller: Caller; accountId: number }>

/** A world with shapes and cells, and a way to make people of its first community. */
export async function openCellWorld(): Promise<{ world: World; make: Make }> {
  const world = await openWorld()
  await seedWorldShapes(world.house.handle.db, (code) => `cell ${code}`)
  const village = worldPlaces['riverside.first']
  const organisationId = world.organisations.get(village) as number
  const scope = { organisationId, divisions: [village], ledgers: null, sensitivity: 2 }
  return { world, make: (code, role) => world.newCaller({ loginName: code, code, role, ...scope }) }
}
