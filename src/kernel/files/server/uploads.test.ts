import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Upload } from 'tus-js-client'
import { breakingLine } from '../../../../test/world/breaking-line.ts'
import { dayMs, piece, recording, TusServers } from '../../../../test/world/tus-servers.ts'
import { metadataOf } from '../model/tus.ts'
import { sweepUploads } from './uploads.ts'

describe('uploads that come in pieces', () => {
  let at: TusServers
  before(async () => {
    at = await TusServers.open()
  })
  after(() => at.close())

  test('a client that we didn’t write gets 3 MB over a line that breaks three times, sending little twice', async () => {
    const content = recording()
    const line = await breakingLine(at.address, [700_000, 800_000, 400_000])
    const upload = await new Promise<Upload>((resolve, reject) => {
      const one: Upload = new Upload(content, {
        endpoint: `${line.address}/api/uploads`,
        headers: { 'x-yiwang': '1', cookie: 'caller=0' },
        metadata: { filename: '现场录音.wav', filetype: 'audio/wav' },
        retryDelays: [0, 0, 0, 0, 0],
        onError: reject,
        onSuccess: () => resolve(one),
      })
      one.start()
    })
    await line.close()
    assert.equal(line.breaks, 3)
    // What was under way when the line broke may go twice, and the heads of the requests go too.
    assert.ok(line.passed < content.length * 1.2, `${line.passed} bytes for ${content.length}`)
    const url = new URL(upload.url ?? '').pathname
    const told = await at.call('HEAD', url)
    assert.equal(told.headers['upload-offset'], String(content.length))
    const file = await at.call('GET', `/api/files/${String(told.headers['upload-file'])}`)
    assert.deepEqual(file.bytes, content)
    assert.match(String(file.headers['content-disposition']), /%E7%8E%B0%E5%9C%BA/)
    assert.equal(existsSync(at.partOf(url)), false)
  })

  test('what came before a break is kept, and the next piece goes on from there', async () => {
    const content = recording()
    const url = await at.opened(content.length)
    const line = await breakingLine(at.address, [1_000_000])
    const broken = fetch(`${line.address}${url}`, {
      method: 'PATCH',
      headers: { ...at.headersOf(0), ...piece(0) },
      body: new Uint8Array(content),
    })
    await assert.rejects(broken)
    await line.close()
    let offset = 0
    // The server notices the break when it does.
    for (let tries = 0; tries < 200 && offset < 800_000; tries += 1) {
      offset = await at.offsetOf(url)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    assert.ok(offset >= 800_000 && offset < 1_000_000, String(offset))
    const last = await at.call('PATCH', url, piece(offset), { body: content.subarray(offset) })
    assert.deepEqual([last.status, last.headers['upload-offset']], [204, String(content.length)])
    const file = await at.call('GET', `/api/files/${String(last.headers['upload-file'])}`)
    assert.deepEqual(file.bytes, content)
  })

  test('pieces may go to either of two processes, and the same end asked of both is one file', async () => {
    const content = recording(900)
    const url = await at.opened(900)
    for (const [from, process] of [
      [0, 0],
      [300, 1],
    ] as const) {
      const answer = await at.call('PATCH', url, piece(from), {
        body: content.subarray(from, from + 300),
        process,
      })
      assert.equal(answer.headers['upload-offset'], String(from + 300))
    }
    const [one, two] = await Promise.all(
      [0, 1].map((process) => at.call('PATCH', url, piece(600), { body: content.subarray(600), process })),
    )
    const files = [one, two]
      .filter((answer) => answer?.status === 204)
      .map((answer) => answer?.headers['upload-file'])
    assert.ok(files.length > 0)
    assert.equal(new Set([...files, (await at.call('HEAD', url)).headers['upload-file']]).size, 1)
  })

  test('a piece that begins elsewhere is refused, and one that goes beyond the end', async () => {
    const url = await at.opened(100)
    const wrong = await at.call('PATCH', url, piece(50), { body: recording(50) })
    assert.deepEqual([wrong.status, JSON.parse(wrong.text).code], [409, 'files.offset_mismatch'])
    const long = await at.call('PATCH', url, piece(0), { body: recording(200) })
    assert.deepEqual([long.status, JSON.parse(long.text).code], [400, 'files.longer_than_announced'])
    assert.equal((await at.call('PATCH', url, { 'upload-offset': '0' }, { body: recording(20) })).status, 415)
  })

  test('a request that lost its turn to a later one writes nothing more down', async () => {
    const { noteReceived, takeTurn } = await import('./upload-store.ts')
    const url = await at.opened(100)
    const id = url.split('/').at(-1) ?? ''
    const [earlier, later] = [randomUUID(), randomUUID()]
    for (const turn of [earlier, later]) await takeTurn(at.db, { accountId: 1, id }, turn, at.now)
    assert.equal(await noteReceived(at.db, { id, turn: earlier }, 60, at.now), false)
    assert.equal(await noteReceived(at.db, { id, turn: later }, 40, new Date(at.now.getTime() + dayMs)), true)
  })

  test('with a checksum a piece is taken whole or not at all', async () => {
    const content = recording(600)
    for (const algorithm of ['sha1', 'sha256', 'sm3']) {
      const url = await at.opened(600)
      const sum = createHash(algorithm).update(content.subarray(0, 300)).digest('base64')
      const checksum = { 'upload-checksum': `${algorithm} ${sum}` }
      const damaged = Buffer.from(content.subarray(0, 300))
      damaged[100] = (damaged[100] ?? 0) ^ 1
      const refused = await at.call('PATCH', url, piece(0, checksum), { body: damaged })
      assert.deepEqual([refused.status, JSON.parse(refused.text).code], [460, 'files.checksum_mismatch'])
      assert.equal(await at.offsetOf(url), 0)
      assert.equal(
        (await at.call('PATCH', url, piece(0, checksum), { body: content.subarray(0, 300) })).status,
        204,
      )
    }
    const url = await at.opened(600)
    assert.equal(
      (await at.call('PATCH', url, piece(0, { 'upload-checksum': 'md5 eA==' }), { body: content })).status,
      400,
    )
  })

  test('what is spoken is told, on refusals too', async () => {
    const options = await at.call('OPTIONS', '/api/uploads')
    assert.deepEqual(
      [options.status, options.headers['tus-version'], options.headers['tus-extension']],
      [204, '1.0.0', 'creation,expiration,checksum,termination'],
    )
    assert.equal(options.headers['tus-max-size'], '4000000')
    const url = await at.opened(100)
    const head = await at.call('HEAD', url)
    assert.deepEqual(
      [head.headers['upload-length'], head.headers['upload-offset'], head.headers['cache-control']],
      ['100', '0', 'no-store'],
    )
    assert.equal(new Date(String(head.headers['upload-expires'])).getTime(), at.now.getTime() + dayMs)
    const other = await at.call('HEAD', url, { 'tus-resumable': '0.2.2' })
    assert.deepEqual([other.status, other.headers['tus-resumable']], [412, '1.0.0'])
    for (const method of ['HEAD', 'PATCH', 'DELETE'] as const)
      assert.equal((await at.call(method, url, {}, { caller: 9 })).status, 401, method)
  })

  test('a proxy that lets only POST through is no obstacle', async () => {
    const content = recording(200)
    const url = await at.opened(200)
    const as = (method: string, more: Record<string, string> = {}) => ({
      'x-http-method-override': method,
      ...more,
    })
    const sent = await at.call('POST', url, as('PATCH', piece(0)), { body: content })
    assert.deepEqual([sent.status, sent.headers['upload-offset']], [204, '200'])
    const other = await at.opened(200)
    assert.equal((await at.call('POST', other, as('DELETE'))).status, 204)
    assert.equal((await at.call('HEAD', other)).status, 404)
    assert.equal((await at.call('POST', url, as('PUT'))).status, 400)
  })

  test('nobody sees, goes on with or gives up another’s upload', async () => {
    const url = await at.opened(100)
    for (const method of ['HEAD', 'PATCH', 'DELETE'] as const)
      assert.equal((await at.call(method, url, piece(0), { caller: 1 })).status, 404, method)
    assert.equal(await at.offsetOf(url), 0)
    assert.equal((await at.call('DELETE', url)).status, 204)
    assert.equal(existsSync(at.partOf(url)), false)
  })

  test('what would be refused at the end is refused at the beginning, and what only the content shows at the end', async () => {
    const codes = []
    for (const [length, name] of [
      [5_000_000, 'a.wav'],
      [0, 'a.wav'],
      [10, 'a.exe'],
      [10, 'a.heic'],
    ] as const)
      codes.push(JSON.parse((await at.begin(length, name)).text).code)
    assert.deepEqual(codes, ['files.too_large', 'files.empty', 'files.type_refused', 'files.heic'])
    for (const headers of [
      { 'upload-length': 'x', 'upload-metadata': metadataOf({ filename: 'a.wav' }) },
      { 'upload-length': '5', 'upload-metadata': 'filename %%%' },
      { 'upload-length': '5' },
    ])
      assert.equal((await at.call('POST', '/api/uploads', headers as Record<string, string>)).status, 400)
    const url = await at.opened(100, 'a.png')
    const refused = await at.call('PATCH', url, piece(0), { body: recording(100) })
    assert.deepEqual([refused.status, JSON.parse(refused.text).code], [415, 'files.content_mismatch'])
    assert.equal((await at.call('HEAD', url)).status, 404)
    assert.equal(existsSync(at.partOf(url)), false)
  })

  test('an account has so much under way and no more, and another is not concerned', async () => {
    const mine = [await at.opened(4_000_000, 'a.wav', 2)]
    for (let more = 1; more < 10; more += 1) mine.push(await at.opened(4_000_000, 'a.wav', 2))
    const refused = await at.begin(10, 'a.wav', 2)
    assert.deepEqual([refused.status, JSON.parse(refused.text).code], [429, 'files.too_many_uploads'])
    await at.opened(10, 'a.wav', 1)
    await at.call('DELETE', mine[0] ?? '', {}, { caller: 2 })
    const all = await Promise.all(Array.from({ length: 30 }, () => at.begin(10, 'a.wav', 2)))
    assert.equal(all.filter(({ status }) => status === 201).length, 11)
  })

  test('a part that is lost, as after a restore, is begun anew', async () => {
    const url = await at.opened(600)
    await at.call('PATCH', url, piece(0), { body: recording(300) })
    await truncate(at.partOf(url), 10)
    assert.equal((await at.call('PATCH', url, piece(300), { body: recording(300) })).status, 404)
    assert.equal((await at.call('HEAD', url)).status, 404)
  })

  test('what nobody goes on with is forgotten after a day, by one of the processes', async () => {
    const [old, young] = [await at.opened(600), await at.opened(600)]
    const stray = join(at.root, 'files/.uploads', randomUUID())
    await writeFile(stray, 'x')
    await utimes(stray, new Date(0), new Date(0))
    at.now = new Date(at.now.getTime() + dayMs / 2)
    await at.call('PATCH', young, piece(0), { body: recording(100) })
    at.now = new Date(at.now.getTime() + dayMs / 2)
    await Promise.all(at.every.map((deps) => sweepUploads(deps)))
    assert.deepEqual(
      [old, young].map((url) => existsSync(at.partOf(url))),
      [false, true],
    )
    assert.equal(existsSync(stray), false)
    assert.equal((await at.call('HEAD', old)).status, 404)
    assert.equal(await at.offsetOf(young), 100)
  })
})
