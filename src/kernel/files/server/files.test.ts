import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { writeXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import type { DatabaseHandle } from '#kernel/db/server'
import type { Actor, Problem } from '#kernel/http/model'
import { createHttpServer, type HttpServer } from '#kernel/http/server'
import { zipOf } from '../../../../test/world/zip.ts'
import { cleanPng, photo, webp } from '../../../../test/world/images.ts'
import { openTestDatabase } from '../../../../test/world/database.ts'
import { registrar } from '../../../../test/world/registry.ts'
import type { StoredFile } from '../model/stored-file.ts'
import { FileFolder } from './file-folder.ts'
import { checkAttachable, type FileDeps } from './files.ts'
import { Images } from './images.ts'
import { fileRoutes } from './routes.ts'

const mine = registrar()
const theirs = registrar({ accountId: 2 })
const sizeLimit = 200_000

describe('files', () => {
  let png: Buffer
  let handle: DatabaseHandle
  let dataDir: string
  let app: HttpServer
  let deps: FileDeps
  /** What files hang on, and who may see it. */
  const attached = new Map<string, number[]>()
  const callers: Actor[] = [mine, theirs]

  before(async () => {
    handle = await openTestDatabase()
    png = await cleanPng()
    dataDir = await mkdtemp(join(tmpdir(), 'yiwang-files-'))
    deps = {
      db: handle.db,
      folder: await FileFolder.open(dataDir),
      attachmentAccess: async (_db, actor, id) => {
        const readers = attached.get(id)
        if (!readers) return 'unattached'
        return readers.includes(actor.accountId) ? 'readable' : 'hidden'
      },
      now: () => new Date('2026-03-02T02:00:00Z'),
      sizeLimit,
      images: new Images(),
      keepsOriginal: (purpose) => purpose === 'toy/originals',
    }
    app = await createHttpServer({
      routes: fileRoutes(deps),
      authenticate: async ({ cookies }) => callers[Number(cookies['caller'])] ?? null,
      now: deps.now,
      checkResponses: true,
    })
    await app.listen({ port: 0, host: '127.0.0.1' })
  })
  after(async () => {
    await app.close()
    await handle.close()
    await rm(dataDir, { recursive: true })
  })

  const headersOf = (actor: Actor | null) => ({
    'x-yiwang': '1',
    'accept-language': 'en',
    cookie: `caller=${actor ? callers.indexOf(actor) : 'nobody'}`,
  })
  async function upload(actor: Actor | null, name: string, content: Buffer, type = '', key?: string) {
    const answer = await app.inject({
      method: 'POST',
      url: `/api/files?name=${encodeURIComponent(name)}`,
      headers: {
        ...headersOf(actor),
        'content-type': type || 'application/octet-stream',
        ...(key ? { 'idempotency-key': key } : {}),
      },
      payload: content,
    })
    return { status: answer.statusCode, body: answer.json<StoredFile & Problem>() }
  }
  const download = (actor: Actor | null, id: string, query = '', more: Record<string, string> = {}) =>
    app.inject({ url: `/api/files/${id}${query}`, headers: { ...headersOf(actor), ...more } })
  const drafts = () => readdir(join(dataDir, 'files/.incoming'))

  test('an upload comes back as it was, under its own name', async () => {
    const { status, body } = await upload(mine, '现场 照片.png', png, 'image/png')
    assert.equal(status, 201)
    assert.equal(body.sha256, createHash('sha256').update(png).digest('hex'))
    assert.deepEqual([body.size, body.mediaType, body.name], [png.length, 'image/png', '现场 照片.png'])
    const answer = await download(mine, body.id)
    assert.equal(answer.statusCode, 200)
    assert.deepEqual(answer.rawPayload, png)
    assert.equal(answer.headers['content-type'], 'image/png')
    assert.equal(answer.headers['x-content-type-options'], 'nosniff')
    assert.equal(answer.headers['content-security-policy'], "default-src 'none'; sandbox")
    assert.match(String(answer.headers['content-disposition']), /^attachment; .*UTF-8''%E7%8E%B0%E5%9C%BA%20/)
    const inline = await download(mine, body.id, '?inline=1')
    assert.match(String(inline.headers['content-disposition']), /^inline;/)
    const known = await download(mine, body.id, '', { 'if-none-match': String(answer.headers.etag) })
    assert.deepEqual([known.statusCode, known.rawPayload.length], [304, 0])
  })

  test('the same content is stored once, and each upload has its own name and owner', async () => {
    const first = await upload(mine, 'one.png', png)
    const second = await upload(theirs, 'two.png', png)
    assert.notEqual(first.body.id, second.body.id)
    assert.equal(first.body.sha256, second.body.sha256)
    const { rows } = await sql<{ n: number }>`select count(*) as n from blob`.execute(handle.db)
    assert.equal(rows[0]?.n, 1)
    const path = join(dataDir, 'files', first.body.sha256.slice(0, 2), first.body.sha256.slice(2))
    assert.deepEqual(await readFile(path), png)
    assert.equal((await stat(path)).mode & 0o077, 0)
    assert.deepEqual(await drafts(), [])
  })

  test('nobody gets in without signing in, and an upload is seen by its uploader only', async () => {
    assert.equal((await upload(null, 'a.png', png)).status, 401)
    const { body } = await upload(mine, 'own.png', png)
    assert.equal((await download(null, body.id)).statusCode, 401)
    assert.equal((await download(theirs, body.id)).statusCode, 404)
    assert.equal((await download(theirs, body.id, '/facts')).statusCode, 404)
    assert.deepEqual((await download(mine, body.id, '/facts')).json<StoredFile>(), body)
    assert.equal((await download(mine, randomUUID())).statusCode, 404)
    assert.equal((await download(mine, body.id)).statusCode, 200)
  })

  test('once it hangs on something a file is seen by who sees that, its uploader being nobody special', async () => {
    const { body } = await upload(mine, 'evidence.png', png)
    attached.set(body.id, [theirs.accountId])
    assert.equal((await download(theirs, body.id)).statusCode, 200)
    assert.equal((await download(mine, body.id)).statusCode, 404)
  })

  test('only one’s own uploads and what one sees already can be hung on something', async () => {
    const own = (await upload(mine, 'own.png', png)).body.id
    const other = (await upload(theirs, 'other.png', png)).body.id
    const shared = (await upload(theirs, 'shared.png', png)).body.id
    attached.set(shared, [mine.accountId])
    const check = (...ids: string[]) =>
      checkAttachable(
        handle.db,
        deps.attachmentAccess,
        mine,
        ids.map((id) => ({ id, keepsOriginal: false })),
      )
    await check(own, shared)
    await assert.rejects(check(own, other), { code: 'http.not_found' })
    await assert.rejects(check(randomUUID()), { code: 'http.not_found' })
  })

  test('every kind that is taken is taken, by its content', async () => {
    const workbook = Buffer.from(await writeXlsx({ sheets: [{ name: 'S', rows: [['a', 1]] }] }))
    const kinds: [string, Buffer, string][] = [
      ['a.jpg', await photo(), 'image/jpeg'],
      ['a.webp', await webp(), 'image/webp'],
      ['a.pdf', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
      ['a.xlsx', workbook, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      [
        'a.docx',
        zipOf('[Content_Types].xml', 'word/document.xml'),
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      ],
      ['a.txt', Buffer.from('整改\t情况\r\n'), 'text/plain'],
      ['a.csv', Buffer.from([0xd5, 0xfb, 0xb8, 0xc4, 0x2c, 0x31, 0x0a]), 'text/csv'],
      ['a.mp3', Buffer.from('ID3\x04\0'), 'audio/mpeg'],
      ['a.m4a', Buffer.from('\0\0\0\x20ftypM4A ', 'latin1'), 'audio/mp4'],
      ['a.wav', Buffer.from('RIFF\0\0\0\0WAVEfmt '), 'audio/wav'],
    ]
    for (const [name, content, type] of kinds) {
      const { status, body } = await upload(mine, name, content)
      assert.deepEqual([status, body.mediaType], [201, type], name)
    }
  })

  test('what is not what it is declared as is refused, and nothing stays of it', async () => {
    const refused: [string, Buffer, string, string][] = [
      ['a.png', Buffer.from('\xff\xd8\xff', 'latin1'), 'image/png', 'files.content_mismatch'],
      ['a.png', Buffer.from('MZ program'), '', 'files.content_mismatch'],
      ['a.txt', png, 'text/plain', 'files.content_mismatch'],
      ['a.txt', Buffer.from('a\0b'), 'text/plain', 'files.content_mismatch'],
      ['a.csv', Buffer.from([0x61, 0xff, 0xff]), 'text/csv', 'files.content_mismatch'],
      ['a.docx', zipOf('[Content_Types].xml', 'xl/workbook.xml'), '', 'files.content_mismatch'],
      ['a.docx', zipOf('word/document.xml'), '', 'files.content_mismatch'],
      ['a.docx', Buffer.from('PK\x03\x04 and no directory'), '', 'files.content_mismatch'],
      ['a.xlsx', zipOf('[Content_Types].xml', 'xl/workbook.xml', 'xl/vbaProject.bin'), '', 'files.macros'],
      ['a.zip', zipOf('a'), 'application/zip', 'files.type_refused'],
      ['a.html', Buffer.from('<p>'), 'text/html', 'files.type_refused'],
      ['a.json', Buffer.from('{}'), 'application/json', 'files.type_refused'],
    ]
    const before = await sql<{ n: number }>`select count(*) as n from file`.execute(handle.db)
    for (const [name, content, type, code] of refused) {
      const { status, body } = await upload(mine, name, content, type)
      assert.deepEqual([status, body.code], [415, code], `${name} ${type}`)
    }
    const empty = await upload(mine, 'a.png', Buffer.alloc(0), 'image/png')
    assert.deepEqual([empty.status, empty.body.code], [400, 'files.empty'])
    const nameless = await upload(mine, '/', png)
    assert.deepEqual([nameless.status, nameless.body.code], [400, 'http.invalid'])
    const since = await sql<{ n: number }>`select count(*) as n from file`.execute(handle.db)
    assert.deepEqual(since.rows, before.rows)
    assert.deepEqual(await drafts(), [])
  })

  /** Sends chunks without announcing a size, as real HTTP; destroys the connection after them when told to. */
  function send(chunks: Buffer[], breakOff = false): Promise<{ status: number; text: string }> {
    const { port } = app.server.address() as AddressInfo
    return new Promise((resolve, reject) => {
      const headers = { ...headersOf(mine), 'content-type': 'image/png', 'transfer-encoding': 'chunked' }
      const client = request(
        { port, method: 'POST', path: '/api/files?name=big.png', headers },
        (response) => {
          let text = ''
          response.on('data', (chunk) => (text += String(chunk)))
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
        },
      )
      client.on('error', reject)
      const write = (index: number) => {
        const chunk = chunks[index]
        if (chunk) client.write(chunk, () => write(index + 1))
        else if (breakOff) client.destroy(new Error('broken off'))
        else client.end()
      }
      write(0)
    })
  }

  test('the limit holds while the content streams in, and the refusal says what it is', async () => {
    const announced = await upload(mine, 'big.png', Buffer.concat([png, Buffer.alloc(sizeLimit)]))
    assert.deepEqual([announced.status, announced.body.code], [413, 'files.too_large'])
    assert.equal(announced.body.detail, 'Too large: a file may have 0.1 MB.')
    const streamed = await send([png, ...Array.from({ length: 60 }, () => Buffer.alloc(64 * 1024))])
    assert.equal(streamed.status, 413)
    assert.match(streamed.text, /files\.too_large/)
    const exact = await send([png, Buffer.alloc(sizeLimit - png.length)])
    assert.equal(exact.status, 201)
    assert.deepEqual(await drafts(), [])
  })

  test('an upload that breaks off leaves nothing', async () => {
    await assert.rejects(send([png, Buffer.alloc(50_000)], true), /broken off/)
    // The next upload is answered after the server has seen the break.
    await upload(mine, 'next.png', png)
    for (let tries = 0; tries < 50 && (await drafts()).length > 0; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    assert.deepEqual(await drafts(), [])
  })

  test('the same client key is the same file, and another content under it is refused', async () => {
    const key = randomUUID()
    const first = await upload(mine, 'a.png', png, '', key)
    const again = await upload(mine, 'a.png', png, '', key)
    assert.equal(again.body.id, first.body.id)
    const other = await upload(mine, 'a.txt', Buffer.from('text'), '', key)
    assert.deepEqual([other.status, other.body.code], [409, 'files.client_key_reused'])
    assert.notEqual((await upload(theirs, 'a.png', png, '', key)).body.id, first.body.id)
    assert.equal((await upload(mine, 'a.png', png, '', 'no-uuid')).body.code, 'http.bad_client_key')
  })

  test('a content that is cut short in the store is not served, and is healed by the next upload', async () => {
    const content = await cleanPng('#0c8')
    const { body } = await upload(mine, 'a.png', content)
    const path = join(dataDir, 'files', body.sha256.slice(0, 2), body.sha256.slice(2))
    await chmod(path, 0o600)
    await truncate(path, 10)
    const broken = await download(mine, body.id)
    assert.deepEqual([broken.statusCode, broken.json<Problem>().code], [500, 'files.content_missing'])
    await upload(mine, 'again.png', content)
    assert.deepEqual((await download(mine, body.id)).rawPayload, content)
  })

  test('what a broken upload left a day ago is cleared away, and what is being written is not', async () => {
    const folder = join(dataDir, 'files/.incoming')
    await writeFile(join(folder, 'old'), '')
    await utimes(join(folder, 'old'), new Date(0), new Date(0))
    await writeFile(join(folder, 'new'), '')
    await FileFolder.open(dataDir)
    assert.deepEqual(await drafts(), ['new'])
    await rm(join(folder, 'new'))
  })
})
