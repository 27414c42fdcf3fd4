import { randomUUID } from 'node:crypto'
import { coversOf } from './oracle.ts'
import type { PlantedWorld } from './planting.ts'
import type { MayKnow } from './secrets.ts'

/** Two persons' patrols, each with a word in it: their own, and that of who oversees where they work. */
export async function plantPatrols(at: PlantedWorld): Promise<void> {
  for (const [position, division] of [
    ['riverside.gridworker', '990001001001'],
    ['hillside.steward', '990001002'],
  ] as const) {
    const caller = at.world.as(position)
    const accountId: number = (await caller.get('/api/session')).body.account.id
    const may: MayKnow = (reader) =>
      reader.accountId === accountId ||
      (reader.rights.includes('patrols.read') && coversOf(reader.roots, division))
    const id = at.secrets.id(randomUUID(), 'a patrol', may)
    const startedAt = at.world.clock.now().toISOString()
    const note = at.secrets.word('a check-in of a patrol', may)
    const point = { at: startedAt, lng: 120.4, lat: 41.5, accuracyM: 5, kind: 'check_in', note }
    const answer = await caller.post('/api/grid/patrols', { id, startedAt, endedAt: null, points: [point] })
    if (answer.status !== 200) throw new Error(`the patrol was refused: ${JSON.stringify(answer.body)}`)
    at.patrols.push({ id, may })
  }
}
