import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { createGunzip, createGzip, type Gzip } from 'node:zlib'
import { once } from 'node:events'

const blockBytes = 512
const nameBytesMax = 100

/** Writes a gzipped tar (POSIX ustar) that any `tar` can list and unpack; node has none of its own. */
export class TarWriter {
  readonly #gzip: Gzip
  readonly #handle: FileHandle
  readonly #written: Promise<void>
  readonly #mtime: Date

  private constructor(handle: FileHandle, mtime: Date) {
    this.#handle = handle
    this.#mtime = mtime
    this.#gzip = createGzip({ level: 6 })
    this.#written = this.#drain()
    // Looked at again in `finish`; a failure before that must not go unhandled.
    this.#written.catch(() => undefined)
  }

  /** @throws Error when the file exists */
  static async create(file: string, mtime: Date): Promise<TarWriter> {
    return new TarWriter(await open(file, 'wx', 0o600), mtime)
  }

  async #drain(): Promise<void> {
    for await (const chunk of this.#gzip as AsyncIterable<Buffer>) await this.#handle.writeFile(chunk)
  }

  async #write(bytes: Buffer): Promise<void> {
    if (!this.#gzip.write(bytes)) await Promise.race([once(this.#gzip, 'drain'), this.#written])
  }

  /** The content must come to just `size` bytes. */
  async add(name: string, size: number, content: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void> {
    await this.#write(header(name, size, this.#mtime))
    let written = 0
    for await (const chunk of content) {
      written += chunk.length
      await this.#write(chunk)
    }
    if (written !== size) throw new Error(`${name} came to ${written} bytes instead of ${size}`)
    await this.#write(Buffer.alloc(padding(size)))
  }

  /** Ends the archive and has it on the disk. */
  async finish(): Promise<void> {
    this.#gzip.end(Buffer.alloc(2 * blockBytes))
    await this.#written
    await this.#handle.sync()
    await this.#handle.close()
  }

  async discard(): Promise<void> {
    this.#gzip.destroy()
    await this.#written.catch(() => undefined)
    await this.#handle.close().catch(() => undefined)
  }
}

function padding(size: number): number {
  return (blockBytes - (size % blockBytes)) % blockBytes
}

function header(name: string, size: number, mtime: Date): Buffer {
  if (Buffer.byteLength(name) > nameBytesMax) throw new Error(`${name} is too long a name`)
  const block = Buffer.alloc(blockBytes)
  const octal = (value: number, at: number, digits: number) =>
    block.write(`${value.toString(8).padStart(digits, '0')}\0`, at, 'latin1')
  block.write(name, 0)
  octal(0o600, 100, 7)
  octal(0, 108, 7)
  octal(0, 116, 7)
  octal(size, 124, 11)
  octal(Math.floor(mtime.getTime() / 1000), 136, 11)
  block.write('        0', 148, 'latin1')
  block.write('ustar\u000000', 257, 'latin1')
  octal(checksum(block), 148, 6)
  block.write(' ', 155, 'latin1')
  return block
}

function checksum(block: Buffer): number {
  let sum = 0
  for (const [at, byte] of block.entries()) sum += at >= 148 && at < 156 ? 0x20 : byte
  return sum
}

/** Why an archive can't be read. */
export class TarDamage extends Error {}

export type TarEntry = { name: string; size: number; chunks(): AsyncGenerator<Buffer> }

/**
 * The entries of a gzipped tar in order. What is not read of an entry is passed over.
 * @throws TarDamage where the file is cut short or its bytes are not what was written
 */
export async function* readTar(file: string): AsyncGenerator<TarEntry> {
  const source = createReadStream(file)
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  const bytes = new ByteReader(source.pipe(gunzip) as AsyncIterable<Buffer>)
  try {
    while (true) {
      const block = await bytes.exactly(blockBytes)
      if (block.every((byte) => byte === 0)) break
      const { name, size } = parseHeader(block)
      let left = size
      const chunks = async function* (): AsyncGenerator<Buffer> {
        while (left > 0) {
          const chunk = await bytes.some(left)
          left -= chunk.length
          yield chunk
        }
      }
      yield { name, size, chunks }
      while (left > 0) left -= (await bytes.some(left)).length
      await bytes.exactly(padding(size))
    }
    await bytes.toEnd()
  } finally {
    source.destroy()
    gunzip.destroy()
  }
}

function isDamage(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
}

function parseHeader(block: Buffer): { name: string; size: number } {
  const text = (from: number, to: number) => block.toString('utf8', from, to).split('\0')[0]?.trim() ?? ''
  if (Number.parseInt(text(148, 156), 8) !== checksum(block)) throw new TarDamage('a header is not whole')
  const size = Number.parseInt(text(124, 136), 8)
  if (!Number.isSafeInteger(size)) throw new TarDamage('a size is not a number')
  return { name: text(0, nameBytesMax), size }
}

class ByteReader {
  readonly #source: AsyncIterator<Buffer>
  #buffer: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async some(max: number): Promise<Buffer> {
    while (this.#buffer.length === 0) {
      const { value, done } = await this.#next()
      if (done) throw new TarDamage('it ends too early')
      this.#buffer = value
    }
    const taken = this.#buffer.subarray(0, max)
    this.#buffer = this.#buffer.subarray(taken.length)
    return taken
  }

  async exactly(count: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    for (let left = count; left > 0; left -= pieces.at(-1)?.length ?? 0) pieces.push(await this.some(left))
    return Buffer.concat(pieces)
  }

  /** Reads on to the end, so that the compression's own checksum is looked at. */
  async toEnd(): Promise<void> {
    while (!(await this.#next()).done);
  }

  async #next(): Promise<IteratorResult<Buffer>> {
    try {
      return await this.#source.next()
    } catch (error) {
      throw isDamage(error) ? new TarDamage(error.message) : error
    }
  }
}
