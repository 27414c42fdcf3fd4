import { connect, type Socket } from 'node:net'

/** Bytes as they go over the line, whatever a client library would say of them. */
export type Wire = {
  bytes: Buffer
  /** The line is cut after the last byte, so that a server that waits for more learns that none comes. */
  cut: boolean
}

export type Heard = {
  /** 0: the line was closed without an answer. */
  status: number
  headers: string
  body: Buffer
  ms: number
  late: boolean
}

const bodyKept = 4 << 20

/** Sends bytes over a line of their own and hears what comes until it is closed. */
export function send(
  { host, port, from }: { host: string; port: number; from: string | undefined },
  { bytes, cut }: Wire,
  limitMs: number,
): Promise<Heard> {
  const started = performance.now()
  const { promise, resolve } = Promise.withResolvers<Heard>()
  const parts: Buffer[] = []
  let size = 0
  const socket: Socket = connect({ host, port, allowHalfOpen: true, ...(from ? { localAddress: from } : {}) })
  const finish = (late: boolean) => {
    clearTimeout(timer)
    socket.destroy()
    resolve({ ...parsed(Buffer.concat(parts)), ms: performance.now() - started, late })
  }
  const timer = setTimeout(() => finish(true), limitMs)
  socket.on('connect', () => {
    socket.write(bytes)
    if (cut) socket.end()
  })
  socket.on('data', (part: Buffer) => {
    if (size < bodyKept) parts.push(part)
    size += part.length
    // A stream of events never ends; that it begins is all there is to hear.
    if (size < 8192 && /^content-type: text\/event-stream/im.test(Buffer.concat(parts).toString('latin1')))
      finish(false)
  })
  socket.on('end', () => finish(false))
  socket.on('error', () => finish(false))
  return promise
}

function parsed(bytes: Buffer): Pick<Heard, 'status' | 'headers' | 'body'> {
  let rest = bytes
  for (;;) {
    const end = rest.indexOf('\r\n\r\n')
    const headers = rest.subarray(0, end < 0 ? rest.length : end).toString('latin1')
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(headers)?.[1] ?? 0)
    rest = end < 0 ? Buffer.alloc(0) : rest.subarray(end + 4)
    // 100 Continue comes before the answer.
    if (status >= 100 && status < 200 && status !== 101) continue
    const chunked = /^transfer-encoding:.*chunked/im.test(headers)
    return { status, headers, body: chunked ? dechunked(rest) : rest }
  }
}

function dechunked(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  let at = 0
  for (;;) {
    const line = bytes.indexOf('\r\n', at)
    const length = line < 0 ? 0 : Number.parseInt(bytes.subarray(at, line).toString('latin1'), 16)
    if (!(length > 0)) return Buffer.concat(parts)
    parts.push(bytes.subarray(line + 2, line + 2 + length))
    at = line + 2 + length + 2
  }
}
