import { Readable } from 'node:stream'
import { findCleanImage } from './image-store.ts'
import type { Draft } from './file-folder.ts'
import type { FileDeps } from './files.ts'
import type { ImageKind } from './images.ts'

/** What of an upload is to be kept: a draft, or a content that stands in its place already. */
export type Kept = { sha256: Buffer; size: number; draft: Draft | null; reencoded: boolean }

const pieceBytes = 256 * 1024

/**
 * The image as it may be kept, instead of the one that came, which goes. One that this program wrote itself, or encoded
 * before, is not encoded again: it would lose a little each time and be another content.
 * @throws AppError files.image_damaged, files.image_animated, files.image_too_large
 */
export async function cleanImage(
  { db, folder, images }: Pick<FileDeps, 'db' | 'folder' | 'images'>,
  draft: Draft,
  kind: ImageKind,
  name: string,
): Promise<Kept> {
  const known = await findCleanImage(db, draft.sha256)
  if (known && (await folder.holds(known.sha256, known.size))) {
    await folder.discard(draft)
    return { ...known, draft: null, reencoded: true }
  }
  try {
    const bytes = await images.reencode(draft.path, kind, name)
    const clean = await folder.receive(Readable.from(piecesOf(bytes)), Number.POSITIVE_INFINITY)
    return { sha256: clean.sha256, size: clean.size, draft: clean, reencoded: true }
  } finally {
    await folder.discard(draft)
  }
}

/** Hashed and written piece by piece, so that the main loop turns in between. */
function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}
