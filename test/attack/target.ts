import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#kernel/db/server'

export type Order = 'memory' | 'stop'
export type Said = { port: number } | { memory: number }

/** A house on the loopback in a process of its own, over a database that goes with it. */
export type Target = {
  host: string
  port: number
  dataDir: string
  url: string | undefined
  /** What the process wrote: one line for each request that failed. */
  log(): readonly string[]
  /** Whether the process still runs. */
  isUp: () => boolean
  /** Bytes that stay after a collection. */
  memory(): Promise<number>
  /** Ends the process; what it kept stays until it is dropped. */
  stop(): Promise<void>
  drop(): Promise<void>
}

const linesKept = 2000

async function makeDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `yiwang_attack_${randomBytes(6).toString('hex')}`
  const outer = await openDatabase({ url: server, poolSize: 1 })
  await outer.script(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: async () => {
      await outer.script(`drop database if exists ${name} with (force)`)
      await outer.close()
    },
  }
}

function started(dataDir: string, url: string | undefined) {
  const child: ChildProcess = fork(
    join(import.meta.dirname, 'house-process.ts'),
    [JSON.stringify({ dataDir, url })],
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  )
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      lines.push(...chunk.toString().split('\n').filter(Boolean))
      lines.splice(0, Math.max(0, lines.length - linesKept))
    })
  const ended = once(child, 'exit')
  void ended.then(([code, signal]) => lines.push(`ended with ${code ?? signal}`))
  const hear = async (key: 'port' | 'memory'): Promise<number> => {
    const { promise, resolve, reject } = Promise.withResolvers<number>()
    const listen = (said: Record<string, number>) => {
      const value = said[key]
      if (value !== undefined) resolve(value)
    }
    child.on('message', listen)
    void ended.then(() => reject(new Error(`the house ended by itself:\n${lines.slice(-20).join('\n')}`)))
    try {
      return await promise
    } finally {
      child.off('message', listen)
    }
  }
  return { child, lines, ended, hear }
}

/** Opens one on the PostgreSQL that DATABASE_URL names, else on the embedded database, and fills it. */
export async function openTarget(): Promise<Target> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yiwang-attack-'))
  const server = process.env['DATABASE_URL']
  const database = server ? await makeDatabase(server) : undefined
  const drop = async () => {
    await database?.drop()
    await rm(dataDir, { recursive: true, force: true })
  }
  const { child, lines, ended, hear } = started(dataDir, database?.url)
  try {
    const port = await hear('port')
    return {
      host: '127.0.0.1',
      port,
      dataDir,
      url: database?.url,
      log: () => lines,
      isUp: () => child.connected && child.exitCode === null && child.signalCode === null,
      memory: () => {
        const heard = hear('memory')
        child.send('memory' satisfies Order)
        return heard
      },
      stop: async () => {
        if (child.connected) child.send('stop' satisfies Order)
        await ended
      },
      drop,
    }
  } catch (error) {
    child.kill()
    await drop()
    throw error
  }
}
