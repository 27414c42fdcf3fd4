import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

export type FakeClamd = { received: Buffer[]; close(): Promise<void> }

/** Speaks clamd's INSTREAM and PING on a socket: what holds the word EICAR is infected; silent, it only listens. */
export async function fakeClamd(
  path: string,
  how: 'answers' | 'out_of_order' = 'answers',
): Promise<FakeClamd> {
  const received: Buffer[] = []
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => undefined)
    let waiting = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      waiting = Buffer.concat([waiting, chunk])
      const answer = answerTo(waiting, received, how)
      if (answer !== undefined) socket.end(`${answer}\0`)
    })
  })
  server.listen(path)
  await once(server, 'listening')
  return {
    received,
    close: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function answerTo(bytes: Buffer, received: Buffer[], how: string): string | undefined {
  const end = bytes.indexOf(0)
  if (end < 0) return undefined
  const command = bytes.toString('latin1', 0, end)
  if (command === 'zPING') return 'PONG'
  if (command !== 'zINSTREAM') return 'UNKNOWN COMMAND'
  const pieces: Buffer[] = []
  for (let at = end + 1; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    if (length === 0) {
      const content = Buffer.concat(pieces)
      received.push(content)
      if (how === 'out_of_order') return 'INSTREAM size limit exceeded. ERROR'
      return content.includes('EICAR') ? 'stream: Trial.Eicar FOUND' : 'stream: OK'
    }
    if (at + 4 + length > bytes.length) return undefined
    pieces.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}
