import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import jsqr from 'jsqr'
import sharp from 'sharp'
import { openWorld, type World } from '../world/app.ts'
import { inkIn, pdfPictures, type Picture, pdfWords, type Word } from './programs.ts'

/** Its declarations name a default beside the function that it is. */
const decodeCode = jsqr as unknown as typeof jsqr.default

/** Characters of few and of many strokes: what is drawn for each differs as they do. */
const sparse = '一丁卜人'
const dense = '疆攀籍霸'

describe('what is printed', () => {
  let world: World
  let folder: string
  let pdf: Buffer
  let docx: Buffer
  let words: Word[]
  let pages: Picture[]
  let id: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yiwang-printed-'))
    world = await openWorld()
    const office = world.as('plans.office')
    assert.equal((await office.put('/api/session/locale', { locale: 'zh-CN' })).status, 200)
    id = (await world.entry({ in: 'riverside', ledger: 'toy', fields: { subject: `${sparse} ${dense}` } })).id
    pdf = (await office.get(`/api/entries/${id}/paper.pdf`)).bytes
    docx = (await office.get(`/api/entries/${id}/paper.docx`)).bytes
    words = await pdfWords(folder, pdf)
    pages = await pdfPictures(folder, pdf)
  })
  after(async () => {
    await world.close()
    await rm(folder, { recursive: true, force: true })
  })
  const boxOf = (text: string) => {
    const word = words.find((one) => one.text === text)
    assert.ok(word, `${text} among ${words.map((one) => one.text).join(' ')}`)
    return { word, page: pages[word.page - 1] as Picture }
  }

  test('Chinese is drawn, each character by its own strokes', () => {
    const [few, many] = [boxOf(sparse), boxOf(dense)]
    const inks = [few, many].map(({ word, page }) => inkIn(page, word)) as [number, number]
    assert.ok(inks[0] > 0.01, `${inks[0]} of the box of ${sparse} is ink`)
    assert.ok(inks[1] > 0.12, `${inks[1]} of the box of ${dense} is ink`)
    assert.ok(inks[1] > 2 * inks[0], `${inks.join(' and ')}: the same boxes instead of characters?`)
    const each = Array.from({ length: 4 }, (_, index) => {
      const width = (many.word.x1 - many.word.x0) / 4
      return inkIn(many.page, {
        ...many.word,
        x0: many.word.x0 + index * width,
        x1: many.word.x0 + (index + 1) * width,
      })
    })
    assert.equal(new Set(each.map((ink) => ink.toFixed(4))).size, 4, 'four characters, four drawings')
  })

  test('lines of the text stand 28 to 29 points apart', async () => {
    const past = world.clock.now().toISOString()
    world.clock.advance(1000)
    const url = `/api/ledgers/toy/bulletin.pdf?asOf=${encodeURIComponent(past)}`
    const lines = (await pdfWords(folder, (await world.as('plans.office').get(url)).bytes)).filter(
      ({ text, page }) => page === 1 && text.includes('不计算比率'),
    )
    assert.ok(lines.length >= 3)
    const apart = lines.slice(1).map((line, index) => line.y0 - (lines[index]?.y0 ?? 0))
    const least = Math.min(...apart)
    assert.ok(least >= 28 && least <= 29.1, `${least} points`)
    for (const one of apart)
      assert.ok(Math.abs(one / least - Math.round(one / least)) < 0.02, `${one} points`)
  })

  test('the page is A4 and nothing is printed outside its text but the code and the page number', () => {
    const [page] = pages as [Picture]
    assert.ok(
      Math.abs(page.width - 1654) < 3 && Math.abs(page.height - 2339) < 3,
      `${page.width} × ${page.height}`,
    )
    const mm = (length: number) => (length / 25.4) * 72
    assert.equal(inkIn(page, { x0: 0, y0: 0, x1: mm(27), y1: mm(297) }), 0, 'left of the text')
    assert.equal(inkIn(page, { x0: mm(185.5), y0: 0, x1: mm(210), y1: mm(297) }), 0, 'right of it')
    assert.ok(inkIn(page, { x0: mm(158), y0: mm(8), x1: mm(184), y1: mm(34) }) > 0.2, 'the code')
    assert.ok(
      words.some(({ text, y0 }) => text === '1' && y0 > mm(262)),
      'the page number under the text',
    )
  })

  test('the code leads to the entry’s page on this server, read from the print and from the document', async () => {
    const [page] = pages as [Picture]
    const printed = await sharp(page.data, { raw: { width: page.width, height: page.height, channels: 1 } })
      .png()
      .toBuffer()
    const picture = Object.entries(unzipSync(docx)).find(([name]) => name.startsWith('word/media/'))?.[1]
    assert.ok(picture)
    for (const png of [printed, Buffer.from(picture)]) {
      const { data, info } = await sharp(png)
        .ensureAlpha()
        .toColourspace('srgb')
        .raw()
        .toBuffer({ resolveWithObject: true })
      const read = decodeCode(new Uint8ClampedArray(data), info.width, info.height)
      assert.equal(read?.data, `http://localhost:80/entries/${id}`)
    }
  })

  test('a document is set as the standard has it: 22 lines to a page, 28 characters to a line', () => {
    const text = strFromU8(unzipSync(docx)['word/document.xml'] as Uint8Array)
    assert.match(text, /w:line="580" w:lineRule="exact"/)
    assert.match(text, /<w:spacing w:val="-5"\/>/)
  })
})
