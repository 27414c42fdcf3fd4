import assert from 'node:assert/strict'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { dataFolder } from '../../src/main/data-folder.ts'
import { type House, listedPlatforms, openHouse } from '../../src/main/house.ts'
import { makeBackup } from '../../src/main/safekeeping/backup.ts'
import { openWorld, type World } from '../world/app.ts'
import { worldPlatform } from '../world/ledgers.ts'
import { carePlatform } from '../world/secret-ledger.ts'
import { leaderOf, ok, type PlantedPerson, plantPerson, registrarOf, secret } from './planted-person.ts'
import { yiwang } from './run-cli.ts'
import { newPlace, type ToyPlace, within } from './toy-place.ts'
import { everything, tracesOf } from './traces.ts'

const ask = {
  legalBasis: 'PIPL 47',
  requestNo: '1',
  reason: 'asked by the person',
  overrideGround: 'in writing',
}

describe('a restore of what was there before an erasure', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-erasure-'))
  const older = join(folder, 'older.tar.gz')
  const newer = join(folder, 'newer.tar.gz')
  const list = join(folder, 'list.jsonl')
  let world: World
  let planted: PlantedPerson
  before(async () => {
    world = await openWorld({ platforms: [carePlatform] })
    planted = await plantPerson(world)
    const { handle, keys, erasures, clock } = world.house
    const backup = (file: string) =>
      makeBackup({
        handle,
        keys,
        folder: dataFolder(dirname(erasures)),
        withKeys: false,
        file,
        version: '0',
        now: clock.now(),
      })
    await backup(older)
    const url = `/api/persons/${planted.personId}/erasure`
    ok(await registrarOf(world).post(url, ask), 201)
    ok(await (await leaderOf(world)).post(`${url}/confirmation`), 201)
    await backup(newer)
    copyFileSync(erasures, list)
  })
  after(async () => {
    await world.close()
    rmSync(folder, { recursive: true })
  })

  const restored = async (
    file: string,
    args: string[],
    check: (place: ToyPlace, answer: { code: number; out: string; err: string }) => Promise<void>,
  ) => {
    const place = await newPlace()
    try {
      copyFileSync(dataFolder(dirname(world.house.erasures)).keys, dataFolder(place.root).keys)
      if (args[0] === 'in the folder') copyFileSync(list, dataFolder(place.root).erasures)
      await check(
        place,
        await yiwang(['restore', file, ...place.args, ...args.filter((arg) => arg !== 'in the folder')]),
      )
    } finally {
      await place.remove()
    }
  }
  const tracesIn = (place: ToyPlace) =>
    within(place, async (handle) => {
      const { files, erasures } = dataFolder(place.root)
      const all = await everything(handle, [files])
      if (existsSync(erasures)) all.set(erasures, readFileSync(erasures))
      return tracesOf(Object.values(secret), all)
    })
  const opened = async <T>(place: ToyPlace, work: (house: House) => Promise<T>): Promise<T> => {
    const platforms = [...(await listedPlatforms()), worldPlatform, carePlatform]
    const house = await openHouse({
      dataDir: place.root,
      databaseUrl: place.url,
      clock: world.clock,
      platforms,
    })
    try {
      return await work(house)
    } finally {
      await house.close()
    }
  }
  /** Nothing is left, and once the house has been opened the entries' logs say so and still prove themselves. */
  const isErased = async (place: ToyPlace, already = true) => {
    if (already) assert.deepEqual(await tracesIn(place), [])
    await opened(place, async ({ handle }) => {
      const { rows } = await sql<{ seq: number | null; wrapped: Buffer | null }>`
        select w.seq, k.wrapped from erasure_entry w, person_key k where k.person_id = ${planted.personId}`.execute(
        handle.db,
      )
      assert.deepEqual(
        rows.map(({ wrapped }) => wrapped),
        [null, null],
      )
      assert.ok(rows.every(({ seq }) => seq !== null && seq > 1))
    })
    assert.deepEqual(await tracesIn(place), [])
    const verified = await yiwang(['verify', '--replay', ...place.args])
    assert.equal(verified.code, 0, verified.out)
  }

  test('brings it back where no newer list is there, and says so; with the list, the next start erases before it serves', async () => {
    await restored(older, [], async (place, { code, out }) => {
      assert.equal(code, 0)
      assert.match(out, /what was erased by law after .+ is back/)
      assert.ok((await tracesIn(place)).length > 0)
      copyFileSync(list, dataFolder(place.root).erasures)
      await isErased(place, false)
    })
  })

  test('erases again what the named list has, but for a line that a crash cut short', async () => {
    const torn = join(folder, 'torn.jsonl')
    const text = readFileSync(list, 'utf8')
    writeFileSync(torn, `${text}${text.slice(0, 50)}`)
    await restored(older, ['--erasures', torn], async (place, { code, out, err }) => {
      assert.deepEqual([code, err], [0, ''])
      assert.match(out, /since the backup did not have it: 1 person/)
      assert.equal(readFileSync(dataFolder(place.root).erasures, 'utf8'), text)
      await isErased(place)
    })
  })

  test('has nothing to do where the backup is newer than the list that lies in the folder', async () => {
    await restored(newer, ['in the folder'], async (place, { code, out }) => {
      assert.equal(code, 0)
      assert.match(out, /did not have it: nothing/)
      assert.deepEqual(await tracesIn(place), [])
    })
  })

  test('a list that was altered, or is another installation’s, is refused', async () => {
    const [line = ''] = readFileSync(list, 'utf8').trim().split('\n')
    const altered = join(folder, 'altered.jsonl')
    for (const [text, message] of [
      [line.replace(planted.personId, crypto.randomUUID()), /not signed/],
      ['{"no":1}', /cannot be written or read/],
      [line.replace('"no":1', '"no":2'), /not signed|not complete/],
    ] as const) {
      writeFileSync(altered, `${text}\n`)
      await restored(older, ['--erasures', altered], async (place, { code, err }) => {
        assert.equal(code, 1)
        assert.match(err, message)
        assert.deepEqual(readdirSync(place.root), ['keys.json'])
      })
    }
  })
})
