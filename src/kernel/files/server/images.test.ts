import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import sharp from 'sharp'
import type { DatabaseHandle } from '#kernel/db/server'
import { openTestDatabase } from '../../../../test/world/database.ts'
import { animatedPng, animatedWebp, bomb, cleanPng, photo, webp } from '../../../../test/world/images.ts'
import { registrar } from '../../../../test/world/registry.ts'
import { FileFolder } from './file-folder.ts'
import { checkAttachable, type FileDeps, getFile, storeUpload } from './files.ts'
import { Images } from './images.ts'
import { thumbnailOf } from './thumbnails.ts'

describe('images on arrival', () => {
  let handle: DatabaseHandle
  let root: string
  let deps: FileDeps
  const actor = registrar()
  before(async () => {
    handle = await openTestDatabase()
    root = await mkdtemp(join(tmpdir(), 'yiwang-images-'))
    deps = {
      db: handle.db,
      folder: await FileFolder.open(root),
      attachmentAccess: async () => 'unattached',
      images: new Images(),
      keepsOriginal: (purpose) => purpose === 'toy/originals',
      now: () => new Date('2026-03-02T02:00:00Z'),
    }
  })
  after(async () => {
    await handle.close()
    await rm(root, { recursive: true })
  })

  const upload = (name: string, content: Buffer, purpose?: string) =>
    storeUpload(deps, {
      actor,
      name,
      purpose,
      contentType: '',
      announcedSize: undefined,
      stream: Readable.from([content]),
      clientKey: null,
    })
  const contentOf = async (id: string) => {
    const { sha256, size, name } = await getFile(deps, actor, id)
    return Buffer.concat(await (await deps.folder.read(sha256, size, name)).toArray())
  }
  const planted = /PlantedMaker|PlantedSoftware|PlantedPlace|2026:03:01|GPS|Exif/

  test('where, when and with what a photo was taken does not stay, and it stands upright', async () => {
    const sent = await photo({ orientation: 6 })
    assert.match(sent.toString('latin1'), planted)
    const kept = await contentOf((await upload('a.jpg', sent)).id)
    assert.doesNotMatch(kept.toString('latin1'), planted)
    const { width, height, exif, orientation } = await sharp(kept).metadata()
    assert.deepEqual([width, height, exif, orientation], [48, 64, undefined, undefined])
    // Turned by a quarter, what was top left is top right.
    const { data, info } = await sharp(kept).raw().toBuffer({ resolveWithObject: true })
    const redAt = (x: number, y: number) => (data[(y * info.width + x) * info.channels] ?? 0) > 200
    assert.deepEqual([redAt(45, 2), redAt(2, 2)], [true, false])
  })

  test('no content with the metadata is left in the folder, as a draft or otherwise', async () => {
    const { sha256 } = await upload('b.jpg', await photo({ seed: '#123' }))
    assert.equal(await deps.folder.holds(Buffer.from(sha256, 'hex')), true)
    const { everything } = await import('../../../../test/proof/traces.ts')
    for (const [where, bytes] of await everything(handle, [root]))
      assert.doesNotMatch(bytes.toString('latin1'), /PlantedPlace/, where)
  })

  test('each format stays what it is', async () => {
    for (const [name, content, format] of [
      ['a.png', await cleanPng('#fed'), 'png'],
      ['a.webp', await webp(), 'webp'],
      ['a.jpeg', await photo(), 'jpeg'],
    ] as const)
      assert.equal((await sharp(await contentOf((await upload(name, content)).id)).metadata()).format, format)
  })

  test('the same photo is one content however often it comes, also when what is stored is sent again', async () => {
    const sent = await photo({ seed: '#456' })
    const first = await upload('a.jpg', sent)
    assert.equal((await upload('b.jpg', sent)).sha256, first.sha256)
    const downloaded = await contentOf(first.id)
    assert.notDeepEqual(downloaded, sent)
    assert.equal((await upload('c.jpg', downloaded)).sha256, first.sha256)
  })

  test('a field that declares it keeps the photo as it came, and such a file hangs nowhere else', async () => {
    const sent = await photo({ seed: '#789' })
    const file = await upload('a.jpg', sent, 'toy/originals')
    assert.deepEqual(await contentOf(file.id), sent)
    const hang = (keepsOriginal: boolean) =>
      checkAttachable(handle.db, deps.attachmentAccess, actor, [{ id: file.id, keepsOriginal }])
    await hang(true)
    await assert.rejects(hang(false), { code: 'files.original_elsewhere' })
    // Other fields get it without, though the same bytes lie there already.
    const other = await upload('a.jpg', sent, 'toy/papers')
    assert.notEqual(other.sha256, file.sha256)
    assert.doesNotMatch((await contentOf(other.id)).toString('latin1'), planted)
    // Its small copies have none of it either.
    const small = await thumbnailOf(deps, await getFile(deps, actor, file.id), 'large')
    assert.doesNotMatch(small.toString('latin1'), planted)
  })

  test('what cannot be an image as it is kept is refused with a word on why', async () => {
    const cut = (await photo({ width: 800, height: 600 })).subarray(0, 2000)
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
    for (const [name, content, code] of [
      ['a.webp', await animatedWebp(), 'files.image_animated'],
      ['a.png', await animatedPng(), 'files.image_animated'],
      ['a.png', await bomb(), 'files.image_too_large'],
      ['a.jpg', cut, 'files.image_damaged'],
      ['a.png', Buffer.from('\x89PNG\r\n\x1a\n and nothing', 'latin1'), 'files.image_damaged'],
      ['IMG_1.HEIC', heic, 'files.heic'],
      ['a.jpg', heic, 'files.heic'],
    ] as const)
      await assert.rejects(upload(name, content), { code }, `${name} ${code}`)
  })

  test('small copies fit their edge, are made once, and made again where they are missing', async () => {
    const file = await upload('a.jpg', await photo({ width: 2400, height: 1200, seed: '#abc' }))
    const row = await getFile(deps, actor, file.id)
    const sizes = []
    for (const size of ['small', 'large'] as const) {
      const { width, height, format } = await sharp(await thumbnailOf(deps, row, size)).metadata()
      sizes.push([width, height, format])
    }
    assert.deepEqual(sizes, [
      [320, 160, 'webp'],
      [1600, 800, 'webp'],
    ])
    const folder = join(root, 'files/.thumbnails')
    await rm(folder, { recursive: true })
    const again = await thumbnailOf(deps, row, 'small')
    assert.deepEqual(await deps.folder.readThumbnail(row.sha256, 'small'), again)
    await assert.rejects(thumbnailOf(deps, { ...row, mediaType: 'application/pdf' }, 'small'), {
      code: 'files.no_thumbnail',
    })
  })

  test('many at once are all made, a few at a time', async () => {
    const all = await Promise.all(
      ['#111', '#222', '#333', '#444', '#555', '#666'].map(async (seed) =>
        upload('a.jpg', await photo({ seed })),
      ),
    )
    assert.equal(new Set(all.map(({ sha256 }) => sha256)).size, 6)
  })
})
