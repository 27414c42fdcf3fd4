import type { FileHandle } from 'node:fs/promises'
import { AppError } from '#kernel/errors/model'
import { type FileKind, fileKinds, isHeif, sniff } from '../model/media-types.ts'
import { readZipContent } from './office-document.ts'

/**
 * Holds a written content against the kind it was declared as.
 * @throws AppError files.content_mismatch, files.macros, files.heic
 */
export async function checkContent(
  handle: FileHandle,
  { kind, name, size }: { kind: FileKind; name: string; size: number },
): Promise<void> {
  const found = await kindOf(handle, kind, size)
  if (found === 'macros') throw new AppError('files.macros', { status: 415, params: { name } })
  if (found === 'heif') throw new AppError('files.heic', { status: 415, params: { name } })
  if (found === kind) return
  const params = { name, declared: fileKinds[kind].endings[0].toUpperCase() }
  throw new AppError('files.content_mismatch', { status: 415, params })
}

async function kindOf(
  handle: FileHandle,
  declared: FileKind,
  size: number,
): Promise<FileKind | 'macros' | 'heif' | 'other'> {
  const head = Buffer.alloc(Math.min(64, size))
  await handle.read(head, 0, head.length, 0)
  if (isHeif(head)) return 'heif'
  const sniffed = sniff(head)
  if (sniffed === 'zip') return readZipContent(handle, size)
  if (sniffed !== 'unmarked') return sniffed
  const isText = (declared === 'txt' || declared === 'csv') && (await readsAsText(handle))
  return isText ? declared : 'other'
}

/** UTF-8, or GB 18030 as Chinese Excel writes it, without control characters but tabs and line ends. */
async function readsAsText(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat()
  const bytes = Buffer.alloc(size)
  await handle.read(bytes, 0, size, 0)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return !hasControlCharacter(text)
    } catch {
      // Not of this encoding; the next may fit.
    }
  }
  return false
}

function hasControlCharacter(text: string): boolean {
  return /[^\P{Cc}\t\n\f\r]/u.test(text)
}
