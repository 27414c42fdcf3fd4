import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { sql } from 'kysely'
import { loadOrCreateKeys } from '#kernel/crypto/server'
import { type DatabaseHandle, newId, type Tx } from '#kernel/db/server'
import { systemClock } from '#kernel/time/model'
import { dataFolder } from '../../src/main/data-folder.ts'
import { openToyEngine, toyActors } from '../toy/toy-engine.ts'
import { yiwang } from './run-cli.ts'
import { fill, newPlace, onPostgres, type ToyPlace, within } from './toy-place.ts'

function unpacksTo(bytes: Buffer, content: Buffer): boolean {
  try {
    return gunzipSync(bytes).equals(content)
  } catch {
    return false
  }
}

const oddities = `
  insert into division (code, level, kind, name, short_name, name_en, pinyin, pinyin_initials, parent, edition, geom, label)
  values ('211302', 'district', 'district', '双塔区', '双塔', 'Shuangta', 'shuangta', 'st', null, '2026-01-01',
      st_multi(st_setsrid(st_geomfromtext('POLYGON((120.1 41.1, 120.30000000000001 41.1, 120.2 41.3, 120.1 41.1))'), 4490)), null),
    ('211302001', 'township', 'subdistrict', 'E''街道', 'E''', '"\\n\\t', 'e', 'e', '211302', '2026-01-01', null,
      st_setsrid(st_makepoint(120.123456789012345, 41.1), 4490));
  insert into board_event (ledger_id, at, recorded_at, township, stage, measure, d)
  values (1, '2026-01-01 00:00:00.123456+08', '-infinity', '', '', 0, 1);`

/** Every row of every table as PostgreSQL writes it, in a fixed order. */
async function contents(handle: DatabaseHandle): Promise<Record<string, string>> {
  return handle.db.transaction().execute(async (tx) => {
    await sql`set local timezone = 'UTC'`.execute(tx)
    return contentsIn(tx)
  })
}

async function contentsIn(db: Tx): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and relname not in ('migration', 'spatial_ref_sys') order by 1`.execute(db)
  const found: Record<string, string> = {}
  for (const { name } of rows) {
    const { rows: hashes } = await sql<{ n: number; digest: string }>`
      select count(*) as n, md5(coalesce(string_agg(t::text, '|' order by t::text collate "C"), '')) as digest
      from ${sql.table(name)} t`.execute(db)
    found[name] = `${hashes[0]?.n} ${hashes[0]?.digest}`
  }
  const { rows: keys } = await sql<{ n: number }>`
    select count(*) as n from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and convalidated`.execute(
    db,
  )
  return { ...found, 'foreign keys': String(keys[0]?.n) }
}

function content(root: string, bytes: Buffer): string {
  const name = createHash('sha256').update(bytes).digest('hex')
  const path = join(dataFolder(root).files, name.slice(0, 2), name.slice(2))
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
  return path
}

const here = onPostgres ? 'postgres' : 'embedded'

describe('backup and restore', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-backup-'))
  const file = join(folder, 'one.tar.gz')
  let source: ToyPlace
  let attachment: string
  let expected: Record<string, string>
  before(async () => {
    source = await newPlace()
    await fill(source, 30, async (handle) => {
      await handle.script(oddities)
      expected = await contents(handle)
    })
    attachment = content(source.root, Buffer.from('a photo'.repeat(100_000)))
    content(source.root, Buffer.alloc(0))
    const { code, out, err } = await yiwang(['backup', file, ...source.args])
    assert.equal(code, 0, err)
    assert.match(out, /2 attachments/)
    assert.match(out, /The keys are not in it/)
  })
  after(async () => {
    await source.remove()
    rmSync(folder, { recursive: true })
  })

  /** Restores into a new place, with the keys there or not, and hands the place over. */
  async function restored(
    from: string,
    kind: 'embedded' | 'postgres',
    check: (place: ToyPlace, answer: { code: number; out: string; err: string }) => Promise<void>,
    keys = true,
  ): Promise<void> {
    const place = await newPlace(kind)
    try {
      if (keys) copyFileSync(dataFolder(source.root).keys, dataFolder(place.root).keys)
      await check(place, await yiwang(['restore', from, ...place.args]))
    } finally {
      await place.remove()
    }
  }

  async function isWhole(place: ToyPlace, answer: { code: number; out: string; err: string }): Promise<void> {
    assert.deepEqual([answer.code, answer.err], [0, ''])
    assert.match(answer.out, /agrees with the checkpoints/)
    assert.deepEqual(readFileSync(attachment.replace(source.root, place.root)), readFileSync(attachment))
    await within(place, async (handle) => {
      assert.deepEqual(await contents(handle), expected)
      // Numbers go on where they stood, and the log still refuses changes.
      const keys = await loadOrCreateKeys(dataFolder(place.root).keys)
      const engine = await openToyEngine({ handle, keys, clock: systemClock })
      const { results } = await engine.perform(
        toyActors().steward,
        [
          {
            ledger: 'toy',
            action: 'register',
            divisionCode: '211302001',
            input: { subject: 'x', category: 'road' },
          },
        ],
        newId(),
      )
      assert.match(results[0]?.no ?? '', /000031$/)
      await assert.rejects(sql`update action set seq = 9 where seq = 1`.execute(handle.db), { code: 'YW002' })
      await assert.rejects(
        sql`insert into task (id, entry_id, ledger_id, kind, organisation_id, opened_seq, opened_at, clock)
        values (${newId()}, ${newId()}, 1, 'x', 1, 1, now(), '{}')`.execute(handle.db),
      )
    })
  }

  test('comes back whole on the same database, and tells that the keys are missing', async () => {
    await restored(
      file,
      here,
      async (place, answer) => {
        const { keys } = dataFolder(place.root)
        assert.match(answer.out, /put the installation’s key file at/)
        assert.equal(existsSync(keys), false)
        copyFileSync(dataFolder(source.root).keys, keys)
        await isWhole(place, answer)
      },
      false,
    )
  })

  if (onPostgres)
    test('goes over to the other database and back', async () => {
      await restored(file, 'embedded', async (place, answer) => {
        assert.deepEqual([answer.code, answer.err], [0, ''])
        assert.deepEqual(await within(place, contents), expected)
        const second = join(folder, 'two.tar.gz')
        assert.equal((await yiwang(['backup', second, ...place.args])).code, 0)
        await restored(second, 'postgres', isWhole)
      })
    })
  test('any tar lists it', () => {
    const names = execFileSync('tar', ['tzf', file], { encoding: 'utf8' }).trim().split('\n')
    assert.equal(names[0], 'README.txt')
    assert.deepEqual(names.slice(-2), ['manifest.json', 'manifest.sig'])
    assert.ok(names.includes('tables/action/000001.ndjson'))
    assert.ok(!names.includes('keys.json'))
  })

  test('with the keys asked for, they come along', async () => {
    const withKeys = join(folder, 'keys.tar.gz')
    assert.equal((await yiwang(['backup', withKeys, '--with-keys', ...source.args])).code, 0)
    await restored(
      withKeys,
      here,
      async (place, { code }) => {
        assert.equal(code, 0)
        const { keys } = dataFolder(place.root)
        assert.equal(readFileSync(keys, 'utf8'), readFileSync(dataFolder(source.root).keys, 'utf8'))
        await loadOrCreateKeys(keys)
      },
      false,
    )
  })

  /** The backup is refused with what is wrong, and the place stays as empty as it was. */
  async function isRefused(from: string, message: RegExp): Promise<void> {
    const root = mkdtempSync(join(folder, 'refused-'))
    const { code, out, err } = await yiwang(['restore', from, '--data', root])
    assert.notEqual(code, 0)
    assert.equal(out, '')
    assert.match(err, message)
    assert.deepEqual(readdirSync(root), [])
  }

  test('a byte changed anywhere is told, and nothing is written', async () => {
    const whole = readFileSync(file)
    const content = gunzipSync(whole)
    const damagedFile = join(folder, 'damaged.tar.gz')
    await fc.assert(
      fc.asyncProperty(
        // The first ten bytes are gzip's header, whose time and system mean nothing.
        fc.integer({ min: 10, max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const bytes = Buffer.from(whole)
          bytes[at] = (bytes[at]! + by) % 256
          // Some bits mean nothing where the compressed stream ends: what comes out is whole, so nothing was changed.
          fc.pre(!unpacksTo(bytes, content))
          writeFileSync(damagedFile, bytes)
          await isRefused(damagedFile, /is not whole: .+ Nothing was written\./)
        },
      ),
      { numRuns: 25 },
    )
  })

  test('a file cut short is told', async () => {
    const whole = readFileSync(file)
    const cut = join(folder, 'cut.tar.gz')
    for (const length of [0, 5, 600, whole.length >> 1, whole.length - 1]) {
      writeFileSync(cut, whole.subarray(0, length))
      await isRefused(cut, /is not whole/)
    }
    await isRefused(join(folder, 'nowhere'), /cannot be read/)
    writeFileSync(cut, 'not an archive')
    await isRefused(cut, /is not whole/)
  })

  test('a backup that was altered with care is told by its manifest and signature', async () => {
    const altered = join(folder, 'altered.tar.gz')
    const swap = (from: string, to: string) => {
      const tar = gunzipSync(readFileSync(file))
      const at = tar.indexOf(from)
      assert.ok(at > 0, from)
      tar.write(to, at)
      writeFileSync(altered, gzipSync(tar))
    }
    swap('第7件', '第8件')
    await isRefused(altered, /000001\.ndjson is not what the manifest says/)
    swap('"format": "yiwang-backup-1"', '"format": "yiwang-backup-9"')
    await isRefused(altered, /manifest cannot be read/)
    swap('"database": "', '"datebase": "')
    await isRefused(altered, /manifest cannot be read/)
    swap('"version": "0', '"version": "9')
    await isRefused(altered, /signature does not fit/)
  })

  test('a place that is not empty, other keys, and a file that exists are refused', async () => {
    const again = await yiwang(['restore', file, ...source.args])
    assert.equal(again.code, 1)
    assert.match(again.err, /is not empty/)
    const root = mkdtempSync(join(folder, 'other-keys-'))
    await loadOrCreateKeys(dataFolder(root).keys, { create: true })
    const other = await yiwang(['restore', file, '--data', root])
    assert.match(other.err, /is not the backup’s/)
    assert.deepEqual(readdirSync(root), ['keys.json'])
    const twice = await yiwang(['backup', file, ...source.args])
    assert.deepEqual([twice.code, twice.out], [1, ''])
    assert.match(twice.err, /exists/)
    if (source.url === undefined) return
    const filled = await yiwang([
      'restore',
      file,
      '--data',
      mkdtempSync(join(folder, 'x-')),
      '--database',
      source.url,
    ])
    assert.match(filled.err, /postgres is not empty \(there is action\)/)
  })

  test('what was typed wrongly is told', async () => {
    assert.equal((await yiwang(['backup', ...source.args])).code, 2)
    assert.equal((await yiwang(['restore', 'a', 'b', ...source.args])).code, 2)
    assert.equal(
      (await yiwang(['backup', join(folder, 'no', 'such', 'folder.tar.gz'), ...source.args])).code,
      1,
    )
    assert.equal(
      (await yiwang(['backup', join(folder, 'x.tar.gz'), '--data', join(folder, 'nowhere')])).code,
      1,
    )
    assert.equal(existsSync(join(folder, 'x.tar.gz')), false)
  })
})
