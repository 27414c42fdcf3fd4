import type { Caller } from '../world/caller.ts'
import { WorldPhone } from '../world/phone.ts'
import { coversOf } from './oracle.ts'
import type { PlantedWorld } from './planting.ts'
import type { MayKnow } from './secrets.ts'

/** A phone of the caller's, known to it and to who keeps the accounts of its organisation. */
export async function plantPhone(
  at: PlantedWorld,
  caller: Caller,
  organisationDivision: string,
): Promise<void> {
  const accountId: number = (await caller.get('/api/session')).body.account.id
  const may: MayKnow = (reader) =>
    reader.accountId === accountId ||
    (reader.rights.includes('identity.manage') && coversOf(reader.roots, organisationDivision))
  const { publicKey } = new WorldPhone(caller)
  const name = at.secrets.word('name of a phone', may)
  const { status, body } = await caller.post('/api/offline/devices', { name, publicKey })
  if (status !== 201) throw new Error(`registering a phone: ${status}`)
  at.secrets.id(body.id, 'a phone', may)
  at.devices.push({ id: body.id, accountId, may })
}
