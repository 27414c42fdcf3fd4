import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database, DatabaseHandle } from '#kernel/db/server'
import { type FileDeps, FileFolder, fileRoutes, Images } from '#kernel/files/server'
import { createHttpServer, type HttpServer } from '#kernel/http/server'
import { openTestDatabase } from './database.ts'
import { registrar } from './registry.ts'

const callers = [registrar(), registrar({ accountId: 2 }), registrar({ accountId: 3 })]
export const dayMs = 24 * 3_600_000

/** A recording of so many bytes: a kind that is kept as it comes. */
export function recording(bytes = 3_000_000): Buffer {
  return Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt ', 'latin1'), randomBytes(bytes - 16)])
}

/** The headers of a piece that begins at a byte. */
export function piece(offset: number, more: Record<string, string> = {}): Record<string, string> {
  return { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...more }
}

type Method = 'POST' | 'PATCH' | 'HEAD' | 'DELETE' | 'OPTIONS' | 'GET'
type From = { body?: Buffer; caller?: number; process?: number }

/** The files area served by two processes over one database and one folder. */
export class TusServers {
  now = new Date('2026-03-02T02:00:00Z')
  readonly every: FileDeps[] = []
  readonly root: string
  readonly db: Database
  readonly #handle: DatabaseHandle
  readonly #servers: HttpServer[] = []

  private constructor(handle: DatabaseHandle, root: string) {
    this.#handle = handle
    this.db = handle.db
    this.root = root
  }

  static async open(): Promise<TusServers> {
    const at = new TusServers(await openTestDatabase(), await mkdtemp(join(tmpdir(), 'yiwang-uploads-')))
    await at.#listen()
    await at.#listen()
    return at
  }

  async close(): Promise<void> {
    for (const server of this.#servers) await server.close()
    await this.#handle.close()
    await rm(this.root, { recursive: true })
  }

  /** Of the first of the two. */
  get address(): string {
    return `http://127.0.0.1:${((this.#servers[0] as HttpServer).server.address() as AddressInfo).port}`
  }

  headersOf(caller: number): Record<string, string> {
    return { 'x-yiwang': '1', 'tus-resumable': '1.0.0', cookie: `caller=${caller}` }
  }

  async call(method: Method, url: string, headers: Record<string, string> = {}, from: From = {}) {
    const { body, caller = 0, process = 0 } = from
    const answer = await (this.#servers[process] as HttpServer).inject({
      method,
      url,
      headers: { ...this.headersOf(caller), ...headers },
      ...(body ? { payload: body } : {}),
    })
    return { status: answer.statusCode, headers: answer.headers, text: answer.body, bytes: answer.rawPayload }
  }

  begin(length: number, name = 'a.wav', caller = 0) {
    const metadata = `filename ${Buffer.from(name).toString('base64')}`
    const headers = { 'upload-length': String(length), 'upload-metadata': metadata }
    return this.call('POST', '/api/uploads', headers, { caller })
  }

  /** The address of an upload that was begun. */
  async opened(length: number, name?: string, caller = 0): Promise<string> {
    const answer = await this.begin(length, name, caller)
    assert.equal(answer.status, 201, answer.text)
    return String(answer.headers['location'])
  }

  async offsetOf(url: string): Promise<number> {
    return Number((await this.call('HEAD', url)).headers['upload-offset'])
  }

  /** Where the bytes of an upload stand. */
  partOf(url: string): string {
    return join(this.root, 'files/.uploads', url.split('/').at(-1) ?? '')
  }

  async #listen(): Promise<void> {
    const deps: FileDeps = {
      db: this.db,
      folder: await FileFolder.open(this.root),
      attachmentAccess: async () => 'unattached',
      images: new Images(),
      now: () => this.now,
      sizeLimit: 4_000_000,
    }
    const server = await createHttpServer({
      routes: fileRoutes(deps),
      authenticate: async ({ cookies }) => callers[Number(cookies['caller'])] ?? null,
      now: deps.now,
    })
    await server.listen({ port: 0, host: '127.0.0.1' })
    this.every.push(deps)
    this.#servers.push(server)
  }
}
