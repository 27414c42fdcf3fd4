import type { Caller } from '../world/caller.ts'
import { sql } from 'kysely'
import { type EntryRecord, maySeeObject, type ObjectRecord } from './oracle.ts'
import type { PlantedWorld } from './planting.ts'
import type { MayKnow } from './secrets.ts'

/** A request that an object's address be another, with its proof: known to whoever may see the object. */
export async function plantRequest(at: PlantedWorld, object: ObjectRecord): Promise<void> {
  const may: MayKnow = (reader) => maySeeObject(object, reader)
  const word = (what: string) => at.secrets.word(`${what} of a request about ${object.kind}`, may)
  const asker = at.world.as(object.division.startsWith('990002') ? 'farside.office' : 'plans.office')
  const file = await asker.upload(`${word('name of the proof')}.txt`, word('proof'))
  at.secrets.id(file, 'proof of a request', may)
  at.files.push({ id: file, may })
  const { account } = (await asker.get('/api/session')).body
  const ask = async (body: object) => {
    const url = `/api/${object.kind}/${object.id}/change-requests`
    const answer = await asker.post(url, { reason: word('reason'), ...body })
    if (answer.status !== 201) throw new Error(`request about ${object.kind}: ${answer.bytes.toString()}`)
    const { id } = answer.body
    at.secrets.id(id, `a request about ${object.kind}`, may)
    at.requests.push({ id, may, objectId: object.id, accountId: account.id })
  }
  await ask({ field: 'address', value: word('address'), files: [file] })
  const whole: MayKnow = (reader) => may(reader) && reader.rights.includes('registry.unmask')
  if (object.kind === 'persons' || object.kind === 'enterprises')
    await ask({
      field: 'phone',
      value: at.secrets.phone(`phone that is asked for, of ${object.kind}`, whole),
    })
  // Who is told of requests is another test's matter; inboxes are counted here by the work that was given.
  await sql`delete from notice where kind = 'change_requested'`.execute(at.world.house.handle.db)
}

/** A plan whose step and reason are words of their own; saving it is a step of the project. */
export async function plantPlan(
  office: Caller,
  record: EntryRecord,
  word: (what: string) => string,
): Promise<void> {
  const answer = await office.send('PUT', `/api/projects/${record.id}/plan`, {
    body: {
      expectedRevision: 0,
      plan: {
        target: { kind: 'production', date: '2026-12-31' },
        tasks: [{ id: 'a', name: word('step of the plan'), workingDays: 5 }],
      },
      reason: word('reason of the plan'),
    },
  })
  if (answer.status !== 200) throw new Error(`plan: ${answer.bytes.toString()}`)
  record.seq += 1
}
