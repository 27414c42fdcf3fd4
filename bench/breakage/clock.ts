import { sql } from 'kysely'
import { Desk } from './desk.ts'
import { type Ground, pause, until } from './ground.ts'
import type { RunningHouse } from './house.ts'
import { proveKept } from './kept.ts'
import type { Place } from './messages.ts'
import { jobsRanSince, withData } from './proof.ts'
import { settle, Writer } from './writer.ts'

const hourMs = 3_600_000
const clients = 4
const writesEach = 15

/** The clock is set back an hour, then forward by a day, then back to the right time, while the same entries are worked on. */
export async function breakClock(ground: Ground): Promise<void> {
  const place = await ground.place('clock')
  const house = await ground.start(place)
  const desk = await Desk.of(house.origin, 'steward')
  const writers = Array.from({ length: clients }, () => new Writer(ground.choose))
  const turn = { ground, place, house, desk, writers }
  await workAt(turn, 0, 'at the right time', 'stays')
  await workAt(turn, -hourMs, 'an hour back', 'stays')
  await workAt(turn, 24 * hourMs, 'a day ahead', 'ends')
  await workAt(turn, 0, 'a day back', 'stays')
  await house.ask({ what: 'clock', offsetMs: 25 * hourMs })
  const refused = writers.flatMap((writer) => writer.refused)
  ground.check('nobody was told of a fault', refused.length === 0, refused[0]?.text)
  ground.check(
    'every write was answered at last',
    await settle(writers, await Desk.of(house.origin, 'steward')),
  )
  await proveTimes(turn)
  await proveKept(ground, place, house, writers)
  desk.close()
}

type Turn = { ground: Ground; place: Place; house: RunningHouse; desk: Desk; writers: Writer[] }

/** A session that was used a moment ago stays when the clock is set back, and ends for idleness when it is far ahead. */
async function workAt(
  { ground, place, house, desk, writers }: Turn,
  offsetMs: number,
  when: string,
  session: 'stays' | 'ends',
): Promise<void> {
  ground.say(when)
  await house.ask({ what: 'clock', offsetMs })
  const now = new Date(Date.now() + offsetMs)
  const first = await desk.send('GET', '/api/tasks')
  const status = first === 'lost' ? 0 : first.status
  ground.check(`${when}, a session ${session}`, status === (session === 'stays' ? 200 : 401), String(status))
  ground.check(`${when}, one can sign in`, await desk.signIn('steward'))
  let heard = 0
  const stop = desk.listen((text) => {
    if (text.includes('"entry"')) heard += 1
  })
  await pause(300)
  const before = writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0)
  for (let turn = 0; turn < writesEach; turn += 1) for (const writer of writers) await writer.one(desk)
  const written = writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0) - before
  ground.check(`${when}, writing goes on`, written > (writesEach * clients) / 2, `${written} written`)
  ground.check(`${when}, live events come`, await until(() => heard > 0, 15), house.output)
  ground.check(
    `${when}, background work goes on`,
    await until(() => jobsRanSince(place, now), 30),
    house.output,
  )
  stop()
  for (const path of [
    '/api/tasks',
    '/api/ledgers/break_case/entries?size=20',
    '/api/ledgers/break_case/board?groupBy=stage',
  ]) {
    const reply = await desk.send('GET', path)
    ground.check(`${when}, lists and boards answer`, reply !== 'lost' && reply.status === 200, path)
  }
  await checkClocks(ground, desk, when)
}

/** A clock explains itself without a negative figure. */
async function checkClocks(ground: Ground, desk: Desk, when: string): Promise<void> {
  type Row = { id: string; dueAt: string | null; openedAt: string }
  const { rows } = await desk.get<{ rows: Row[] }>('/api/ledgers/break_case/entries?size=20&sort=-openedAt')
  const found = await Promise.all(
    rows.slice(0, 6).map(({ id }) => desk.get<{ tasks: { id: string }[] }>(`/api/entries/${id}`)),
  )
  const tasks = found.flatMap((entry) => entry.tasks)
  const texts = await Promise.all(
    tasks.map(async ({ id }) => {
      const clock = await desk.get<{ rows: { text: string }[] }>(`/api/tasks/${id}/clock`)
      return clock.rows.map(({ text }) => text).join(' ')
    }),
  )
  const negative = texts.find((text) => /(^|\s)[-−]\d/.test(text))
  ground.check(`${when}, nothing is counted below zero`, negative === undefined, negative)
  ground.check(`${when}, there are clocks to look at`, tasks.length > 0)
}

async function proveTimes({ ground, place }: Turn): Promise<void> {
  await withData(place, async (db) => {
    const { rows } = await sql<{
      spans: number
      tasks: number
      recorded: number
      effective: number
      seals: number
    }>`
      select (select count(*) from entry_span where effective_to < effective_from or recorded_to < recorded_from)::int as spans,
        (select count(*) from task where closed_at < opened_at)::int as tasks,
        (select count(*) from action a join action b on b.entry_id = a.entry_id and b.seq = a.seq + 1
          where b.recorded_at < a.recorded_at)::int as recorded,
        (select count(*) from action a join action b on b.entry_id = a.entry_id and b.seq = a.seq + 1
          where b.effective_at < a.effective_at)::int as effective,
        (select count(*) from checkpoint a join checkpoint b on b.no = a.no + 1 where b.total < a.total)::int as seals`.execute(
      db,
    )
    const [found] = rows
    ground.check('no state ended before it began', found?.spans === 0, JSON.stringify(found))
    ground.check('no task was closed before it was opened', found?.tasks === 0, JSON.stringify(found))
    ground.check(
      'each log is in the order of its times',
      found?.recorded === 0 && found.effective === 0,
      JSON.stringify(found),
    )
    ground.check('checkpoints only grow', found?.seals === 0, JSON.stringify(found))
  })
}
