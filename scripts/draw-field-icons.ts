/**
 * Draws the icons of the installed field face from our own mark: `node scripts/draw-field-icons.ts`. What a phone cuts
 * to its own shape (maskable) has the mark's ground to the edge and the mark within the safe circle.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

const web = join(import.meta.dirname, '../src/main/web')
const folder = join(web, 'field/icons')
const mark = readFileSync(join(web, 'mark.svg'))
const ground = '#0F6B6B'
const density = (size: number) => (72 * size) / 32

async function drawn(size: number): Promise<Buffer> {
  return sharp(mark, { density: density(size) })
    .resize(size, size)
    .png({ palette: true })
    .toBuffer()
}

mkdirSync(folder, { recursive: true })
for (const size of [192, 512]) await sharp(await drawn(size)).toFile(join(folder, `${size}.png`))
const inner = 400
const edge = (512 - inner) / 2
await sharp(await drawn(inner))
  .flatten({ background: ground })
  .extend({ top: edge, bottom: edge, left: edge, right: edge, background: ground })
  .png({ palette: true })
  .toFile(join(folder, 'maskable-512.png'))
