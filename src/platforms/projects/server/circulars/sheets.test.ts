import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../../../test/world/app.ts'
import { readSheets } from './project-sheet.ts'
import { sheetPaper } from './sheet-paper.ts'

describe('one page a project', () => {
  let world: World
  const ids: string[] = []
  before(async () => {
    world = await openWorld()
    const office = world.as('plans.office')
    for (const [place, name] of [
      ['riverside', '甲厂'],
      ['hillside', '乙厂'],
    ] as const) {
      const answer = await office.post('/api/ledgers/project/entries', {
        fields: {
          name,
          category: 'industry',
          stage: 'construction',
          ...(name === '甲厂' ? { investmentFen: 12_000_000_000, source: 'page 7' } : {}),
        },
        divisionCode: place === 'riverside' ? '990001001' : '990001002',
        effectiveAt: '2026-01-31T00:00:00Z',
      })
      assert.equal(answer.status, 201, answer.bytes.toString())
      ids.push(answer.body.id)
    }
    await world.entry({ in: 'riverside', ledger: 'problem', fields: { title: '外电不足', project: ids[0] } })
  })
  after(() => world.close())

  const read = async (asked: readonly string[]) => {
    const { engine, directory, divisions } = world.house
    const actor = {
      accountId: 1,
      positionId: 1,
      organisationId: 1,
      name: 'x',
      role: 'project_office',
      divisions: ['990001'],
      ledgers: 'all' as const,
      sensitivity: 2,
      rights: [],
      locale: 'en' as const,
    }
    const colourSettings = () => ({ yellowFrom: { numerator: 2, denominator: 3 } })
    const deps = { engine, directory, divisions: () => divisions, colourSettings }
    const sheets = await readSheets(deps, actor, asked, 'en')
    const now = engine.clock.now()
    return JSON.stringify(sheetPaper({ sheets, locale: 'en', origin: 'https://h', now }))
  }

  test('says each fact with its source and month, and of what nobody said that it is not reported', async () => {
    const text = await read(ids)
    assert.ok(text.includes('¥120 m (source page 7, 2026-01)'))
    assert.ok(text.includes('"label":"Invested so far","value":"not reported"'))
    assert.ok(text.includes('外电不足'))
    for (const id of ids) assert.ok(text.includes(`https://h/projects/${id}`))
    assert.equal(text.split('"kind":"page"').length, 2)
  })

  test('is one file for several, and nothing for who may not see one of them', async () => {
    const office = world.as('plans.office')
    for (const format of ['docx', 'pdf']) {
      const answer = await office.get(`/api/projects/sheets.${format}?ids=${ids.join(',')}`)
      assert.equal(answer.status, 200, answer.bytes.toString('utf8', 0, 300))
      assert.equal(answer.bytes.subarray(0, 2).toString(), format === 'pdf' ? '%P' : 'PK')
    }
    assert.equal(
      (await world.as('riverside.steward').get(`/api/projects/sheets.pdf?ids=${ids[0]}`)).status,
      200,
    )
    assert.equal(
      (await world.as('riverside.steward').get(`/api/projects/sheets.pdf?ids=${ids.join(',')}`)).status,
      404,
    )
    assert.equal((await world.as('farside.office').get(`/api/projects/sheets.pdf?ids=${ids[0]}`)).status, 404)
    assert.equal((await world.stranger().get(`/api/projects/sheets.pdf?ids=${ids[0]}`)).status, 401)
    assert.equal((await office.get('/api/projects/sheets.pdf?ids=x')).status, 400)
  })
})
