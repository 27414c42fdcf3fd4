import type { Caller } from '../world/caller.ts'
import { type EntryRecord, maySeeEntry } from './oracle.ts'
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

type EntryBody = {
  id: string
  stage: string
  isOpen: boolean
  seq: number
  organisation: { id: number } | null
  tasks: { id: string; organisation: { id: number } | null; account: { id: number } | null }[]
}

/** Takes over what an answer says of an entry; who was given a task takes part from then on. */
export function absorb(record: EntryRecord, body: EntryBody): void {
  record.id = body.id
  record.stage = body.stage
  record.isOpen = body.isOpen
  record.seq = body.seq
  record.organisationId = body.organisation?.id ?? 0
  record.tasks = body.tasks.map(({ id, organisation, account }) => ({
    id,
    organisationId: organisation?.id ?? 0,
    accountId: account?.id ?? null,
  }))
  record.parties.push(...record.tasks.map(({ organisationId, accountId }) => ({ organisationId, accountId })))
}

/** Gives an entry's work to one account, which takes part in it from then on, its colleagues not. */
export async function giveTo(
  at: PlantedWorld,
  record: EntryRecord,
  holder: { organisationId: number; accountId: number },
): Promise<void> {
  const office = record.division.startsWith('990002') ? 'farside.office' : 'plans.office'
  const answer = await at.world.as(office).post(`/api/entries/${record.id}/actions/hand_over`, {
    expectedSeq: record.seq,
    input: holder,
  })
  if (answer.status !== 200) throw new Error(`hand over: ${answer.bytes.toString()}`)
  absorb(record, answer.body)
  at.given.push({ accountId: holder.accountId, entry: record })
  await at.world.app.relay.drain()
  for (const task of record.tasks)
    at.secrets.id(task.id, 'a task given to one account', (reader) => maySeeEntry(record, reader))
}
