import type { FileHandle } from 'node:fs/promises'

export type ZipContent = 'docx' | 'xlsx' | 'macros' | 'other'

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const endLength = 22
/** A directory larger than this belongs to no document that people write. */
const directoryBytesMax = 4 << 20

/** What a zip holds, by the names in its central directory (APPNOTE 4.3.12); nothing is unpacked. */
export async function readZipContent(handle: FileHandle, size: number): Promise<ZipContent> {
  const names = await readNames(handle, size)
  if (!names.has('[Content_Types].xml')) return 'other'
  if ([...names].some((name) => /(^|\/)vbaProject\.bin$/i.test(name))) return 'macros'
  if (names.has('word/document.xml')) return 'docx'
  return names.has('xl/workbook.xml') ? 'xlsx' : 'other'
}

async function readNames(handle: FileHandle, size: number): Promise<Set<string>> {
  const names = new Set<string>()
  // The end record may be followed by a comment of up to 65,535 bytes.
  const tail = await readAt(handle, Math.max(0, size - endLength - 65_535), size)
  let end = tail.length - endLength
  while (end >= 0 && tail.readUInt32LE(end) !== endOfDirectory) end -= 1
  if (end < 0) return names
  const length = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  if (length > directoryBytesMax || start + length > size) return names
  const directory = await readAt(handle, start, start + length)
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === directoryEntry; ) {
    const nameLength = directory.readUInt16LE(at + 28)
    names.add(directory.toString('utf8', at + 46, at + 46 + nameLength))
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return names
}

async function readAt(handle: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(to - from)
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, from)
  return buffer.subarray(0, bytesRead)
}
