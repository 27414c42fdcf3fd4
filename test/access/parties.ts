import type { Caller } from '../world/caller.ts'
import type { PlantedWorld } from './planting.ts'

export async function partyOf(caller: Caller): Promise<{ organisationId: number; accountId: number }> {
  const { body } = await caller.get('/api/session')
  return { organisationId: body.position.organisation.id, accountId: body.account.id }
}

/** Takes over the ids of somebody's notices, so that others can try them. */
export async function readNotices(at: PlantedWorld, caller: Caller): Promise<void> {
  const { accountId } = await partyOf(caller)
  const { body } = await caller.get('/api/notices?size=200')
  const known = new Set(at.notices.map(({ id }) => id))
  for (const { id } of body.rows as { id: number }[])
    if (!known.has(String(id))) at.notices.push({ id: String(id), accountId })
}
