import { randomUUID } from 'node:crypto'
import type { Json } from './fuzz/api.ts'

type Body = ReturnType<typeof JSON.parse>
export type Answer = { status: number; body: Body; headers: Headers }

/** Somebody who uses the house as it is meant to be used, over HTTP. */
export class Client {
  readonly #origin: string
  cookie: string | undefined

  constructor(origin: string) {
    this.#origin = origin
  }

  async call(method: string, path: string, body?: Json | Buffer, type?: string): Promise<Answer> {
    const headers: Record<string, string> = { 'x-yiwang': '1', 'idempotency-key': randomUUID() }
    if (this.cookie !== undefined) headers['cookie'] = this.cookie
    if (body !== undefined) headers['content-type'] = type ?? 'application/json'
    const content = Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body)
    const answer = await fetch(`${this.#origin}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: content }),
    })
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
    if (cookies.length > 0) this.cookie = cookies.join('; ')
    const json = /json/.test(answer.headers.get('content-type') ?? '')
    const text = await answer.text()
    return {
      status: answer.status,
      body: json && text !== '' ? JSON.parse(text) : text,
      headers: answer.headers,
    }
  }

  get(path: string): Promise<Answer> {
    return this.call('GET', path)
  }

  /** @throws Error when it is refused */
  async made(path: string, body: Json | Buffer, type?: string): Promise<Body> {
    const answer = await this.call('POST', path, body, type)
    if (answer.status >= 300)
      throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`)
    return answer.body
  }
}

/** Signed in to the demonstration by one click. */
export async function signedIn(origin: string, loginName: string): Promise<Client> {
  const client = new Client(origin)
  await client.made('/api/demonstration/session', { loginName })
  return client
}
