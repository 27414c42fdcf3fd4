/** How soon a change is seen by everybody who has a page open and may see it. */
import { readFileSync } from 'node:fs'
import { Agent, type ClientRequest, get } from 'node:http'
import { loadavg } from 'node:os'
import { openHouse } from '../../src/main/house.ts'
import { seedHouse } from '../../src/main/seed.ts'
import { dataFolder } from '../../src/main/data-folder.ts'
import { withDatabase, withFolder } from '../data/database.ts'
import { incidentLedger, oneIncident } from '../data/map-ledger.ts'
import { type Figures, Stopwatch } from '../run/measure.ts'
import { type Served, serveDatabase } from '../run/served.ts'

const database = 'yiwang_bench_live'
const sizes = [1000, 5000] as const
const changes = 40
const betweenMs = 250
/** Longer than any of it takes; who has not heard by then has missed it. */
const patienceMs = 20_000

export type LiveFigure = {
  subscribers: number
  /** How many of them may see what changes. */
  hearing: number
  first: Figures
  last: Figures
  missed: number
  serverMs: number | null
  memoryMb: number | null
  load: number
}

export async function measureLive(server: string, say: (text: string) => void): Promise<LiveFigure[]> {
  return withDatabase(server, database, (url) =>
    withFolder(async (dataDir) => {
      const house = await openHouse({ dataDir, databaseUrl: url })
      try {
        const { settings } = dataFolder(dataDir)
        await seedHouse(house, { realOnly: false, accounts: true, records: false, settings })
        await house.engine.book.publish(incidentLedger, 0, house.clock.now())
      } finally {
        await house.close()
      }
      const served = await serveDatabase(dataDir, url, 'steward')
      try {
        const found: LiveFigure[] = []
        for (const size of sizes) {
          say(`${size} subscribers`)
          found.push(await measureWith(served, size))
        }
        return found
      } finally {
        await served.stop()
      }
    }),
  )
}

async function measureWith(served: Served, size: number): Promise<LiveFigure> {
  const roles = JSON.parse((await served.get('/api/demonstration/roles')).toString()) as {
    loginName: string
  }[]
  const cookies = await Promise.all(roles.map(({ loginName }) => served.signIn(loginName)))
  const heard = new Map<string, number[]>()
  const note = (entryId: string) => {
    const times = heard.get(entryId) ?? []
    times.push(performance.now())
    heard.set(entryId, times)
  }
  const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY })
  const open: ClientRequest[] = []
  try {
    for (let no = 0; no < size; no += 50)
      open.push(
        ...(await Promise.all(
          Array.from({ length: Math.min(50, size - no) }, (_, index) =>
            subscribe(served.origin, agent, cookies[(no + index) % cookies.length] ?? '', note),
          ),
        )),
      )
    // Who may see it hears of the first one; from then on so many must.
    const trial = await change(served)
    await wait(4000)
    const hearing = heard.get(trial)?.length ?? 0
    return await measured(served, heard, size, hearing)
  } finally {
    for (const request of open) request.destroy()
    agent.destroy()
  }
}

async function measured(
  served: Served,
  heard: Map<string, number[]>,
  subscribers: number,
  hearing: number,
): Promise<LiveFigure> {
  const [first, last] = [new Stopwatch(), new Stopwatch()]
  let missed = 0
  const cpu = cpuMsOf(served.pid)
  const start = performance.now()
  for (let no = 0; no < changes; no += 1) {
    const id = await change(served)
    const done = performance.now()
    while ((heard.get(id)?.length ?? 0) < hearing && performance.now() - done < patienceMs) await wait(5)
    const times = heard.get(id) ?? []
    missed += hearing - times.length
    if (times[0] !== undefined) first.add(Math.max(0, times[0] - done))
    const end = times.at(-1)
    if (end !== undefined) last.add(Math.max(0, end - done))
    await wait(betweenMs)
  }
  const seconds = (performance.now() - start) / 1000
  const used = cpuMsOf(served.pid)
  return {
    subscribers,
    hearing,
    first: first.figures(seconds, 0),
    last: last.figures(seconds, 0),
    missed,
    serverMs: cpu === null || used === null ? null : (used - cpu) / changes,
    memoryMb: memoryOf(served.pid),
    load: loadavg()[0] ?? 0,
  }
}

async function change(served: Served): Promise<string> {
  const answer = await served.post(`/api/ledgers/${incidentLedger.id}/entries`, oneIncident)
  return (JSON.parse(answer.toString()) as { id: string }).id
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Answers when the server has begun to tell. */
function subscribe(
  origin: string,
  agent: Agent,
  cookie: string,
  note: (entryId: string) => void,
): Promise<ClientRequest> {
  return new Promise((resolve, reject) => {
    const request = get(`${origin}/api/live`, { agent, headers: { cookie } }, (answer) => {
      if (answer.statusCode !== 200) {
        reject(new Error(`/api/live answers ${answer.statusCode}`))
        return
      }
      let rest = ''
      answer.setEncoding('utf8')
      answer.on('data', (text: string) => {
        const lines = `${rest}${text}`.split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          const found = /^data: .*"entryId":"([^"]+)"/.exec(line)
          if (found?.[1] !== undefined) note(found[1])
        }
      })
      answer.on('error', () => undefined)
      resolve(request)
    })
    request.on('error', reject)
  })
}

/** Processor time that a process has used, in milliseconds; null where there is no /proc. */
function cpuMsOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return null
  }
}

function memoryOf(pid: number): number | null {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) / 1024
  } catch {
    return null
  }
}

export function liveTable(found: readonly LiveFigure[]): string {
  const ms = ({ p50, p95 }: Figures) => `${p50.toFixed(0)} / ${p95.toFixed(0)}`
  return [
    `| ${changes} changes | of them may see it | first told, p50 / p95 ms | last told, p50 / p95 ms | missed | server's CPU ms each | its memory MB | load average |`,
    '|---|--:|--:|--:|--:|--:|--:|--:|',
    ...found.map(
      ({ subscribers, hearing, first, last, missed, serverMs, memoryMb, load }) =>
        `| ${subscribers} subscribers | ${hearing} | ${ms(first)} | ${ms(last)} | ${missed} | ${serverMs?.toFixed(0) ?? ''} | ${memoryMb?.toFixed(0) ?? ''} | ${load.toFixed(1)} |`,
    ),
  ].join('\n')
}
