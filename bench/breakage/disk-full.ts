import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, statfsSync, writeSync, openSync, closeSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Cluster, openCluster } from '../../scripts/test/postgres-cluster.ts'
import { runCommand } from '../../scripts/test/command.ts'
import { told } from './database-away.ts'
import { Desk, type Reply } from './desk.ts'
import { type Ground, NotHere, pause, seedKept, until } from './ground.ts'
import { proveKept } from './kept.ts'
import { withData } from './proof.ts'
import { settle, Writer } from './writer.ts'

const folderMb = 24
const databaseMb = 400
const clients = 4

/** A small file system of our own: only root may mount one. */
async function mounted<T>(
  ground: Ground,
  name: string,
  mb: number,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new NotHere(
      'A small file system must be mounted for it, which takes root on Linux (sudo npm run breakage -- disk-full).',
    )
  const folder = ground.folder(name)
  const mount = await runCommand('mount', ['-t', 'tmpfs', '-o', `size=${mb}m,mode=0755`, 'tmpfs', folder])
  if (mount.code !== 0) throw new NotHere(`A small file system can't be mounted here: ${mount.output.trim()}`)
  try {
    return await work(folder)
  } finally {
    await runCommand('umount', ['-l', folder])
  }
}

/** What a run that was stopped in the middle left mounted. */
export function unmountBelow(root: string): void {
  if (process.platform !== 'linux') return
  for (const line of readFileSync('/proc/mounts', 'utf8').split('\n')) {
    const folder = line.split(' ')[1] ?? ''
    if (folder.startsWith(`${root}/`)) spawnSync('umount', ['-l', folder])
  }
}

/** Fills what is left, to the last block. */
function fill(folder: string): string {
  const file = join(folder, 'filler')
  const handle = openSync(file, 'w')
  try {
    for (let block = 1 << 20; block >= 512; block >>= 1)
      for (const bytes = Buffer.alloc(block, 1); ; ) {
        try {
          if (writeSync(handle, bytes) < block) break
        } catch {
          break
        }
      }
  } finally {
    closeSync(handle)
  }
  return file
}

const freeKb = (folder: string) => {
  const { bavail, bsize } = statfsSync(folder)
  return (bavail * bsize) / 1024
}

/** First the folder of files is full, then the database's own disk. */
export async function breakDisk(ground: Ground): Promise<void> {
  await mounted(ground, 'small-folder', folderMb, (folder) => fillFolder(ground, folder))
  await mounted(ground, 'small-database', databaseMb, (folder) => fillDatabase(ground, folder))
}

async function fillFolder(ground: Ground, folder: string): Promise<void> {
  ground.say('the data folder is full')
  const { url, dataDir: kept } = await ground.place('full_folder')
  const dataDir = join(folder, 'data')
  await runCommand('cp', ['-r', kept, dataDir])
  const place = { dataDir, url }
  const house = await ground.start(place)
  const desk = await Desk.of(house.origin, 'steward')
  const writers = Array.from({ length: clients }, () => new Writer(ground.choose))
  const note = (no: number) => Buffer.from(`note ${no} `.repeat(20_000))
  await desk.upload('before.txt', 'text/plain', note(0))
  const filler = fill(folder)
  ground.fact('kB free while full', freeKb(folder))
  const replies: (Reply | 'lost')[] = []
  for (let no = 1; no <= 5; no += 1)
    replies.push(
      await desk.send('POST', `/api/files?name=full-${no}.txt`, {
        key: crypto.randomUUID(),
        raw: { type: 'text/plain', bytes: note(no) },
        language: no % 2 === 0 ? 'en' : 'zh-CN',
      }),
    )
  judge(ground, 'a file that finds no room is refused as such', replies)
  for (let no = 0; no < 20; no += 1) for (const writer of writers) await writer.one(desk)
  ground.check(
    'entries are still written',
    writers.every(({ acknowledged }) => acknowledged.length > 5),
  )
  await house.ask({ what: 'job', name: 'checkpoint' })
  rmSync(filler)
  const names = await withData(place, async (db) => {
    const { rows } = await sql<{ name: string }>`select name from file`.execute(db)
    return rows.map(({ name }) => name)
  })
  ground.check('of a refused file nothing is known', names.join() === 'before.txt', names.join())
  await desk.upload('after.txt', 'text/plain', note(9))
  ground.check('files are taken again once there is room', true)
  ground.check('every write was answered at last', await settle(writers, desk))
  await proveKept(ground, place, house, writers)
  desk.close()
}

function judge(ground: Ground, what: string, replies: readonly (Reply | 'lost')[]): void {
  for (const reply of replies) {
    const isClear =
      reply !== 'lost' &&
      (reply.status === 507 || reply.status === 503) &&
      /"detail":"[^"]{8,}/.test(reply.text)
    ground.check(what, isClear, told(reply))
    if (isClear) ground.check('and when to come back', Number(reply.headers['retry-after']) > 0, told(reply))
  }
}

async function fillDatabase(ground: Ground, folder: string): Promise<void> {
  ground.say('the disk of the database is full')
  const cluster = await openCluster(
    ['fsync=on', 'shared_buffers=32MB', 'max_wal_size=48MB', 'min_wal_size=32MB'],
    folder,
  )
  if ('reason' in cluster) throw new Error(cluster.reason)
  try {
    const root = join(ground.root, 'of-small-database')
    mkdirSync(root)
    const place = await seedKept(cluster, root)
    const house = await ground.start(place)
    const desk = await Desk.of(house.origin, 'steward')
    const writers = Array.from({ length: clients }, () => new Writer(ground.choose))
    for (let no = 0; no < 10; no += 1) for (const writer of writers) await writer.one(desk)
    const filler = fill(folder)
    const isRefused = await until(async () => {
      for (const writer of writers) await writer.one(desk)
      return writers.reduce((sum, { refused }) => sum + refused.length, 0) >= 20
    }, 60)
    ground.check('writes come to be refused', isRefused)
    judge(
      ground,
      'a write that finds no room is refused as such',
      writers.flatMap(({ refused }) => refused),
    )
    ground.check('the server stays up', house.isUp, house.output)
    rmSync(filler)
    await comeBack(ground, cluster, desk, writers)
    await proveKept(ground, place, house, writers)
    desk.close()
  } finally {
    await cluster.stop()
  }
}

/** PostgreSQL that could not write its log stops itself, and may have to be started by hand. */
async function comeBack(ground: Ground, cluster: Cluster, desk: Desk, writers: Writer[]): Promise<void> {
  await pause(1000)
  const written = () => writers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0)
  const before = written()
  const goesOn = () =>
    until(async () => {
      for (const writer of writers) await writer.one(desk)
      return written() > before + 2 * clients
    }, 20)
  let byItself = await goesOn()
  ground.fact('PostgreSQL had to be started again', byItself ? 'no' : 'yes')
  if (!byItself) {
    await cluster.goOn()
    byItself = await goesOn()
  }
  ground.check('it works again once there is room', byItself)
  ground.check('every write was answered at last', await settle(writers, desk))
}
