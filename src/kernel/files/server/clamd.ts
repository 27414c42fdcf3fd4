import { createReadStream } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { AppError } from '#kernel/errors/model'

/** What a scanner says of a content. */
export type Verdict = { clean: true } | { clean: false; threat: string }

/** An antivirus program that a content can be shown to. */
export type ScannerAdapter = {
  /** @throws AppError files.scanner_down (503) where it doesn't answer or can't tell */
  scan(path: string): Promise<Verdict>
  /** Whether it answers. */
  ping(): Promise<boolean>
}

const silenceMsMax = 30_000
const answerBytesMax = 4096

/** ClamAV's daemon, over a socket of this machine: the command INSTREAM of clamd(8). */
export function clamd(address: string): ScannerAdapter {
  return {
    scan: async (path) => {
      const answer = await talk(address, 'zINSTREAM\0', path)
      const [, threat] = /^stream: (.+) FOUND$/.exec(answer) ?? []
      if (threat !== undefined) return { clean: false, threat: threat.slice(0, 200) }
      if (answer === 'stream: OK') return { clean: true }
      // Too large for its settings, or out of order: it was not looked at.
      throw down(answer)
    },
    ping: async () => {
      try {
        return (await talk(address, 'zPING\0')) === 'PONG'
      } catch {
        return false
      }
    },
  }
}

function down(cause: unknown): AppError {
  return new AppError('files.scanner_down', { status: 503, cause })
}

function dial(address: string): Socket {
  if (address.startsWith('unix:')) return connect({ path: address.slice('unix:'.length) })
  const [, host = '', port = ''] = /^\[?([^\]]+?)\]?:(\d+)$/.exec(address) ?? []
  return connect({ host, port: Number(port) })
}

async function talk(address: string, command: string, path?: string): Promise<string> {
  const socket = dial(address)
  socket.setTimeout(silenceMsMax, () => socket.destroy(new Error('no answer')))
  try {
    const answer = readAnswer(socket)
    // Whoever waits for the answer hears of a break; writing alone must not end the process.
    answer.catch(() => undefined)
    await write(socket, Buffer.from(command))
    if (path !== undefined) await stream(socket, path)
    return await answer
  } catch (error) {
    throw down(error)
  } finally {
    socket.destroy()
  }
}

/** Pieces with their length before them, and an empty one at the end. */
async function stream(socket: Socket, path: string): Promise<void> {
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(piece.length)
    await write(socket, Buffer.concat([length, piece]))
  }
  await write(socket, Buffer.alloc(4))
}

function write(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => {
      if (error) reject(error)
      else resolve()
    })
  })
}

function readAnswer(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8')
      const end = text.indexOf('\0')
      if (end >= 0) resolve(text.slice(0, end).trim())
      else if (text.length > answerBytesMax) reject(new Error('too long an answer'))
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('closed')))
  })
}
