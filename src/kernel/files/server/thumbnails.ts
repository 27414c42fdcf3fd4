import { AppError } from '#kernel/errors/model'
import type { FileRow } from './file-store.ts'
import type { FileDeps } from './files.ts'
import type { ThumbnailSize } from './images.ts'

/**
 * A small copy of an image, made once: at its arrival, or here where it is missing after a restore.
 * @throws AppError files.no_thumbnail (404) for what is no image, files.image_damaged
 */
export async function thumbnailOf(
  { folder, images }: Pick<FileDeps, 'folder' | 'images'>,
  { sha256, mediaType, name }: Pick<FileRow, 'sha256' | 'mediaType' | 'name'>,
  size: ThumbnailSize,
): Promise<Buffer> {
  if (!mediaType.startsWith('image/')) throw new AppError('files.no_thumbnail', { status: 404 })
  const made = await folder.readThumbnail(sha256, size)
  if (made) return made
  if (!(await folder.holds(sha256)))
    throw new AppError('files.content_missing', { status: 500, params: { name } })
  const bytes = await images.thumbnail(folder.pathOf(sha256), size, name)
  await folder.keepThumbnail(sha256, size, bytes)
  return bytes
}
