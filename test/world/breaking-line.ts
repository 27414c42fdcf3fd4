import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'

export type BreakingLine = {
  address: string
  breaks: number
  /** Bytes that were sent through it, those of the piece in which it broke too. */
  passed: number
  close(): Promise<void>
}

/** A line to a server that breaks after so many bytes, as often as told, and holds from then on. */
export async function breakingLine(to: string, afterBytes: readonly number[]): Promise<BreakingLine> {
  const target = new URL(to)
  const left = [...afterBytes]
  const open = new Set<{ destroy(): unknown }>()
  const line: BreakingLine = {
    address: '',
    breaks: 0,
    passed: 0,
    close: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    let passed = 0
    near.on('data', (chunk) => {
      passed += chunk.length
      line.passed += chunk.length
      const limit = left[0]
      if (limit !== undefined && passed > limit) {
        left.shift()
        line.breaks += 1
        // What was sent before the break arrives, and then nothing does.
        far.end()
        near.destroy()
        return
      }
      far.write(chunk)
    })
    far.on('data', (chunk) => near.write(chunk))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  line.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return line
}
