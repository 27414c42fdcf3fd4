import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import type { Route } from '#kernel/http/server'
import { translate } from '#kernel/i18n/model'
import { type CallerSpec, openCaller } from '../access/callers.ts'
import { pathsOf, queriesOf } from '../access/parameters.ts'
import { type PlantedWorld, plant } from '../access/planting.ts'
import { openWorld, worldPlaces } from '../world/app.ts'
import type { Caller } from '../world/caller.ts'
import { plantPapers } from './plant-papers.ts'
import { documentFaults } from './office/document.ts'
import { documentSays, workbookSays } from './office/round-trip.ts'
import { workbookFaults } from './office/workbook.ts'
import { convertAll, pdfText } from './programs.ts'

const idNumber = '11010519491231002X'
const phone = '13987654321'
const subject = `培训楼漏水，电话 ${phone}，证件 ${idNumber}`
const file = /\.(xlsx|docx|pdf|csv|geojson|zip|shp)$/

/** Hangs on what this world has none of; its own tests look into it. */
const unplanted = new Set([
  '/api/imports/:id/refused.xlsx',
  '/api/grid/hotline/imports/:importId/refused.xlsx',
  '/api/grid/hotline/returns/:batchId.xlsx',
])

type Made = { key: string; name: string; bytes: Buffer }

const all: Omit<CallerSpec, 'role'> = {
  organisation: '990001-plans',
  roots: [worldPlaces.district],
  ledgers: null,
  sensitivity: 3,
  invited: false,
}

/** Everything that the house can hand out as a file, made once, with numbers of persons planted wherever they can be typed. */
describe('what leaves as a file', () => {
  let at: PlantedWorld
  let folder: string
  const made: Made[] = []
  const routes = () => at.world.app.routes.filter((route) => route.method === 'GET' && file.test(route.path))

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yiwang-paper-'))
    const world = await openWorld()
    at = await plant(world)
    await plantNumbers()
    const papers = await plantPapers(world, subject)
    const { caller: registrar } = await openCaller(at, { ...all, role: 'registrar' })
    const callers = [
      await openCaller(at, { ...all, role: 'project_office' }),
      await openCaller(at, { ...all, role: 'auditor' }),
    ]
    assert.equal((await registrar.get('/api/session')).status, 200)
    for (const route of routes()) {
      const paper = papers.get(route.path)
      if (paper !== undefined) {
        assert.ok(await make(route, world.as('plans.office'), paper, ['']), `${paper}: nobody was handed it`)
        continue
      }
      let answered = false
      for (const { caller, reader } of callers) {
        for (const one of pathsOf(route, at, reader).filter(
          ({ sight }) => sight !== 'hidden' && sight !== 'missing',
        )) {
          if (await make(route, caller, one.path, withDownload(route, queriesOf(route, at, reader))))
            answered = true
        }
      }
      assert.ok(answered || unplanted.has(route.path), `${route.path}: nobody was handed it`)
    }
    for (const { name, bytes } of made) await writeFile(join(folder, name), bytes)
  })
  after(async () => {
    await at.world.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** Keeps the file of the route by the first of the queries that gives one; answers whether there was one. */
  async function make(route: Route, caller: Caller, path: string, queries: readonly string[]) {
    const answer = await firstGiven(caller, path, queries)
    if (!answer) return false
    assert.match(String(answer.headers['content-disposition']), /^attachment/, path)
    const name = `${made.length}.${path.replace(/\?.*$/, '').split('.').at(-1) ?? ''}`
    made.push({ key: `${route.method} ${path}`, name, bytes: answer.bytes })
    return true
  }

  const withDownload = ({ path }: Route, queries: readonly string[]) =>
    path === '/api/divisions.geojson'
      ? queries.map((query) => `${query || '?'}${query ? '&' : ''}download=1`)
      : queries

  /** The file by the first of the queries that gives one. */
  async function firstGiven(caller: Caller, path: string, queries: readonly string[]) {
    for (const query of queries) {
      const answer = await caller.get(`${path}${query}`)
      if (answer.status === 200) return answer
      if (answer.status !== 400) return undefined
    }
    return undefined
  }

  async function plantNumbers(): Promise<void> {
    const office = at.world.as('plans.office')
    const registrar = at.world.as('plans.registrar')
    const person = {
      name: '张三',
      divisionCode: worldPlaces.riverside,
      idNumber,
      phone,
      address: `某处 ${phone}`,
    }
    const { status, body } = await registrar.post('/api/persons', person)
    assert.equal(status, 201, JSON.stringify(body))
    const unmask = { field: 'phone', purpose: `回电 ${phone}` }
    assert.equal((await registrar.post(`/api/persons/${body.id}/unmask`, unmask)).status, 200)
    const subjects = [{ kind: 'person', objectId: body.id, role: 'party' }]
    const entry = await at.world.entry({
      in: 'riverside',
      ledger: 'toy',
      by: 'plans.office',
      fields: { subject },
      more: { subjects },
    })
    const proof = await office.upload(`${phone} ${idNumber}.txt`, 'proof')
    const said = await office.post(`/api/entries/${entry.id}/actions/comment`, {
      expectedSeq: entry.seq,
      input: { text: `已联系 ${phone}，${idNumber}` },
    })
    assert.equal(said.status, 200, JSON.stringify(said.body))
    assert.ok(proof)
    // The paper of this entry among the few that are asked for.
    at.entries.unshift({
      ...(at.entries[0] as (typeof at.entries)[number]),
      id: entry.id,
      ledger: 'toy',
      division: worldPlaces.riverside,
    })
    await at.world.app.relay.drain()
  }

  const textsOf = ({ bytes }: Made) =>
    Object.entries(unzipSync(bytes)).flatMap(([name, content]) =>
      /\.(xml|rels)$/.test(name) ? [{ name, text: strFromU8(content) }] : [],
    )
  const unpacked = ({ name, bytes }: Made) =>
    name.endsWith('.zip')
      ? Object.values(unzipSync(bytes))
          .map((part) => Buffer.from(part).toString('latin1'))
          .join('\n')
      : bytes.toString('utf8')
  const ofKind = (ending: string) => made.filter(({ name }) => name.endsWith(ending))

  test('every route that hands out a file says what it produces, and so is in the log', async () => {
    assert.deepEqual(
      routes()
        .filter(({ produces }) => produces === undefined)
        .map(({ path }) => path),
      [],
    )
    for (const locale of ['zh-CN', 'en'] as const)
      for (const { produces } of routes()) assert.notEqual(translate(locale, `reports.what.${produces}`), '')
    assert.ok(made.length >= 12, `${made.length} files`)
    const { rows } = await at.world.house.handle.db
      .withTables<{ report_file: { what: string; sha256: Buffer | null } }>()
      .selectFrom('report_file')
      .selectAll()
      .execute()
      .then((found) => ({ rows: found }))
    assert.equal(rows.length, made.length)
    assert.ok(
      rows.every(({ sha256 }) => sha256 !== null),
      'each is finished, with its hash',
    )
  })

  test('no file carries a whole number without a purpose that was noted', async () => {
    let masked = 0
    for (const one of made) {
      const text = one.name.endsWith('.pdf')
        ? await pdfText(folder, one.bytes)
        : /\.(xlsx|docx)$/.test(one.name)
          ? textsOf(one)
              .map((part) => part.text)
              .join('\n')
          : unpacked(one)
      for (const number of [idNumber, phone])
        assert.ok(!text.includes(number), `${one.key} carries ${number}`)
      if (text.includes('139****4321')) masked += 1
    }
    assert.ok(masked >= 4, `the planted numbers stand masked in ${masked} files only`)
  })

  test('every workbook and document is written as the standard has it, every part of it', () => {
    for (const { key, bytes } of ofKind('.xlsx')) assert.deepEqual(workbookFaults(bytes), [], key)
    for (const { key, bytes } of ofKind('.docx')) assert.deepEqual(documentFaults(bytes), [], key)
  })

  test('LibreOffice opens every workbook and document, and loses nothing of it when it writes it anew', async () => {
    const names = (ending: string) => ofKind(ending).map(({ name }) => name)
    const anew = new Map([
      ...(await convertAll(folder, names('.xlsx'), 'xlsx:Calc MS Excel 2007 XML')),
      ...(await convertAll(folder, names('.docx'), 'docx:MS Word 2007 XML')),
    ])
    for (const { key, name, bytes } of [...ofKind('.xlsx'), ...ofKind('.docx')]) {
      const says = name.endsWith('.xlsx') ? workbookSays : documentSays
      const opened = anew.get(name.replace(/\.\w+$/, ''))
      assert.ok(opened, `${key} was not opened`)
      assert.deepEqual(await says(opened), await says(bytes), key)
    }
    const texts = await Promise.all(
      [...ofKind('.xlsx'), ...ofKind('.docx')].map(async ({ name, bytes }) =>
        (await (name.endsWith('.xlsx') ? workbookSays : documentSays)(bytes)).join('\n'),
      ),
    )
    const planted = texts.filter((text) => text.includes('培训楼漏水，电话 139****4321'))
    assert.ok(planted.length >= 2, 'the planted words stand in the list and on the paper')
  })
})
