/** Runs PGlite in a thread of its own: in the main thread its long calls would starve timers and requests. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { postgis } from '@electric-sql/pglite-postgis'
import { oid, parseInt8 } from './result.ts'

type Start = { dataDir: string | undefined; snapshot: string }
type Request =
  | { id: number; op: 'query'; text: string; values: unknown[] }
  | { id: number; op: 'copy'; target: string; chunks: Uint8Array<ArrayBuffer>[] }
  | { id: number; op: 'script'; text: string }
  | { id: number; op: 'listen'; channel: string }
  | { id: number; op: 'unlisten'; channel: string }
  | { id: number; op: 'close' }

const port = parentPort
if (!port) throw new Error('this file runs as a worker thread')

const parsers: PGliteOptions['parsers'] = {
  [oid.int8]: parseInt8,
  [oid.date]: (text: string) => text,
}

async function open({ dataDir, snapshot }: Start): Promise<PGlite> {
  const folder = dataDir === undefined ? undefined : join(dataDir, 'pg')
  const options: PGliteOptions = { extensions: { postgis }, parsers }
  if (folder !== undefined) options.dataDir = folder
  const unfinished = dataDir === undefined ? undefined : join(dataDir, 'pg.unfinished')
  // Killed while it was being made: nobody has written into it, and half a cluster can't be opened.
  if (folder !== undefined && unfinished !== undefined && existsSync(unfinished))
    rmSync(folder, { recursive: true, force: true })
  const fresh = folder === undefined || !existsSync(join(folder, 'PG_VERSION'))
  if (fresh && folder !== undefined) mkdirSync(dirname(folder), { recursive: true })
  if (fresh && unfinished !== undefined) writeFileSync(unfinished, '')
  // Initialising a cluster and PostGIS takes 9–13 s, unpacking a copy of one 3 s.
  if (fresh && existsSync(snapshot)) options.loadDataDir = new Blob([readFileSync(snapshot)])
  const database = await PGlite.create(options)
  if (fresh && !existsSync(snapshot)) {
    await database.exec('create extension if not exists postgis')
    const dump = await database.dumpDataDir('gzip')
    mkdirSync(dirname(snapshot), { recursive: true })
    const temporary = `${snapshot}.${process.pid}`
    writeFileSync(temporary, Buffer.from(await dump.arrayBuffer()))
    renameSync(temporary, snapshot)
  }
  if (unfinished !== undefined && existsSync(unfinished)) removeForGood(unfinished)
  return database
}

/** The mark must be gone before anything is written that a leftover of it would throw away. */
function removeForGood(file: string): void {
  rmSync(file)
  const folder = openSync(dirname(file), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

const stops = new Map<string, () => Promise<void>>()

async function serve(database: PGlite, request: Request): Promise<unknown> {
  switch (request.op) {
    case 'query': {
      const result = await database.query(request.text, request.values)
      return {
        rows: result.rows,
        affected: result.affectedRows,
        bytea: result.fields.filter((field) => field.dataTypeID === oid.bytea).map((field) => field.name),
      }
    }
    case 'copy': {
      const blob = new Blob(request.chunks)
      const result = await database.query(`copy ${request.target} from '/dev/blob'`, [], { blob })
      return result.affectedRows ?? 0
    }
    case 'script':
      await database.exec(request.text)
      return null
    case 'listen': {
      const { channel } = request
      stops.set(channel, await database.listen(channel, (payload) => port?.postMessage({ channel, payload })))
      return null
    }
    case 'unlisten':
      await stops.get(request.channel)?.()
      stops.delete(request.channel)
      return null
    case 'close':
      await database.close()
      return null
  }
}

function describe(error: unknown): Record<string, unknown> {
  const { message, code, detail, constraint, table, column } = error as Record<string, unknown>
  return { message: String(message ?? error), code, detail, constraint, table, column }
}

try {
  const database = await open(workerData as Start)
  const answer = async (request: Request) => {
    try {
      port.postMessage({ id: request.id, value: await serve(database, request) })
    } catch (error) {
      port.postMessage({ id: request.id, error: describe(error) })
    }
  }
  port.on('message', (request: Request) => void answer(request))
  port.postMessage({ ready: true })
} catch (error) {
  port.postMessage({ failed: describe(error) })
}
