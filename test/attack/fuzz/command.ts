import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Client, signedIn } from '../client.ts'
import { openTarget, type Target } from '../target.ts'
import { type Json, operationsOf } from './api.ts'
import { type Keepsake, leaveKeepsake } from './keepsake.ts'
import { Known, learnAll } from './known.ts'
import { type Assault, assault, type Caller, type Finding, type Tally } from './run.ts'
import { samplesOfFiles } from './samples.ts'

export type FuzzOptions = {
  requests: number
  seed: number
  /** Only these numbers of the seed's requests, one after the other. */
  only: readonly number[]
  limitMs: number
  print: (line: string) => void
}

/** Who asks, nobody first: all of one district, and together every right that a role gives. */
const roles = [
  'steward',
  'office',
  'leader',
  'supervisor',
  'designer',
  'admin',
  'security',
  'auditor',
  'secretary',
  'dispatcher',
  'registrar',
  'gridworker',
  'gridleader',
  'bureau',
  'unit',
]

/** More than this may not stay after a collection between the first fifth and the end. */
const growthMaxBytes = 64 << 20

async function prepare(target: Target, { seed, limitMs }: FuzzOptions, keepsake: Keepsake): Promise<Assault> {
  const origin = `http://${target.host}:${target.port}`
  const nobody = new Client(origin)
  const operations = operationsOf((await nobody.get('/api/openapi.json')).body as never)
  const known = new Known()
  known.forged.push(...keepsake.ids)
  const callers: Caller[] = [{ name: 'nobody', cookie: undefined, rights: [] }]
  for (const name of roles) {
    const client = await signedIn(origin, name)
    const { account, position, rights } = (await client.get('/api/session')).body
    callers.push({ name, cookie: client.cookie, rights })
    known.spare(account.id, position.id)
    if (name === 'office' || name === 'registrar' || name === 'admin' || name === 'dispatcher')
      await learnAll(
        operations,
        async (path) => {
          const { status, body } = await client.get(path)
          return status === 200 && typeof body === 'object' ? (body as Json) : undefined
        },
        known,
      )
  }
  const ground = { known, samples: await samplesOfFiles(), host: `${target.host}:${target.port}` }
  const { host, port } = target
  return { operations, callers, ground, host, port, seed, limitMs, spread: process.platform === 'linux' }
}

/** The requests may have ended a session, as whoever it is of may do; then it is opened again. */
async function keepSignedIn(setup: Assault): Promise<void> {
  const origin = `http://${setup.host}:${setup.port}`
  for (const caller of setup.callers.slice(1)) {
    const client = new Client(origin)
    client.cookie = caller.cookie
    if ((await client.get('/api/session')).status !== 401) continue
    // Who may end accounts and appointments may have ended this one; then it asks as nobody from now on.
    const again = await signedIn(origin, caller.name).catch(() => undefined)
    if (again) caller.cookie = again.cookie
  }
}

function describe(finding: Finding, seed: number, log: readonly string[]): string[] {
  const { index, caller, operation, harms, wire, faults, said } = finding
  const request = /"requestId":"([0-9a-f-]{36})"/.exec(said)?.[1]
  const cause = log.find((line) => request !== undefined && line.includes(request))
  return [
    `✗ ${operation.method} ${operation.path} as ${caller.name} (${harms.join(', ')}): ${faults.join('; ')}`,
    `  ${JSON.stringify(wire.bytes.subarray(0, 400).toString('latin1'))}`,
    `  → ${said}`,
    ...(cause === undefined ? [] : [`  ${cause.slice(0, 1500)}`]),
    `  again: npm run attack -- fuzz --seed ${seed} --only ${index}`,
  ]
}

function verifyLog({ dataDir, url }: Target): string | undefined {
  const args = ['src/main/cli.ts', 'verify', '--data', dataDir, '--lang', 'en']
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: join(import.meta.dirname, '../../..'),
    env: { ...process.env, DATABASE_URL: url ?? '' },
    encoding: 'utf8',
  })
  return status === 0 ? undefined : `${stdout}${stderr}`
}

async function run(target: Target, options: FuzzOptions): Promise<string[]> {
  const { print, requests, only } = options
  const keepsake = await leaveKeepsake(`http://${target.host}:${target.port}`)
  const before = await keepsake.read()
  const setup = await prepare(target, options, keepsake)
  print(`${setup.operations.length} operations, ${setup.callers.length} callers, seed ${options.seed}`)
  const memory: { done: number; bytes: number }[] = []
  const numbers = only.length > 0 ? only : Array.from({ length: requests }, (_, index) => index)
  const progress = async (done: number) => {
    memory.push({ done, bytes: await target.memory() })
    print(`${done} requests, ${((memory.at(-1)?.bytes ?? 0) / 1e6).toFixed(0)} MB`)
    await keepSignedIn(setup)
  }
  const tally = await assault(setup, numbers, { isUp: target.isUp, progress }, only.length > 0 ? 1 : 8)
  for (const finding of tally.findings)
    for (const line of describe(finding, options.seed, target.log())) print(line)
  say(tally, print)
  if (!target.isUp()) return ['the process ended', ...target.log().slice(-20)]
  const faults = tally.findings.length > 0 ? [`${tally.findings.length} requests failed`] : []
  const after = await keepsake.read()
  for (const [path, was] of Object.entries(before))
    if (after[path] !== was) faults.push(`changed by nobody who may: ${path}`)
  const settled = memory.find(({ done }) => done >= requests / 5)
  const grown = (memory.at(-1)?.bytes ?? 0) - (settled?.bytes ?? 0)
  if (grown > growthMaxBytes) faults.push(`${(grown / 1e6).toFixed(0)} MB more stay at the end`)
  return faults
}

function say({ requests, byStatus, slowestMs }: Tally, print: (line: string) => void): void {
  const statuses = [...byStatus].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
  print(`${requests} requests, ${statuses.join(', ')}; the slowest took ${slowestMs.toFixed(0)} ms`)
}

/** Sends malformed requests to a house of its own; answers whether it stood. */
export async function fuzz(options: FuzzOptions): Promise<boolean> {
  const target = await openTarget()
  try {
    const faults = await run(target, options)
    await target.stop()
    const broken = verifyLog(target)
    if (broken !== undefined) faults.push(`the log does not verify: ${broken}`)
    for (const fault of faults) options.print(`✗ ${fault}`)
    options.print(faults.length === 0 ? 'the house stood' : 'the house did not stand')
    return faults.length === 0
  } finally {
    await target.stop()
    await target.drop()
  }
}
