import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Hooked = { headers: IncomingHttpHeaders; body: string }

/** A gateway on the loopback that keeps what it is sent and answers as told. */
export class WebhookEnd {
  readonly taken: Hooked[] = []
  /** The status of each next answer; 200 once there is none. */
  readonly answers: number[] = []
  address = ''
  text = 'ok'
  readonly #server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      this.taken.push({ headers: request.headers, body })
      response.statusCode = this.answers.shift() ?? 200
      response.end(this.text)
    })
  })

  static async open(): Promise<WebhookEnd> {
    const end = new WebhookEnd()
    end.#server.listen(0, '127.0.0.1')
    await once(end.#server, 'listening')
    end.address = `http://127.0.0.1:${(end.#server.address() as AddressInfo).port}/hook`
    return end
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

/** An adapter that sends to the gateway, as an administrator would enter it. */
export const adapterTo = (end: WebhookEnd) => ({
  name: 'SMS gateway',
  url: end.address,
  format: 'yiwang',
  algorithm: 'hmac-sha256',
  locale: 'en',
  contact: 'phone',
  importance: 0,
  privateAddresses: ['127.0.0.1'],
  on: true,
})
