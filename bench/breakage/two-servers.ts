import { sql } from 'kysely'
import { Desk } from './desk.ts'
import { type Ground, pause, until } from './ground.ts'
import { proveStanding, runDry } from './kept.ts'
import { withData } from './proof.ts'
import { breakageLedgers } from './ledgers.ts'
import { Writer } from './writer.ts'

const clients = 4
const keysTried = 40
/** A session that was ended in one process is believed for so long in another. */
const believedSeconds = 8

/** Two servers on one database and one folder. */
export async function breakInTwo(ground: Ground): Promise<void> {
  const place = await ground.place('two')
  const [one, two] = await Promise.all([ground.start(place), ground.start(place)])
  const here = await Desk.of(one.origin, 'steward')
  const there = here.at(two.origin)
  // What was told of single requests; it writes nothing itself.
  const pairs = new Writer(ground.choose)
  const turn = { ground, here, there, pairs }
  await tryKeys(turn)
  await tryEvents(turn)
  await tryCaches(turn, one.origin, two.origin)
  ground.say('writing through both')
  const writers = Array.from({ length: clients }, () => new Writer(ground.choose))
  const end = performance.now() + 10_000
  await Promise.all(
    writers.map(async (writer, index) => {
      while (performance.now() < end) {
        await writer.one(index % 2 === 0 ? here : there)
        await pause(20)
      }
    }),
  )
  // Both at once, and again while the other runs: what is leased runs once.
  await Promise.all(Array.from({ length: 6 }, () => [one, two].map((house) => runDry(house))).flat())
  const holders = await withData(place, async (db) => {
    const { rows } = await sql<{ failures: number }>`select sum(failures)::int as failures from job`.execute(
      db,
    )
    return rows[0]?.failures ?? 0
  })
  ground.check('no work failed because of the other server', holders === 0, one.output + two.output)
  await two.stop()
  await runDry(one)
  await one.stop()
  await proveStanding(ground, place, [...writers, pairs])
  here.close()
  there.close()
}

type Turn = { ground: Ground; here: Desk; there: Desk; pairs: Writer }

async function tryKeys({ ground, here, there, pairs }: Turn): Promise<void> {
  ground.say('the same key at both')
  let twice = 0
  for (let no = 0; no < keysTried; no += 1) {
    const asked = {
      key: crypto.randomUUID(),
      body: { fields: { subject: `pair ${no}` }, divisionCode: '211302001' },
    }
    const path = '/api/ledgers/break_case/entries'
    const replies = await Promise.all([here.send('POST', path, asked), there.send('POST', path, asked)])
    const ids = new Set(
      replies.map((reply) => {
        if (reply === 'lost' || reply.status >= 300) return told(reply)
        const { id, seq } = JSON.parse(reply.text) as { id: string; seq: number }
        if (!pairs.acknowledged.some((done) => done.id === id))
          pairs.acknowledged.push({ id, seq, ms: reply.ms })
        return id
      }),
    )
    if (ids.size !== 1) twice += 1
  }
  ground.check('a client key is honoured across both', twice === 0, `${twice} of ${keysTried}`)
}

const told = (reply: unknown) => JSON.stringify(reply)

async function tryEvents({ ground, here, there, pairs }: Turn): Promise<void> {
  ground.say('live events')
  const heardHere = new Set<string>()
  const heardThere = new Set<string>()
  const into = (heard: Set<string>) => (text: string) => {
    for (const [, id = ''] of text.matchAll(/"entryId":"([^"]+)"/g)) heard.add(id)
  }
  const stops = [here.listen(into(heardHere)), there.listen(into(heardThere))]
  await pause(500)
  const made: string[] = []
  for (let no = 0; no < keysTried; no += 1) {
    const { id, seq } = await (no % 2 === 0 ? here : there).post<{ id: string; seq: number }>(
      '/api/ledgers/break_case/entries',
      { fields: { subject: `heard ${no}` }, divisionCode: '211302001' },
    )
    pairs.acknowledged.push({ id, seq, ms: 0 })
    made.push(id)
  }
  const both = () => made.every((id) => heardHere.has(id) && heardThere.has(id))
  ground.check('live events reach both', await until(both, 10), `${heardHere.size}, ${heardThere.size}`)
  for (const stop of stops) stop()
}

async function tryCaches({ ground, there }: Turn, one: string, two: string): Promise<void> {
  ground.say('what each knows by heart')
  const designer = await Desk.of(one, 'designer')
  const [echo] = breakageLedgers
  const definition = { ...echo, id: 'break_late', prefix: 'PL' }
  await designer.post('/api/ledgers', { definition })
  const isKnown = async () => {
    const reply = await there.send('GET', '/api/ledgers/break_late')
    return reply !== 'lost' && reply.status === 200
  }
  ground.check('a ledger that one publishes is known to the other', await until(isKnown, 5))
  const leaving = await Desk.of(one, 'office')
  const left = leaving.at(two)
  await left.get('/api/tasks')
  await leaving.send('DELETE', '/api/session')
  const isOut = async () => {
    const reply = await left.send('GET', '/api/tasks')
    return reply !== 'lost' && reply.status === 401
  }
  ground.check('who signs out at one is out at the other', await until(isOut, believedSeconds))
  for (const desk of [designer, leaving, left]) desk.close()
}
