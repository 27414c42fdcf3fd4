import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { DatabaseHandle } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { openTestDatabase } from '../../../../test/world/database.ts'
import { photo } from '../../../../test/world/images.ts'
import { eraseFileRows } from './erasure-store.ts'
import { removeErasedContents } from './erasure.ts'
import { FileFolder } from './file-folder.ts'
import { type FileDeps, getFile, storeUpload } from './files.ts'
import { Images } from './images.ts'
import { thumbnailOf } from './thumbnails.ts'

const actor: Actor = {
  accountId: 1,
  positionId: 1,
  organisationId: 1,
  name: '',
  role: '',
  divisions: [],
  ledgers: 'all',
  sensitivity: 1,
  rights: [],
  locale: 'en',
}
const at = new Date('2026-03-02T02:00:00Z')

describe('files erased by law', () => {
  let handle: DatabaseHandle
  let root: string
  let deps: FileDeps
  before(async () => {
    handle = await openTestDatabase()
    root = await mkdtemp(join(tmpdir(), 'yiwang-files-'))
    const folder = await FileFolder.open(root)
    deps = {
      db: handle.db,
      folder,
      attachmentAccess: async () => 'unattached',
      images: new Images(),
      now: () => at,
    }
  })
  after(async () => {
    await handle.close()
    await rm(root, { recursive: true })
  })

  const upload = (content: string, name = 'a.txt') =>
    storeUpload(deps, {
      actor,
      name,
      contentType: 'text/plain',
      announcedSize: undefined,
      stream: Readable.from([Buffer.from(content)]),
      clientKey: null,
    })
  const erase = (...ids: string[]) =>
    handle.db.transaction().execute((tx) => eraseFileRows(tx, ids, at, 'QC000001'))
  const stands = (content: string) => {
    const hex = createHash('sha256').update(content).digest('hex')
    return existsSync(join(root, 'files', hex.slice(0, 2), hex.slice(2)))
  }

  test('name and content go, and whoever may see it is told since when', async () => {
    const { id } = await upload('one', '病历.txt')
    assert.equal(await erase(id), 1)
    assert.equal(stands('one'), true)
    assert.equal(await removeErasedContents(deps), 1)
    assert.equal(stands('one'), false)
    await assert.rejects(getFile(deps, actor, id), {
      code: 'files.erased',
      params: { date: '2026-03-02', certificate: 'QC000001' },
    })
    await assert.rejects(getFile(deps, { ...actor, accountId: 2 }, id), { code: 'http.not_found' })
    assert.equal(await erase(id), 0)
  })

  test('a content that another upload has stays for that one, and goes with the last', async () => {
    const [first, second] = [await upload('two'), await upload('two')]
    await erase(first.id)
    assert.equal(await removeErasedContents(deps), 0)
    assert.equal((await getFile(deps, actor, second.id)).name, 'a.txt')
    await erase(second.id)
    assert.equal(await removeErasedContents(deps), 1)
    assert.equal(stands('two'), false)
  })

  test('the same content can come again, before its removal and after', async () => {
    const first = await upload('three')
    await erase(first.id)
    const second = await upload('three')
    assert.equal(await removeErasedContents(deps), 0)
    await erase(second.id)
    await removeErasedContents(deps)
    const third = await upload('three')
    assert.equal(stands('three'), true)
    assert.equal((await getFile(deps, actor, third.id)).size, 5)
  })

  test('an image takes its small copies along, and what it came from is forgotten', async () => {
    const { id, sha256 } = await storeUpload(deps, {
      actor,
      name: 'a.jpg',
      contentType: 'image/jpeg',
      announcedSize: undefined,
      stream: Readable.from([await photo()]),
      clientKey: null,
    })
    await thumbnailOf(deps, await getFile(deps, actor, id), 'large')
    const small = join(root, 'files/.thumbnails', sha256.slice(0, 2), sha256.slice(2))
    assert.deepEqual((await readdir(small)).toSorted(), ['large.webp', 'small.webp'])
    await erase(id)
    assert.equal(await removeErasedContents(deps), 1)
    assert.equal(existsSync(small), false)
    const { rows } = await sql<{ n: number }>`select count(*) as n from image_source`.execute(handle.db)
    assert.equal(rows[0]?.n, 0)
    // One that is made while its image goes does not stay behind.
    await deps.folder.keepThumbnail(Buffer.from(sha256, 'hex'), 'small', Buffer.from('late'))
    assert.equal(existsSync(small), false)
  })
})
