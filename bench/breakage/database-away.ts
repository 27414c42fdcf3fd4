import { Desk, type Reply } from './desk.ts'
import { type Ground, pause, until } from './ground.ts'
import { proveKept } from './kept.ts'
import { jobsRanSince } from './proof.ts'
import { settle, Writer } from './writer.ts'

const clients = 6
const awaySeconds = [3, 8]

type Problem = { status: number; code: string; title: string; detail: string }

/** PostgreSQL is stopped and started under load, once in order and once as by a power cut. */
export async function breakDatabase(ground: Ground): Promise<void> {
  const place = await ground.place('away')
  const house = await ground.start(place)
  const steward = await Desk.of(house.origin, 'steward')
  const office = await Desk.of(house.origin, 'office')
  const writers = Array.from({ length: clients }, () => new Writer(ground.choose))
  const heard: number[] = []
  const stopListening = office.listen((text) => {
    if (text.includes('"entry"')) heard.push(performance.now())
  })
  const stopping = new AbortController()
  const load = Promise.all(
    writers.map(async (writer) => {
      while (!stopping.signal.aborted) {
        await writer.one(steward)
        await pause(20)
      }
    }),
  )
  await pause(2000)
  ground.check('live events came before', heard.length > 0)
  for (const [turn, seconds] of awaySeconds.entries()) {
    ground.say(`the database is away for ${seconds} s`)
    await ground.cluster.halt(turn === 0 ? 'fast' : 'immediate')
    await pause(500)
    await judgeAnswers(ground, steward)
    await pause(seconds * 1000)
    ground.check('the server stays up', house.isUp, house.output)
    if (!house.isUp) break
    const back = performance.now()
    ground.check('the database starts again', await ground.cluster.goOn())
    const before = writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0)
    const writing = await until(
      () => writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0) > before + clients,
      30,
    )
    ground.check('writing goes on by itself', writing, house.output)
    ground.fact(`seconds until writes, ${turn + 1}`, (performance.now() - back) / 1000)
    const hears = await until(() => heard.some((at) => at > back), 30)
    ground.check('live events come by themselves', hears, house.output)
    ground.fact(
      `seconds until live events, ${turn + 1}`,
      ((heard.find((at) => at > back) ?? 0) - back) / 1000,
    )
    await pause(2000)
  }
  stopping.abort()
  await load
  stopListening()
  const refused = writers.flatMap((writer) => writer.refused)
  judgeRefusals(ground, refused)
  ground.check('every write was answered at last', await settle(writers, steward))
  const since = new Date()
  const jobs = await until(() => jobsRanSince(place, since), 30)
  ground.check('background work goes on by itself', jobs, house.output)
  await proveKept(ground, place, house, writers)
  steward.close()
  office.close()
}

async function judgeAnswers(ground: Ground, desk: Desk): Promise<void> {
  for (const [language, word] of [
    ['zh-CN', /数据库/],
    ['en', /database/i],
  ] as const) {
    const path = '/api/ledgers/break_case/entries?size=20'
    const reply = await desk.send('GET', path, { language })
    const clear = reply !== 'lost' && reply.status === 503 && word.test(reply.text)
    ground.check(`while it is away, one is told so in ${language}`, clear, told(reply))
    if (reply !== 'lost')
      ground.check('and when to come back', Number(reply.headers['retry-after']) > 0, told(reply))
  }
  const health = await desk.send('GET', '/api/health')
  ground.check('a monitor sees it', health !== 'lost' && health.status === 503, told(health))
}

function judgeRefusals(ground: Ground, refused: readonly Reply[]): void {
  const kinds = new Map<string, number>()
  for (const reply of refused) {
    const isProblem = reply.headers['content-type']?.startsWith('application/problem+json') ?? false
    const kind = isProblem ? `${reply.status} ${(JSON.parse(reply.text) as Problem).code}` : `${reply.status}`
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  const odd = refused.filter(({ status }) => status !== 503)
  ground.check('nobody was told anything but 503', odd.length === 0, odd[0]?.text)
  ground.fact('refusals', [...kinds].map(([kind, n]) => `${n} × ${kind}`).join(', ') || 'none')
}

export const told = (reply: Reply | 'lost'): string =>
  reply === 'lost' ? 'lost' : `${reply.status} ${JSON.stringify(reply.headers)} ${reply.text}`
