import { crc32 } from 'node:zlib'
import sharp from 'sharp'

type PhotoOptions = { width?: number; height?: number; orientation?: number; seed?: string }

/** What a telephone sends: where and with what it was taken stands in it, and it lies on its side where told to. */
export function photo(options: PhotoOptions = {}): Promise<Buffer> {
  const { width = 64, height = 48, orientation = 1, seed = '#3a7' } = options
  return sharp({ create: { width, height, channels: 3, background: seed } })
    .composite([{ input: corner(width, height), left: 0, top: 0 }])
    .withExif({
      IFD0: { Make: 'PlantedMaker', Software: 'PlantedSoftware' },
      IFD2: { DateTimeOriginal: '2026:03:01 08:30:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '41/1 34/1 12/1', GPSAreaInformation: 'PlantedPlace' },
    })
    .withMetadata({ orientation })
    .jpeg()
    .toBuffer()
}

/** A red top left corner tells which way up an image is. */
function corner(width: number, height: number) {
  const size = { width: Math.floor(width / 4), height: Math.floor(height / 4) }
  return { create: { ...size, channels: 3 as const, background: '#f00' } }
}

const plain = { create: { width: 40, height: 30, channels: 3 as const, background: '#38c' } }

/** A PNG as the program itself writes it, so that it is kept byte for byte. */
export async function cleanPng(background = '#38c'): Promise<Buffer> {
  const first = await sharp({ create: { ...plain.create, background } })
    .png()
    .toBuffer()
  return sharp(first).png({ compressionLevel: 7 }).toBuffer()
}

export function webp(): Promise<Buffer> {
  return sharp(plain).webp().toBuffer()
}

export async function animatedWebp(): Promise<Buffer> {
  const frames = await Promise.all(['#f00', '#00f'].map((background) => cleanPng(background)))
  return sharp(frames, { join: { animated: true } })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer()
}

/** The same picture with the chunk that makes an animation of a PNG. */
export async function animatedPng(): Promise<Buffer> {
  const png = await cleanPng()
  const chunk = Buffer.alloc(20)
  chunk.writeUInt32BE(8, 0)
  chunk.write('acTL', 4, 'latin1')
  chunk.writeUInt32BE(2, 8)
  // After the header chunk: signature 8, length and type 8, content 13, checksum 4.
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
}

/** Few bytes that say they become many in memory. */
export async function bomb(): Promise<Buffer> {
  const png = Buffer.from(await cleanPng())
  png.writeUInt32BE(30_000, 16)
  png.writeUInt32BE(30_000, 20)
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  return png
}

/** A JPEG that hardly compresses: as heavy as what a camera takes. */
export function noisyPhoto({ width, height }: { width: number; height: number }): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const create = { width, height, channels: 3, background: '#888', noise } as const
  return sharp({ create }).jpeg({ quality: 82 }).toBuffer()
}
