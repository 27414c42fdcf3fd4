import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import sharp from 'sharp'

const run = promisify(execFile)
const secondsMax = 150

/** What LibreOffice says of each file that it opened and wrote; whatever else it says of one is a complaint. */
const converted = /^convert .+ using filter : .+$|^Overwriting: .+$/

/** Has LibreOffice open files and write them anew, all in one start, under a profile of its own; by name without ending. */
export async function convertAll(
  folder: string,
  names: readonly string[],
  to: string,
): Promise<Map<string, Buffer>> {
  const out = join(folder, `as-${to.split(':')[0] ?? to}`)
  await mkdir(out, { recursive: true })
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
  const files = names.map((name) => join(folder, name))
  const { stdout } = await run(
    'soffice',
    ['--headless', '--norestore', profile, '--convert-to', to, '--outdir', out, ...files],
    {
      timeout: secondsMax * 1000,
      killSignal: 'SIGKILL',
    },
  )
  const complaints = stdout.split('\n').filter((line) => line !== '' && !converted.test(line))
  assert.deepEqual(complaints, [])
  const made = await readdir(out)
  return new Map(
    await Promise.all(
      made.map(async (name) => [name.replace(/\.[^.]+$/, ''), await readFile(join(out, name))] as const),
    ),
  )
}

export async function pdfText(folder: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, 'text.pdf')
  await writeFile(path, bytes)
  const { stdout } = await run('pdftotext', ['-layout', path, '-'], { maxBuffer: 1 << 26 })
  return stdout
}

/** A word of a PDF and the box around it, in points from the upper left of its page. */
export type Word = { text: string; page: number; x0: number; y0: number; x1: number; y1: number }

export async function pdfWords(folder: string, bytes: Uint8Array): Promise<Word[]> {
  const path = join(folder, 'words.pdf')
  await writeFile(path, bytes)
  const { stdout } = await run('pdftotext', ['-bbox', path, '-'], { maxBuffer: 1 << 26 })
  let page = 0
  return stdout.split('\n').flatMap((line): Word[] => {
    if (line.includes('<page ')) page += 1
    const box = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)<\/word>/.exec(
      line,
    )
    if (!box) return []
    const [x0, y0, x1, y1] = box.slice(1, 5).map(Number) as [number, number, number, number]
    return [{ text: box[5] ?? '', page, x0, y0, x1, y1 }]
  })
}

const dotsPerInch = 200
export type Picture = { data: Buffer; width: number; height: number }

/** The pages of a PDF as they are printed, in greys. */
export async function pdfPictures(folder: string, bytes: Uint8Array): Promise<Picture[]> {
  const path = join(folder, 'pictures.pdf')
  await writeFile(path, bytes)
  const pages = join(folder, `pages-${Date.now()}-${Math.floor(bytes.length)}`)
  await mkdir(pages, { recursive: true })
  await run('pdftoppm', ['-r', String(dotsPerInch), '-png', path, join(pages, 'p')])
  const names = (await readdir(pages)).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const { data, info } = await sharp(join(pages, name))
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true })
      return { data, width: info.width, height: info.height }
    }),
  )
}

/** The share of a box that is ink. */
export function inkIn({ data, width }: Picture, { x0, y0, x1, y1 }: Omit<Word, 'text' | 'page'>): number {
  const at = (points: number) => Math.round((points * dotsPerInch) / 72)
  let ink = 0
  let all = 0
  for (let y = at(y0); y < at(y1); y += 1)
    for (let x = at(x0); x < at(x1); x += 1) {
      all += 1
      if ((data[y * width + x] ?? 255) < 128) ink += 1
    }
  return all === 0 ? 0 : ink / all
}
