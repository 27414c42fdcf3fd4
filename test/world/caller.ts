import { randomUUID } from 'node:crypto'
import type { HttpServer } from '#kernel/http/server'

type Json = ReturnType<typeof JSON.parse>
export type Answer = {
  status: number
  /** Parsed where the answer is JSON. */
  body: Json
  headers: Record<string, unknown>
  bytes: Buffer
}
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Sending = { body?: unknown; key?: string; headers?: Record<string, string> }

/** Somebody at a browser: cookies are kept, writes bear the mark of the site's own pages and a key of their own. */
export class Caller {
  readonly cookies = new Map<string, string>()
  readonly #server: HttpServer
  readonly #address: string
  readonly #arrive: (caller: Caller) => Promise<void>
  #arrived: Promise<void> | undefined

  /** @param arrive signs in, before the first call */
  constructor(server: HttpServer, address: string, arrive: (caller: Caller) => Promise<void>) {
    this.#server = server
    this.#address = address
    this.#arrive = arrive
  }

  get(url: string): Promise<Answer> {
    return this.send('GET', url)
  }

  post(url: string, body?: unknown, key?: string): Promise<Answer> {
    return this.send('POST', url, { body, ...(key === undefined ? {} : { key }) })
  }

  put(url: string, body?: unknown): Promise<Answer> {
    return this.send('PUT', url, { body })
  }

  delete(url: string): Promise<Answer> {
    return this.send('DELETE', url)
  }

  async send(method: Method, url: string, sending: Sending = {}): Promise<Answer> {
    this.#arrived ??= this.#arrive(this)
    await this.#arrived
    return this.call(method, url, sending)
  }

  /** The call itself, signed in or not. */
  async call(method: Method, url: string, { body, key, headers }: Sending = {}): Promise<Answer> {
    const answer = await this.#server.inject({
      method,
      url,
      remoteAddress: this.#address,
      headers: {
        'accept-language': 'en',
        ...(this.cookies.size > 0 ? { cookie: this.cookieHeader() } : {}),
        ...(method === 'GET' ? {} : { 'x-yiwang': '1', 'idempotency-key': key ?? randomUUID() }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const json = /[/+]json/.test(String(answer.headers['content-type'])) && answer.body !== ''
    return {
      status: answer.statusCode,
      body: json ? answer.json() : undefined,
      headers: answer.headers,
      bytes: answer.rawPayload,
    }
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async upload(name: string, content: string): Promise<string> {
    const headers = { 'content-type': 'text/plain' }
    const answer = await this.send('POST', `/api/files?name=${encodeURIComponent(name)}`, {
      body: Buffer.from(content),
      headers,
    })
    if (answer.status !== 201)
      throw new Error(`upload of ${name}: ${answer.status} ${answer.bytes.toString()}`)
    return answer.body.id
  }
}
