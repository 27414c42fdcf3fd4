import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import type { Answer } from '../../../../test/world/caller.ts'
import { openWorld, type World } from '../../../../test/world/app.ts'

/** A moment after the entry was registered and before anything else was done. */
const past = '2026-03-02T01:05:00.000Z'

/** The words of a Word document, without its marks. */
function wordsOf({ bytes }: Answer): string {
  const text = strFromU8(unzipSync(bytes)['word/document.xml'] as Uint8Array)
  return text.replaceAll(/<w:tab\/>|<\/w:p>/g, '\n').replaceAll(/<[^>]+>/g, '')
}

describe('documents over HTTP', () => {
  let world: World
  let id: string
  before(async () => {
    world = await openWorld()
    const fields = { subject: 'a broken pipe, call 13800005678', category: 'water', cost: 1_234_500 }
    id = (await world.entry({ in: 'riverside.first', ledger: 'toy', fields })).id
    await world.app.relay.drain()
  })
  after(() => world.close())
  const office = () => world.as('plans.office')

  test('an entry on paper has its facts, tasks, course and evidence, and no whole number', async () => {
    const answer = await office().get(`/api/entries/${id}/paper.docx`)
    assert.equal(answer.status, 200, answer.bytes.toString())
    const words = wordsOf(answer)
    for (const part of [
      'Toy ledger: case sheet',
      'a broken pipe, call 138****5678',
      'Water',
      '1.23',
      'Facts',
      'Tasks',
    ])
      assert.ok(words.includes(part), part)
    assert.ok(!words.includes('13800005678'))
    assert.ok(words.includes(`/entries/${id}`), 'where it leads')
    const pdf = await office().get(`/api/entries/${id}/paper.pdf`)
    assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-')
  })

  test('the page is that of GB/T 9704, with the faces named and none embedded', async () => {
    const { bytes } = await office().get(`/api/entries/${id}/paper.docx`)
    const parts = unzipSync(bytes)
    const text = strFromU8(parts['word/document.xml'] as Uint8Array)
    assert.match(text, /<w:pgSz w:w="11906" w:h="16838"/)
    assert.match(text, /<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/)
    assert.match(text, /w:eastAsia="仿宋_GB2312"/)
    assert.match(text, /w:eastAsia="方正小标宋简体"/)
    assert.equal(
      Object.keys(parts).some((name) => name.startsWith('word/fonts/')),
      false,
    )
    assert.match(strFromU8(parts['word/settings.xml'] as Uint8Array), /<w:evenAndOddHeaders/)
  })

  test('as of an earlier moment it shows what had happened by then', async () => {
    world.clock.advance(10 * 60_000)
    const say = { expectedSeq: 1, input: { text: 'said later' } }
    assert.equal((await office().post(`/api/entries/${id}/actions/comment`, say)).status, 200)
    assert.ok(wordsOf(await office().get(`/api/entries/${id}/paper.docx`)).includes('said later'))
    const then = await office().get(`/api/entries/${id}/paper.docx?asOf=${past}`)
    assert.ok(!wordsOf(then).includes('said later'))
  })

  test('who may not see the entry gets 404, and nobody in particular 401', async () => {
    for (const format of ['docx', 'pdf']) {
      const url = `/api/entries/${id}/paper.${format}`
      assert.equal((await world.as('hillside.office').get(url)).status, 404)
      assert.equal((await world.stranger().get(url)).status, 401)
    }
  })

  test('a bulletin for the same moment is the same to the byte, is kept, and is in the log with its rules', async () => {
    const url = '/api/ledgers/toy/bulletin'
    const query = `?from=2026-03-01&to=2026-03-31&by=category:category&asOf=${past}&number=T-1&copies=all`
    for (const format of ['docx', 'pdf']) {
      const first = await office().get(`${url}.${format}${query}`)
      assert.equal(first.status, 200, first.bytes.toString())
      world.clock.advance(60_000)
      const again = await office().get(`${url}.${format}${query}`)
      assert.ok(first.bytes.equals(again.bytes), format)
      const { body } = await office().get('/api/report-files')
      const [file] = body.rows
      assert.equal(file.what, 'bulletin')
      assert.equal(file.sha256, createHash('sha256').update(first.bytes).digest('hex'))
      assert.deepEqual(file.period, { from: '2026-03-01', to: '2026-03-31' })
      assert.deepEqual([file.axis, file.asOfRecorded], ['recorded', past])
      assert.equal(file.rules.toy, 1)
      assert.ok((await office().get(`/api/files/${file.fileId}`)).bytes.equals(first.bytes), 'the kept copy')
    }
  })

  test('a bulletin is Chinese whoever asks, says its figures with rule and exclusions, and needs its moment', async () => {
    const words = wordsOf(
      await office().get(
        `/api/ledgers/toy/bulletin.docx?asOf=${past}&number=${encodeURIComponent('甲〔2026〕1号')}`,
      ),
    )
    for (const part of [
      '试验台账',
      '的通报',
      '甲〔2026〕1号',
      '统计口径',
      '一、总体情况',
      '办结率0.00%（0件／1件）',
      '2026年3月2日',
    ])
      assert.ok(words.includes(part), `${part} in ${words}`)
    assert.equal((await office().get('/api/ledgers/toy/bulletin.docx')).status, 400)
    assert.equal((await world.stranger().get(`/api/ledgers/toy/bulletin.docx?asOf=${past}`)).status, 401)
    const early = await office().get('/api/ledgers/toy/bulletin.docx?asOf=2026-03-02')
    assert.deepEqual([early.status, early.body.code], [400, 'reports.not_past'])
  })
})
