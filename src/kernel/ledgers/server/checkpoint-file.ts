import { mkdir, open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#kernel/errors/model'
import { type Checkpoint, parseLine, toLine } from './checkpoint-record.ts'

const chunkBytes = 1 << 20
const lineFeed = 0x0a

export function checkpointFile(folder: string): string {
  return join(folder, 'checkpoints.jsonl')
}

async function openIfThere(file: string, flags: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, flags)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw fileError(file, error)
  }
}

function fileError(file: string, cause: unknown): AppError {
  const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown'
  return new AppError('ledgers.checkpoint_file', { status: 500, params: { file, reason }, cause })
}

/** Adds lines and has them on the disk before it returns; the file is never written anywhere but at its end. */
export async function appendCheckpoints(folder: string, records: readonly Checkpoint[]): Promise<void> {
  const file = checkpointFile(folder)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const handle = await open(file, 'a', 0o600)
    try {
      for (const record of records) await handle.appendFile(`${toLine(record)}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    const directory = await open(folder, 'r')
    try {
      await directory.sync()
    } finally {
      await directory.close()
    }
  } catch (error) {
    throw fileError(file, error)
  }
}

/** Takes off a last line that a crash cut short: its checkpoint was never committed. Answers the file's length. */
export async function cutTornLine(folder: string): Promise<number> {
  const file = checkpointFile(folder)
  const handle = await openIfThere(file, 'r+')
  if (!handle) return 0
  try {
    const { size } = await handle.stat()
    const whole = await lastLineEnd(handle, size)
    if (whole < size) {
      await handle.truncate(whole)
      await handle.sync()
    }
    return whole
  } finally {
    await handle.close()
  }
}

/** The length of the file's whole lines. */
async function lastLineEnd(handle: FileHandle, size: number): Promise<number> {
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - chunkBytes)
    const chunk = await readAt(handle, start, end)
    const found = chunk.lastIndexOf(lineFeed)
    if (found >= 0) return start + found + 1
    end = start
  }
  return 0
}

async function readAt(handle: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(end - start)
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, start)
  return buffer.subarray(0, bytesRead)
}

/** Checkpoints from the newest back; undefined for a line that is none. The file must end with a line feed. */
export async function* readBackwards(folder: string): AsyncGenerator<Checkpoint | undefined> {
  const handle = await openIfThere(checkpointFile(folder), 'r')
  if (!handle) return
  try {
    let { size: start } = await handle.stat()
    let rest = Buffer.alloc(0)
    while (start > 0) {
      const from = Math.max(0, start - chunkBytes)
      rest = Buffer.concat([await readAt(handle, from, start), rest])
      start = from
      let cut = rest.lastIndexOf(lineFeed, rest.length - 2)
      while (cut >= 0) {
        yield parseLine(rest.toString('utf8', cut + 1, rest.length - 1))
        rest = rest.subarray(0, cut + 1)
        cut = rest.length < 2 ? -1 : rest.lastIndexOf(lineFeed, rest.length - 2)
      }
    }
    if (rest.length > 0) yield parseLine(rest.toString('utf8', 0, rest.length - 1))
  } finally {
    await handle.close()
  }
}

/** The length up to which a file is read that others may be adding to meanwhile; undefined where there is no file. */
export async function wholeLength(file: string): Promise<number | undefined> {
  const handle = await openIfThere(file, 'r')
  if (!handle) return undefined
  try {
    return await lastLineEnd(handle, (await handle.stat()).size)
  } finally {
    await handle.close()
  }
}

/** Checkpoints from the oldest on, up to a length; undefined for a line that is none. */
export async function* readForwards(
  file: string,
  length: number,
): AsyncGenerator<{ line: number; record: Checkpoint | undefined }> {
  const handle = await openIfThere(file, 'r')
  if (!handle) return
  try {
    let pieces: Buffer[] = []
    let line = 0
    for (let at = 0; at < length; ) {
      const chunk = await readAt(handle, at, Math.min(length, at + chunkBytes))
      if (chunk.length === 0) return
      at += chunk.length
      let start = 0
      for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
        pieces.push(chunk.subarray(start, end))
        line += 1
        yield { line, record: parseLine(Buffer.concat(pieces).toString('utf8')) }
        pieces = []
        start = end + 1
      }
      pieces.push(chunk.subarray(start))
    }
  } finally {
    await handle.close()
  }
}
