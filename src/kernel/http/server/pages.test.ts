import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { createHttpServer, type HttpServer } from './http-server.ts'

const script = 'export const place = "township"\n'.repeat(100)

describe('the pages', () => {
  let app: HttpServer
  before(async () => {
    const webDir = mkdtempSync(join(tmpdir(), 'yiwang-pages-'))
    mkdirSync(join(webDir, 'assets'))
    writeFileSync(join(webDir, 'index.html'), '<!doctype html><title>一网</title>')
    writeFileSync(join(webDir, 'assets/place-1a.js'), script)
    writeFileSync(join(webDir, 'assets/place-1a.js.br'), brotliCompressSync(script))
    writeFileSync(join(webDir, 'assets/place-1a.js.gz'), gzipSync(script))
    writeFileSync(join(webDir, 'assets/bare-2b.js'), script)
    app = await createHttpServer({
      routes: [],
      authenticate: async () => null,
      now: () => new Date(),
      webDir,
    })
  })
  after(() => app.close())

  const read = async (url: string, encodings?: string) => {
    const { statusCode, headers, rawPayload } = await app.inject({
      url,
      headers: encodings === undefined ? {} : { 'accept-encoding': encodings },
    })
    return { statusCode, headers, rawPayload, encoding: headers['content-encoding'] }
  }

  test('files go over the line as the build compressed them, to whom takes that', async () => {
    const best = await read('/assets/place-1a.js', 'gzip, deflate, br')
    assert.deepEqual([best.statusCode, best.encoding], [200, 'br'])
    assert.equal(brotliDecompressSync(best.rawPayload).toString(), script)
    const older = await read('/assets/place-1a.js', 'gzip')
    assert.equal(older.encoding, 'gzip')
    assert.equal(gunzipSync(older.rawPayload).toString(), script)
    const plain = await read('/assets/place-1a.js')
    assert.deepEqual([plain.encoding, plain.rawPayload.toString()], [undefined, script])
    for (const { headers } of [best, older, plain]) {
      assert.match(String(headers['content-type']), /javascript/)
      assert.match(String(headers['vary']), /accept-encoding/i)
      assert.match(String(headers['cache-control']), /immutable/)
      assert.match(String(headers['content-security-policy']), /default-src 'self'/)
    }
  })

  test('a file that was not compressed goes as it is, and no compressed one has an address of its own', async () => {
    const bare = await read('/assets/bare-2b.js', 'gzip, br')
    assert.deepEqual([bare.statusCode, bare.encoding, bare.rawPayload.toString()], [200, undefined, script])
    for (const ending of ['br', 'gz'])
      assert.equal((await read(`/assets/place-1a.js.${ending}`, 'gzip, br')).statusCode, 404)
  })

  test('every address that is no file is the page', async () => {
    const page = await read('/projects/1', 'gzip, br')
    assert.deepEqual([page.statusCode, page.headers['cache-control']], [200, 'no-cache'])
    assert.match(page.rawPayload.toString(), /一网/)
  })
})
