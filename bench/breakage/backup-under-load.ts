import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { runCommand } from '../../scripts/test/command.ts'
import { dataFolder } from '../../src/main/data-folder.ts'
import { Desk } from './desk.ts'
import { type Ground, pause } from './ground.ts'
import { runDry } from './kept.ts'
import type { Place } from './messages.ts'
import { count, verify, withData } from './proof.ts'
import { acknowledgedBy, Writer } from './writer.ts'

const clients = 5
const cli = join(import.meta.dirname, '../../src/main/cli.ts')

type BackupTold = { rows: number; files: number; tables: { name: string; rows: number }[] }

/** A backup is taken while everybody writes and uploads, and restored beside it. */
export async function breakBackup(ground: Ground): Promise<void> {
  const place = await ground.place('backup')
  const house = await ground.start(place)
  const desk = await Desk.of(house.origin, 'steward')
  const writers = Array.from({ length: clients }, () => new Writer(ground.choose))
  const stopping = new AbortController()
  const shallStop = () => stopping.signal.aborted
  let uploaded = 0
  const uploads = async () => {
    while (!shallStop()) {
      uploaded += 1
      await desk.upload(`note-${uploaded}.txt`, 'text/plain', Buffer.from(`note ${uploaded} `.repeat(2000)))
      await pause(30)
    }
  }
  const load = Promise.all([...writers.map((writer) => writer.write(desk, shallStop, 10)), uploads()])
  await pause(3000)
  const before = acknowledgedBy(writers)
  const uploadedBefore = uploaded - 1
  const file = join(ground.folder('backups'), 'backup.tar.gz')
  ground.say('backup under load')
  const taken = await yiwang(place, ['backup', file, '--with-keys', '--json'])
  const during = acknowledgedBy(writers).length - before.length
  stopping.abort()
  await load
  await house.stop()
  if (!ground.check('the backup is made', taken.code === 0, taken.output)) return
  ground.check('writing went on meanwhile', during > 0)
  const told = JSON.parse(taken.output.split('\n').find((line) => line.startsWith('{')) ?? '{}') as BackupTold
  const restored = await ground.emptyPlace('restored')
  ground.say('restore')
  const back = await yiwang(restored, ['restore', file, '--json'])
  if (!ground.check('it is restored, and verified', back.code === 0, back.output)) return
  await proveCopy(ground, restored, { told, before, uploadedBefore })
  ground.fact('actions before the backup', before.length)
  ground.fact('actions during the backup', during)
  ground.fact('rows', told.rows)
  ground.fact('files', told.files)
  desk.close()
}

function yiwang({ dataDir, url }: Place, args: string[]) {
  const env = { ...process.env, DATABASE_URL: url, LANG: 'en' }
  return runCommand(process.execPath, [cli, ...args, '--data', dataDir, '--lang', 'en'], { env })
}

type Expected = { told: BackupTold; before: string[]; uploadedBefore: number }

async function proveCopy(
  ground: Ground,
  place: Place,
  { told, before, uploadedBefore }: Expected,
): Promise<void> {
  await withData(place, async (db) => {
    const wrong: string[] = []
    for (const { name, rows } of told.tables) {
      const { rows: counted } = await sql<{
        n: number
      }>`select count(*)::int as n from ${sql.table(name)}`.execute(db)
      if (counted[0]?.n !== rows) wrong.push(`${name}: ${rows}, now ${counted[0]?.n}`)
    }
    ground.check('each table has the rows that the backup says', wrong.length === 0, wrong.join())
    const there = new Set((await count(db)).taken)
    const lost = before.filter((id) => !there.has(id))
    ground.check('what was acknowledged before it is in it', lost.length === 0, lost.slice(0, 5).join())
    await proveFiles(ground, place, db, uploadedBefore)
  })
  const { findings } = await verify(place)
  ground.check('the chain of the copy verifies', findings.length === 0, JSON.stringify(findings.slice(0, 3)))
  const house = await ground.start({ ...place, leasesEnded: true })
  await runDry(house)
  await house.stop()
  const found = await withData(place, count)
  const isWhole = found.unechoed === 0 && found.waiting + found.parked + found.failed === 0
  ground.check('the copy goes on where the backup was taken', isWhole, JSON.stringify({ ...found, taken: 0 }))
}

async function proveFiles(
  ground: Ground,
  { dataDir }: Place,
  db: Database,
  uploadedBefore: number,
): Promise<void> {
  const { rows } = await sql<{ sha256: Buffer }>`select sha256 from file`.execute(db)
  const bad = rows.filter(({ sha256 }) => {
    const hex = sha256.toString('hex')
    const path = join(dataFolder(dataDir).files, hex.slice(0, 2), hex.slice(2))
    return !existsSync(path) || !createHash('sha256').update(readFileSync(path)).digest().equals(sha256)
  })
  ground.check('every file of the copy has its content', bad.length === 0, `${bad.length} of ${rows.length}`)
  ground.check(
    'no file from before it is missing',
    rows.length >= uploadedBefore,
    `${rows.length} of ${uploadedBefore}`,
  )
}
