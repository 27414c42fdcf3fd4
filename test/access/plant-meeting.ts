import { worldPlaces } from '../world/app.ts'
import { type EntryRecord, maySeeEntry } from './oracle.ts'
import { absorb, partyOf } from './parties.ts'
import type { PlantedWorld } from './planting.ts'

const place = 'hillside'
const division = worldPlaces[place]

const newRecord = (ledger: string, title: string): EntryRecord => ({
  kind: 'entry',
  id: '',
  ledger,
  division,
  sensitivity: 0,
  title,
  stage: '',
  isOpen: true,
  organisationId: 0,
  seq: 0,
  parties: [],
  tasks: [],
})

/**
 * A meeting in session with its agenda frozen, and a decision of it in a unit's hand. Who may see a meeting may read
 * its agenda, and knows by it what was on it.
 */
export async function plantMeeting(at: PlantedWorld): Promise<void> {
  const { world, secrets } = at
  const office = world.as('plans.office')
  const known = (record: EntryRecord) => (reader: Parameters<typeof maySeeEntry>[1]) =>
    maySeeEntry(record, reader)
  const meeting = newRecord('meeting', '')
  meeting.title = secrets.word('title of a meeting', known(meeting))
  const own = await partyOf(office)
  const born = await world.entry({
    in: place,
    ledger: 'meeting',
    fields: {
      title: meeting.title,
      kind: 'special',
      heldOn: '2026-03-02',
      place: secrets.word('place of a meeting', known(meeting)),
      attendees: [
        { organisation: own.organisationId, note: secrets.word('note on an attendee', known(meeting)) },
      ],
    },
  })
  meeting.parties.push(own)
  absorb(meeting, born)
  const url = `/api/projects/meetings/${meeting.id}`
  const opened = await office.post(`${url}/opening`, { expectedSeq: meeting.seq })
  if (opened.status !== 200) throw new Error(`opening: ${opened.bytes.toString()}`)
  const items = opened.body.items as { entry: string | null }[]
  for (const { title, id } of at.entries.filter((one) => items.some(({ entry }) => entry === one.id)))
    for (const token of [title, id]) secrets.alsoKnown(token, known(meeting))
  absorb(meeting, (await office.get(`/api/entries/${meeting.id}`)).body)
  secrets.id(meeting.id, 'a meeting', known(meeting))
  at.entries.push(meeting)
  await plantDecision(at, meeting)
  // The search finds a new title once the relay has told of it.
  await at.world.app.relay.drain()
}

async function plantDecision({ world, secrets, entries }: PlantedWorld, meeting: EntryRecord): Promise<void> {
  const office = world.as('plans.office')
  const unit = await partyOf(world.as('works.handler'))
  const decision = newRecord('decision', '')
  const known = (reader: Parameters<typeof maySeeEntry>[1]) => maySeeEntry(decision, reader)
  decision.title = secrets.word('title of a decision', known)
  const answer = await office.post(`/api/projects/meetings/${meeting.id}/decisions`, {
    title: decision.title,
    leadOrganisation: unit.organisationId,
    responsible: unit.accountId,
    dueOn: '2026-03-20',
  })
  if (answer.status !== 201) throw new Error(`decision: ${answer.bytes.toString()}`)
  decision.parties.push(await partyOf(office))
  absorb(decision, (await office.get(`/api/entries/${answer.body.decisions[0].id}`)).body)
  secrets.id(decision.id, 'a decision', known)
  secrets.alsoKnown(meeting.id, known)
  entries.push(decision)
}
