import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import { insertEnterprises, insertPlaces, sweepDuplicates } from '#kernel/registry/server'
import { type WorldPlace, worldPlaces } from '../world/app.ts'
import { openCaller } from './callers.ts'
import { maySeeObject } from './oracle.ts'
import type { PlantedWorld } from './planting.ts'
import type { MayKnow } from './secrets.ts'

const sensitivity = 1
const merges: MayKnow = (reader) => reader.rights.includes('registry.merge')

/** What was registered twice, what was merged, and what is being imported: in one district and in another. */
export async function plantTwins(at: PlantedWorld): Promise<void> {
  for (const place of ['riverside', 'farside'] as const) {
    await plantPair(at, place)
    await plantMerge(at, place)
    await plantImport(at, place)
  }
  const { db } = at.world.house.handle
  const now = () => at.world.clock.now()
  while ((await sweepDuplicates({ db, now })) > 0);
  const { rows } = await sql<{ id: string; low: string; high: string }>`
    select id, low_id as low, high_id as high from duplicate_pair`.execute(db)
  for (const { id, low, high } of rows) {
    const both = at.objects.filter((item) => item.id === low || item.id === high)
    if (both.length !== 2) throw new Error('a pair of something that was not planted')
    const may: MayKnow = (reader) => merges(reader) && both.every((item) => maySeeObject(item, reader))
    at.secrets.id(id, 'a pair that may be one', may)
    at.pairs.push({ id, may })
  }
}

/** Two enterprises of one name and phone. */
async function plantPair(at: PlantedWorld, place: WorldPlace): Promise<void> {
  const { db } = at.world.house.handle
  const { keys, clock } = at.world.house
  const division = worldPlaces[place]
  const may: MayKnow = (reader) => maySeeObject({ division, sensitivity }, reader)
  const name = at.secrets.word(`name of two enterprises in ${place}`, may)
  const address = at.secrets.word(`address of two enterprises in ${place}`, may)
  const phone = at.secrets.phone(
    `phone of two enterprises in ${place}`,
    (reader) => may(reader) && reader.rights.includes('registry.unmask'),
  )
  for (let one = 0; one < 2; one += 1) {
    const id = at.secrets.id(newId(clock.now()), `one of two enterprises in ${place}`, may)
    const facts = { industry: '', products: '', note: '', contactName: '', source: '', asOf: null }
    const firm = { id, name, phone, address, divisionCode: division, sensitivity, ...facts }
    await insertEnterprises(db, keys, [firm], clock.now())
    at.objects.push({ kind: 'enterprises', id, division, sensitivity, name })
  }
}

/** A place that took another over: what it was called before, and why, stands in the merge. */
async function plantMerge(at: PlantedWorld, place: WorldPlace): Promise<void> {
  const { db } = at.world.house.handle
  const division = worldPlaces[place]
  const now = at.world.clock.now()
  const object = { division, sensitivity }
  const may: MayKnow = (reader) => maySeeObject(object, reader)
  const mayMerge: MayKnow = (reader) => may(reader) && merges(reader)
  const [survivorId, absorbedId] = [newId(now), newId(now)]
  const name = at.secrets.word(`name of a place in ${place} that stayed`, may)
  const was = at.secrets.word(`name of a place in ${place} that was merged`, mayMerge)
  at.secrets.id(survivorId, `a place in ${place} that stayed`, may)
  at.secrets.id(absorbedId, `a place in ${place} that was merged`, may)
  const facts = {
    kind: 'site' as const,
    divisionCode: division,
    sensitivity,
    note: '',
    address: '',
    source: '',
    asOf: null,
  }
  await insertPlaces(
    db,
    [
      { id: survivorId, name, ...facts },
      { id: absorbedId, name: was, ...facts },
    ],
    now,
  )
  const { caller } = await registrarOf(at, place)
  const ground = at.secrets.word(`ground of a merge in ${place}`, mayMerge)
  const versions = { survivorVersion: 1, absorbedVersion: 1 }
  const answer = await caller.post('/api/merges', {
    kind: 'place',
    survivorId,
    absorbedId,
    ...versions,
    ground,
  })
  if (answer.status !== 201) throw new Error(`merge in ${place}: ${answer.bytes.toString()}`)
  at.secrets.id(answer.body.id, `a merge in ${place}`, mayMerge)
  at.merges.push({ id: answer.body.id, may: mayMerge })
  at.objects.push({ kind: 'places', id: survivorId, division, sensitivity, name })
}

/** A list that somebody uploaded: theirs alone until it is taken over. */
async function plantImport(at: PlantedWorld, place: WorldPlace): Promise<void> {
  const { caller, reader } = await registrarOf(at, place)
  const own: MayKnow = ({ accountId }) => accountId === reader.accountId
  const word = (what: string) => at.secrets.word(`${what} of an import in ${place}`, own)
  const list = `区划代码,户编号,姓名,与户主关系,${word('heading')}\n${worldPlaces[place]},1,${word('name')},户主,x\n`
  const answer = await caller.send('POST', `/api/imports?name=${word('file name')}.csv`, {
    body: Buffer.from(list),
    headers: { 'content-type': 'text/csv' },
  })
  if (answer.status !== 201) throw new Error(`import in ${place}: ${answer.bytes.toString()}`)
  at.secrets.id(answer.body.id, `an import in ${place}`, own)
  at.imports.push({ id: answer.body.id, accountId: reader.accountId })
}

const registrarOf = (at: PlantedWorld, place: WorldPlace) =>
  openCaller(at, {
    role: 'registrar',
    organisation: worldPlaces[place].startsWith('990002') ? '990002-works' : '990001-works',
    roots: [worldPlaces[place]],
    ledgers: null,
    sensitivity: 3,
    invited: false,
  })
