import { loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { openHouse } from '../../src/main/house.ts'
import { dataFolder } from '../../src/main/data-folder.ts'
import { seedHouse } from '../../src/main/seed.ts'
import { withFolder } from '../data/database.ts'
import { processorSeconds, residentMb } from '../run/process-state.ts'
import { serveDatabase } from '../run/served.ts'
import { measureLifecycle } from './outside.ts'
import { registration } from './registration.ts'
import { withSmallHouse } from './small-house.ts'

const starts = 5
const idleSeconds = 60

export type Start = { database: 'postgres' | 'embedded'; seconds: number; cpuSeconds: number }
export type StartFigures = { starts: Start[]; load: number }

/** From the command to the first answer to somebody signed in, on data that is there. */
export async function measureStarts(server: string, say: (text: string) => void): Promise<StartFigures> {
  const found = await withSmallHouse(server, 'yiwang_bench_start', ({ dataDir, url }) =>
    startOften('postgres', dataDir, url, say),
  )
  found.push(
    ...(await withFolder(async (dataDir) => {
      const house = await openHouse({ dataDir })
      const { settings } = dataFolder(dataDir)
      await seedHouse(house, { realOnly: true, accounts: true, records: false, settings })
      await house.close()
      return startOften('embedded', dataDir, undefined, say)
    })),
  )
  return { starts: found, load: loadavg()[0] ?? 0 }
}

async function startOften(
  database: Start['database'],
  dataDir: string,
  url: string | undefined,
  say: (text: string) => void,
): Promise<Start[]> {
  const found: Start[] = []
  for (let no = 0; no < starts; no += 1) {
    const began = performance.now()
    const served = await serveDatabase(dataDir, url, 'steward')
    await served.get('/api/tasks')
    const seconds = (performance.now() - began) / 1000
    const cpuSeconds = await processorSeconds(served.pid)
    await served.stop()
    say(`${database}: ${seconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} s of processor`)
    found.push({ database, seconds, cpuSeconds })
  }
  return found
}

export type MemoryFigures = {
  idleMb: number
  loadedMb: number
  afterMb: number
  lifecycles: number
  load: number
}

/** What the program holds on PostgreSQL: idle, under load, and some time after. */
export async function measureMemory(
  server: string,
  load: { clients: number; seconds: number },
  say: (text: string) => void,
): Promise<MemoryFigures> {
  return withSmallHouse(server, 'yiwang_bench_memory', async ({ dataDir, url, unit }) => {
    const served = await serveDatabase(dataDir, url, 'steward')
    try {
      say(`idle for ${idleSeconds} s`)
      await pause(idleSeconds * 1000)
      const idleMb = await residentMb(served.pid)
      say('under load')
      const { whole } = await measureLifecycle(
        served.origin,
        { ...load, warmUpSeconds: 1 },
        registration,
        unit,
      )
      const loadedMb = await residentMb(served.pid)
      await pause(idleSeconds * 1000)
      const afterMb = await residentMb(served.pid)
      return { idleMb, loadedMb, afterMb, lifecycles: whole.count, load: loadavg()[0] ?? 0 }
    } finally {
      await served.stop()
    }
  })
}

export function startTable({ starts: all, load }: StartFigures): string {
  const lines = (['postgres', 'embedded'] as const).map((database) => {
    const of = all.filter((start) => start.database === database)
    const least = (key: 'seconds' | 'cpuSeconds') => Math.min(...of.map((start) => start[key])).toFixed(2)
    const most = (key: 'seconds' | 'cpuSeconds') => Math.max(...of.map((start) => start[key])).toFixed(2)
    return `| ${database === 'postgres' ? 'PostgreSQL' : 'Embedded'} | ${of.length} | ${least('seconds')} | ${most('seconds')} | ${least('cpuSeconds')} | ${most('cpuSeconds')} |`
  })
  return [
    `Load average ${load.toFixed(1)}.`,
    '',
    '| From the command to the first answer | starts | least s | most s | least CPU s | most CPU s |',
    '|---|--:|--:|--:|--:|--:|',
    ...lines,
  ].join('\n')
}

export function memoryTable({ idleMb, loadedMb, afterMb, lifecycles, load }: MemoryFigures): string {
  return [
    `Load average ${load.toFixed(1)}.`,
    '',
    '| On PostgreSQL | RSS MB |',
    '|---|--:|',
    `| idle, ${idleSeconds} s after the start | ${idleMb.toFixed(0)} |`,
    `| after ${lifecycles} lifecycles, at once | ${loadedMb.toFixed(0)} |`,
    `| and ${idleSeconds} s later | ${afterMb.toFixed(0)} |`,
  ].join('\n')
}
