/** A PostgreSQL with PostGIS for the tests: the one DATABASE_URL names, or a throw-away cluster of our own. */
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import pg from 'pg'
import { type Finished, runCommand } from './command.ts'

export type Postgres = { url: string; stop: () => Promise<void> }
/** A cluster of our own, which can be halted and goes on at the same address. */
export type Cluster = Postgres & {
  /** `immediate` is what a power cut is to it: it recovers from its log when it goes on. */
  halt: (mode: 'fast' | 'immediate') => Promise<void>
  /** False where it doesn't start. */
  goOn: () => Promise<boolean>
}
export type NoPostgres = { reason: string }

export const versionMin = 15
const debianFolder = '/usr/lib/postgresql'
const installHint = 'apt install postgresql postgresql-15-postgis-3, or set DATABASE_URL'

/** Folders that may hold the server's programs, the newest version first. */
export function programFolders(path: string, debianVersions: readonly string[]): string[] {
  const versions = debianVersions
    .filter((name) => Number(name) >= versionMin)
    .toSorted((a, b) => Number(b) - Number(a))
  return [
    ...versions.map((name) => join(debianFolder, name, 'bin')),
    ...path.split(delimiter).filter(Boolean),
  ]
}

async function hasPostgis(folder: string): Promise<boolean> {
  const { code, output } = await runCommand(join(folder, 'pg_config'), ['--sharedir'])
  const share = code === 0 ? output.trim() : folder.replace('/lib/', '/share/').replace(/\/bin$/, '')
  return existsSync(join(share, 'extension', 'postgis.control'))
}

async function findPrograms(): Promise<string | NoPostgres> {
  const debianVersions = existsSync(debianFolder) ? readdirSync(debianFolder) : []
  const folders = programFolders(process.env['PATH'] ?? '', debianVersions).filter((folder) =>
    existsSync(join(folder, 'initdb')),
  )
  if (folders.length === 0) return { reason: `no PostgreSQL ≥ ${versionMin} here (${installHint})` }
  for (const folder of folders) {
    const { output } = await runCommand(join(folder, 'postgres'), ['--version'])
    const version = Number(/(\d+)/.exec(output)?.[1] ?? 0)
    if (version >= versionMin && (await hasPostgis(folder))) return folder
  }
  return { reason: `PostgreSQL is here, but not ≥ ${versionMin} with PostGIS (${installHint})` }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => {
    server.close(resolve)
  })
  return typeof address === 'object' && address ? address.port : 0
}

/** PostgreSQL refuses to run as root; then it runs as the account the package made, or as nobody. */
async function accountFor(): Promise<{ name: string; uid: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return null
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = await Promise.all([runCommand('id', ['-u', name]), runCommand('id', ['-g', name])])
    if (uid.code === 0) return { name, uid: Number(uid.output), gid: Number(gid.output) }
  }
  return null
}

async function startCluster(
  programs: string,
  settings: readonly string[],
  under: string,
): Promise<Cluster | NoPostgres> {
  const folder = mkdtempSync(join(under, 'yiwang-postgres-'))
  const account = await accountFor()
  if (account) chownSync(folder, account.uid, account.gid)
  const run = (program: string, args: string[]): Promise<Finished> =>
    account
      ? runCommand('runuser', ['-u', account.name, '--', join(programs, program), ...args], { cwd: folder })
      : runCommand(join(programs, program), args, { cwd: folder })
  const data = join(folder, 'data')
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const log = join(folder, 'log')
  const port = await freePort()
  const made = await run('initdb', [
    '-D',
    data,
    '-U',
    'yiwang',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
  ])
  const own = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'max_connections=200']
  const options = `-p ${port} ${[...own, ...settings].map((setting) => `-c ${setting}`).join(' ')}`
  const start = () => run('pg_ctl', ['start', '-w', '-D', data, '-l', log, '-o', options])
  const started = made.code === 0 ? await start() : made
  if (started.code !== 0) {
    remove()
    return {
      reason: `a PostgreSQL cluster could not be started: ${started.output.trim().split('\n').at(-1)}`,
    }
  }
  const halt = async (mode: 'fast' | 'immediate') => {
    await run('pg_ctl', ['stop', '-w', '-m', mode, '-D', data])
  }
  const stop = async () => {
    await halt('immediate')
    remove()
  }
  const url = `postgres://yiwang@127.0.0.1:${port}/postgres`
  return { url, stop, halt, goOn: async () => (await start()).code === 0 }
}

/** A cluster of our own whatever DATABASE_URL says, in a folder under `under`. */
export async function openCluster(
  settings: readonly string[],
  under: string = tmpdir(),
): Promise<Cluster | NoPostgres> {
  const programs = await findPrograms()
  return typeof programs === 'string' ? startCluster(programs, settings, under) : programs
}

async function checkServer(url: string): Promise<NoPostgres | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; postgis: boolean }>(
      `select current_setting('server_version_num')::int / 10000 as version,
              exists (select from pg_available_extensions where name = 'postgis') as postgis`,
    )
    const [server] = rows
    if (server && server.version >= versionMin && server.postgis) return null
    return {
      reason: `DATABASE_URL names PostgreSQL ${server?.version}, ${versionMin} or newer with PostGIS is needed`,
    }
  } catch (error) {
    return {
      reason: `DATABASE_URL cannot be reached: ${error instanceof Error ? error.message : String(error)}`,
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The server that DATABASE_URL names, or a cluster that is gone when it is stopped. */
export async function openPostgres(
  settings: readonly string[] = ['fsync=off'],
): Promise<Postgres | NoPostgres> {
  const url = process.env['DATABASE_URL']
  if (url) return (await checkServer(url)) ?? { url, stop: async () => {} }
  return openCluster(settings)
}
