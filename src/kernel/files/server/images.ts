import { open as openFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import type { Sharp } from 'sharp'
import { AppError, isAppError } from '#kernel/errors/model'
import type { FileKind } from '../model/media-types.ts'

/** What a telephone takes with its largest sensor setting by default, and no more: a bomb is small on the wire only. */
const pixelsMax = 60_000_000
const secondsMax = 40

/** Longest edge in pixels: in lists, and on the whole screen. */
export const thumbnailEdges = { small: 320, large: 1600 } as const
export type ThumbnailSize = keyof typeof thumbnailEdges

export type ImageKind = Extract<FileKind, 'jpeg' | 'png' | 'webp'>
const imageKinds: readonly string[] = ['jpeg', 'png', 'webp'] satisfies ImageKind[]

export const isImageKind = (kind: FileKind): kind is ImageKind => imageKinds.includes(kind)

/**
 * Works on images, a few at a time and off the main loop (libvips runs on its own threads), so that answering goes on.
 * Nothing that it writes bears metadata: neither where nor when nor with what a photo was taken.
 */
export class Images {
  // One core stays free for answering; libuv's four threads also read files and hash passwords.
  readonly #atOnce = Math.min(3, Math.max(1, availableParallelism() - 1))
  #running = 0
  readonly #waiting: (() => void)[] = []

  /**
   * The image anew: upright, in sRGB, in the same format.
   * @throws AppError files.image_damaged, files.image_animated, files.image_too_large
   */
  async reencode(path: string, kind: ImageKind, name: string): Promise<Buffer> {
    return this.#inTurn(name, async () => {
      await checkImage(path, kind, name)
      const image = (await open(path)).autoOrient()
      return written(image, kind).timeout({ seconds: secondsMax }).toBuffer()
    })
  }

  /** Refuses what reencode would refuse, where an image is kept as it came. */
  async check(path: string, kind: ImageKind, name: string): Promise<void> {
    await this.#inTurn(name, () => checkImage(path, kind, name))
  }

  /**
   * The image with areas of it made unrecognisable: each is brought down to a few points before it is drawn soft, so
   * that nothing of it can be brought back.
   */
  async blur(path: string, kind: ImageKind, name: string, areas: readonly ImageArea[]): Promise<Buffer> {
    return this.#inTurn(name, async () => {
      const image = (await open(path)).autoOrient()
      const { data, info } = await image.toBuffer({ resolveWithObject: true })
      const parts = areas
        .map((area) => pixelsOf(area, info))
        .filter(({ width, height }) => width * height > 0)
      const soft = await Promise.all(parts.map((part) => softened(data, part)))
      const sharp = await loadSharp()
      return written(sharp(data).composite(soft), kind).timeout({ seconds: secondsMax }).toBuffer()
    })
  }

  /** A small copy as WebP, never larger than the image itself. */
  async thumbnail(path: string, size: ThumbnailSize, name: string): Promise<Buffer> {
    const edge = thumbnailEdges[size]
    return this.#inTurn(name, async () =>
      (await open(path))
        .autoOrient()
        .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: size === 'small' ? 72 : 82 })
        .timeout({ seconds: secondsMax })
        .toBuffer(),
    )
  }

  async #inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#running += 1
    try {
      return await work()
    } catch (error) {
      throw isAppError(error) ? error : refusal(error, name)
    } finally {
      // The turn is handed on, or given back.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }
}

/** libvips comes into the process with the first image; what it would keep of one is of no use to the next. */
async function loadSharp() {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  return sharp
}

async function open(path: string): Promise<Sharp> {
  const sharp = await loadSharp()
  return sharp(path, { failOn: 'error', limitInputPixels: pixelsMax, sequentialRead: true })
}

/** A part of an image, as shares of its width and height, from the upper left corner. */
export type ImageArea = { x: number; y: number; width: number; height: number }

/** The whole pixels that an area touches, within the image. */
function pixelsOf(area: ImageArea, size: { width: number; height: number }) {
  const left = Math.max(0, Math.floor(area.x * size.width))
  const top = Math.max(0, Math.floor(area.y * size.height))
  const right = Math.min(size.width, Math.ceil((area.x + area.width) * size.width))
  const bottom = Math.min(size.height, Math.ceil((area.y + area.height) * size.height))
  return { left, top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) }
}

/** Points along the longer edge of what a blurred area is brought down to. */
const pointsLeft = 5

async function softened(image: Buffer, part: ReturnType<typeof pixelsOf>) {
  const { left, top, width, height } = part
  const sharp = await loadSharp()
  const few = await sharp(image)
    .extract(part)
    .resize({ width: pointsLeft, height: pointsLeft, fit: 'inside' })
    .png()
    .toBuffer()
  const input = await sharp(few).resize({ width, height, fit: 'fill', kernel: 'cubic' }).png().toBuffer()
  return { input, left, top }
}

async function checkImage(path: string, kind: ImageKind, name: string): Promise<void> {
  const { format, width, height, pages = 1, pageHeight } = await (await open(path)).metadata()
  if (format !== kind) throw damaged(name)
  if (pages > 1 || pageHeight !== undefined || (kind === 'png' && (await isAnimatedPng(path))))
    throw new AppError('files.image_animated', { status: 415, params: { name } })
  if (width * height > pixelsMax) throw tooManyPixels(name)
}

/** APNG says so in a chunk before the first with pixels; libvips would take its first frame without a word. */
async function isAnimatedPng(path: string): Promise<boolean> {
  const handle = await openFile(path, 'r')
  try {
    const chunk = Buffer.alloc(8)
    for (let at = 8; ; ) {
      const { bytesRead } = await handle.read(chunk, 0, 8, at)
      const type = chunk.toString('latin1', 4, 8)
      if (bytesRead < 8 || type === 'IDAT' || type === 'IEND') return false
      if (type === 'acTL') return true
      at += 12 + chunk.readUInt32BE(0)
    }
  } finally {
    await handle.close()
  }
}

function written(image: Sharp, kind: ImageKind): Sharp {
  if (kind === 'png') return image.png({ compressionLevel: 7 })
  return kind === 'webp' ? image.webp({ quality: 88 }) : image.jpeg({ quality: 88 })
}

function refusal(error: unknown, name: string): AppError {
  return /pixel limit/i.test(String(error)) ? tooManyPixels(name) : damaged(name, error)
}

function tooManyPixels(name: string): AppError {
  const limit = pixelsMax / 1_000_000
  return new AppError('files.image_too_large', { status: 413, params: { name, limit } })
}

function damaged(name: string, cause?: unknown): AppError {
  return new AppError('files.image_damaged', { status: 415, params: { name }, cause })
}
