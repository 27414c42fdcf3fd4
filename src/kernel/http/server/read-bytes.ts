import type { Readable } from 'node:stream'
import { AppError } from '#kernel/errors/model'

/** All of a body that comes as a stream. @throws AppError http.too_large */
export async function readBytes(stream: Readable, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > bytesMax) throw new AppError('http.too_large', { status: 413, params: { limit: bytesMax } })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
