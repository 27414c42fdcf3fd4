import { newId } from '#kernel/db/server'
import { insertEnterprises, insertHouseholds, insertPersons, insertPlaces } from '#kernel/registry/server'
import { type World, type WorldPlace, worldPlaces } from '../world/app.ts'
import type { Caller } from '../world/caller.ts'
import { type EntryRecord, maySeeEntry, maySeeObject, type ObjectRecord } from './oracle.ts'
import { plantCells } from './plant-cells.ts'
import { plantHold } from './plant-hold.ts'
import { plantPhone } from './plant-phone.ts'
import { plantPlan, plantRequest } from './plant-request.ts'
import { absorb, partyOf, readNotices } from './parties.ts'
import { plantLooseFile } from './plant-file.ts'
import { plantPatrols } from './plant-patrol.ts'
import { type PlantedRoster, plantRosters } from './plant-roster.ts'
import { plantTwins } from './plant-twins.ts'
import { type MayKnow, Secrets } from './secrets.ts'

/** A world where every text that anybody could leak is a word of its own. */
export type PlantedWorld = {
  world: World
  secrets: Secrets
  entries: EntryRecord[]
  objects: ObjectRecord[]
  /** Restrictions on persons. */
  holds: { id: string; may: MayKnow }[]
  /** Requests that something of an object be changed. */
  requests: { id: string; may: MayKnow; objectId: string; accountId: number }[]
  files: { id: string; may: MayKnow }[]
  /** Pairs of the register that may be one, merges, and lists that are being imported. */
  pairs: { id: string; may: MayKnow }[]
  merges: { id: string; may: MayKnow }[]
  imports: { id: string; accountId: number }[]
  /** Under way. */
  uploads: { id: string; accountId: number }[]
  views: { id: string; accountId: number }[]
  /** Phones that carry data. */
  devices: { id: string; accountId: number; may: MayKnow }[]
  /** Lines of inboxes. */
  notices: { id: string; accountId: number }[]
  /** Work that was given to one account, by the entry. */
  given: { accountId: number; entry: EntryRecord }[]
  accounts: { id: string; may: MayKnow }[]
  /** Whole numbers that callers were shown on their way, by the caller's account. */
  looks: { accountId: number; may: MayKnow }[]
  positions: { id: string; may: MayKnow }[]
  rosters: PlantedRoster[]
  patrols: { id: string; may: MayKnow }[]
}

/** Nothing is planted in stonebridge: whoever acts over it alone sees only what they take part in. */
const planted: readonly WorldPlace[] = [
  'district',
  'riverside',
  'riverside.first',
  'riverside.second',
  'hillside',
  'hillside.community',
  'neighbour',
  'farside',
]
const ledgers = ['toy', 'guarded', 'project', 'problem'] as const
const classOf: Record<string, number> = { guarded: 1 }

const isNeighbour = (place: WorldPlace) => worldPlaces[place].startsWith('990002')
const officeOf = (place: WorldPlace) => (isNeighbour(place) ? 'farside.office' : 'plans.office')
const bureauOf = (place: WorldPlace) => (isNeighbour(place) ? 'farside.handler' : 'plans.handler')

export async function plant(world: World): Promise<PlantedWorld> {
  const at: PlantedWorld = {
    world,
    secrets: new Secrets(),
    entries: [],
    objects: [],
    holds: [],
    requests: [],
    files: [],
    pairs: [],
    merges: [],
    imports: [],
    uploads: [],
    views: [],
    devices: [],
    notices: [],
    given: [],
    accounts: [],
    looks: [],
    positions: [],
    rosters: [],
    patrols: [],
  }
  await plantCells(at)
  for (const place of planted) await plantObjects(at, place)
  for (const place of planted) for (const ledger of ledgers) await plantEntry(at, place, ledger)
  await plantLooseFile(at)
  await plantPhone(at, world.as('plans.office'), worldPlaces.district)
  for (const object of at.objects.filter(({ sensitivity }) => sensitivity === 1))
    await plantRequest(at, object)
  await plantTwins(at)
  await plantRosters(at)
  await plantPatrols(at)
  await world.app.relay.drain()
  for (const position of ['plans.handler', 'farside.handler']) await readNotices(at, world.as(position))
  return at
}

const names = ['persons', 'households', 'enterprises', 'places'] as const

async function plantObjects(at: PlantedWorld, place: WorldPlace): Promise<void> {
  const { db } = at.world.house.handle
  const { keys, clock } = at.world.house
  const now = clock.now()
  const division = worldPlaces[place]
  for (const sensitivity of [0, 1, 2, 3]) {
    const word = (what: string) =>
      at.secrets.word(`${what} of class ${sensitivity} in ${place}`, (reader) =>
        maySeeObject({ division, sensitivity }, reader),
      )
    const ids = names.map((kind) => {
      const id = newId(now)
      at.secrets.id(id, `one of the ${kind} in ${place}`, (reader) =>
        maySeeObject({ division, sensitivity }, reader),
      )
      return id
    }) as [string, string, string, string]
    const [personId, householdId, enterpriseId, placeId] = ids
    const common = (what: string) => ({
      divisionCode: division,
      address: word(`address of ${what}`),
      sensitivity,
      source: word(`source of ${what}`),
      asOf: null,
    })
    const name = names.map((kind) => word(`name of ${kind}`)) as [string, string, string, string]
    const whole: MayKnow = (reader) =>
      maySeeObject({ division, sensitivity }, reader) && reader.rights.includes('registry.unmask')
    const reached = (whose: string) => ({ phone: at.secrets.phone(`phone of ${whose} in ${place}`, whole) })
    const idNumber = at.secrets.idNumber(`identity number of a person in ${place}`, whole)
    const person = { id: personId, name: name[0], idNumber, ...reached('a person'), ...common('a person') }
    await insertPersons(db, keys, [person], now)
    const lives = { from: '2026-01-01', members: [{ personId, relation: 'head' as const }] }
    const home = { id: householdId, number: name[1], ...lives, ...common('a household') }
    await insertHouseholds(db, [home], now)
    const facts = { industry: word('industry'), products: word('products'), note: word('note') }
    const contact = { contactName: word('contact'), ...reached('an enterprise') }
    const firm = { ...facts, ...contact, ...common('an enterprise') }
    await insertEnterprises(db, keys, [{ id: enterpriseId, name: name[2], ...firm }], now)
    const site = { kind: 'site' as const, note: word('note'), ...common('a place') }
    await insertPlaces(db, [{ id: placeId, name: name[3], ...site }], now)
    await plantHold(at, { division, sensitivity }, personId)
    names.forEach((kind, index) =>
      at.objects.push({ kind, id: ids[index] as string, division, sensitivity, name: name[index] as string }),
    )
  }
}

/** Registers an entry with a word in every text, then takes it on so that others take part. */
async function plantEntry(at: PlantedWorld, place: WorldPlace, ledger: string): Promise<void> {
  const by = officeOf(place)
  const record = newRecord(ledger, place)
  const known =
    (sensitivity: number): MayKnow =>
    (reader) =>
      maySeeEntry(record, reader) && sensitivity <= reader.sensitivity
  const word = (what: string, sensitivity = 0) =>
    at.secrets.word(`${what} of a ${ledger} entry in ${place}`, known(sensitivity))
  const office = at.world.as(by)
  const file = async (what: string, sensitivity = 0) => {
    const id = await office.upload(`${word(`name of ${what}`, sensitivity)}.txt`, word(what, sensitivity))
    at.files.push({ id, may: known(sensitivity) })
    return at.secrets.id(id, `${what} of a ${ledger} entry in ${place}`, known(sensitivity))
  }
  record.title = word('title')
  const fields = await fieldsOf(at, ledger, record, { word, file })
  const subjects = at.objects
    .filter((item) => item.division === record.division && item.sensitivity === 1 && item.kind === 'persons')
    .map((item) => ({ kind: 'person', objectId: item.id, role: 'party' }))
  const answer = await at.world.entry({ in: place, ledger, by, fields, more: { subjects } })
  record.parties.push(await partyOf(office))
  absorb(record, answer)
  at.secrets.id(record.id, `a ${ledger} entry in ${place}`, known(0))
  at.entries.push(record)
  for (const { objectId } of subjects) at.secrets.alsoKnown(objectId, known(0))
  if (typeof fields['project'] === 'string') at.secrets.alsoKnown(fields['project'], known(0))
  await takeOn(at, place, record, word)
  for (const task of record.tasks) at.secrets.id(task.id, `a task of a ${ledger} entry in ${place}`, known(0))
}

function newRecord(ledger: string, place: WorldPlace): EntryRecord {
  return {
    kind: 'entry',
    id: '',
    ledger,
    division: worldPlaces[place],
    sensitivity: classOf[ledger] ?? 0,
    title: '',
    stage: '',
    isOpen: true,
    organisationId: 0,
    seq: 0,
    parties: [],
    tasks: [],
  }
}

type Making = {
  word: (what: string, sensitivity?: number) => string
  file: (what: string, sensitivity?: number) => Promise<string>
}

async function fieldsOf(
  at: PlantedWorld,
  ledger: string,
  { title, division }: EntryRecord,
  { word, file }: Making,
): Promise<Record<string, unknown>> {
  if (ledger === 'toy') return { subject: title, category: 'road', cost: 100, proof: [await file('proof')] }
  if (ledger === 'guarded') {
    return {
      matter: title,
      finding: word('finding', 2),
      informant: word('informant', 3),
      papers: [await file('papers')],
      statements: [await file('statements', 3)],
    }
  }
  if (ledger === 'project') {
    return {
      name: title,
      notes: word('notes'),
      location: word('location'),
      documents: [await file('document')],
    }
  }
  const project = at.entries.find((entry) => entry.ledger === 'project' && entry.division === division)
  return {
    title,
    project: project?.id,
    kind: 'land',
    description: word('description'),
    proposal: word('proposal'),
  }
}

/** Comments with words, and work given to another organisation, so that there is something to take part in. */
async function takeOn(
  at: PlantedWorld,
  place: WorldPlace,
  record: EntryRecord,
  word: Making['word'],
): Promise<void> {
  const { world } = at
  const office = world.as(officeOf(place))
  const act = async (caller: Caller, action: string, input: object) => {
    const url = `/api/entries/${record.id}/actions/${action}`
    const answer = await caller.post(url, { expectedSeq: record.seq, input })
    if (answer.status !== 200) throw new Error(`${action} in ${place}: ${answer.bytes.toString()}`)
    absorb(record, answer.body)
  }
  const aside = record.ledger === 'guarded' ? { aside: word('aside', 3) } : {}
  await act(office, 'comment', { text: word('comment'), ...aside })
  if (record.ledger === 'project') await plantPlan(office, record, word)
  const unit = isNeighbour(place) ? '990002-works' : '990001-works'
  const organisationId = world.organisations.get(unit)
  if (record.ledger === 'problem')
    await act(world.as(bureauOf(place)), 'dispatch', { organisationId, dueOn: '2026-03-20' })
  if (record.ledger === 'guarded') await act(office, 'hand_over', { organisationId })
}
